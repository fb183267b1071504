// The persons of a request as a table, for those who must judge it.

import Basics
import Casework
import Records
import Registry
import Storage

extension Strings {
    /// The heading of a column of persons: a key as the form calls it, a claim by the registry's name of its field.
    func subjectColumn(_ code: String) -> String {
        guard let field = PersonField(rawValue: code), !Subject.keys.contains(field) else {
            return self("request-form.field.\(code)")
        }
        return self("cases.subjects.claim", ["field": self(field.label)])
    }
}

extension CaseEnvironment {
    /// The first persons of the list, with the row numbers that a narrower approval names.
    func subjectsTable(_ state: CaseState, _ service: ServiceEntry, _ t: Strings) async throws -> PageValue {
        guard let list = state.subjects else { return .none }
        let rows = try await store.read { db in try db.subjects(of: list.id, limit: Limits.pageRows) }
        let columns = service.subjectColumns
        return TableView(
            caption: t("cases.subjects.first", ["shown": String(rows.count), "count": String(list.count)]),
            columns: [.init("#", isNumeric: true)] + columns.map { .init(t.subjectColumn($0)) },
            rows: rows.map { row in [.text(String(row.row))] + columns.map { .text(row.cell($0)) } },
            empty: t("cases.subjects.none")
        ).pageValue
    }
}
