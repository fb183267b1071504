// An own record as a table: a line each value, with where it comes from.

import Basics
import Records
import Registry

/// The lines of an own record, for the page and for the sheet.
struct OwnRecordTable {
    let record: OwnRecord

    /// The article that it is given by.
    var law: String {
        if case .law(let article) = record.result.grant.basis { article } else { "–" }
    }

    func headings(_ t: Strings) -> [String] {
        [t("me.record.field"), t("me.record.value"), t("me.record.source"), t("me.record.since")]
    }

    /// In the order of the grant. A field without a value stands there too: that nothing is known can be wrong as well.
    func rows(_ t: Strings) -> [[String]] {
        record.answer.fields.map { field in
            let none = t("me.record.none")
            guard case .value(let value) = field.answer else {
                return [t(field.field.label), t("cases.result.no-data"), none, none]
            }
            let origin = record.origins[field.field]
            return [
                t(field.field.label), value.printed(t.language), source(of: field.field, t),
                origin?.validFrom.dayFirst ?? none,
            ]
        }
    }

    private func source(of field: PersonField, _ t: Strings) -> String {
        guard let origin = record.origins[field] else { return t("me.source.others") }
        let kind = origin.source.prefix { $0 != ":" }
        let key = ["import", "generated", "case"].contains(kind) ? String(kind) : "other"
        return t("me.source.\(key)", ["day": origin.recordedAt.date.dayFirst])
    }
}
