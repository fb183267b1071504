// The persons of a request as a table, for those who must judge it.

import Basics
import Casework
import Records
import Registry
import Storage

extension Strings {
    /// The heading of a column of persons, by the registry's name of the field.
    func subjectColumn(_ code: String) -> String {
        guard let field = PersonField(rawValue: code) else { return code }
        return Subject.keys.contains(field)
            ? self(field.label) : self("cases.subjects.claim", ["field": self(field.label)])
    }
}

extension CaseEnvironment {
    /// The first persons of the list, with the row numbers that a narrower approval names.
    func subjectsTable(_ dossier: Dossier) async throws -> PageValue {
        guard let list = dossier.state.subjects else { return .none }
        let rows = try await store.read { db in try db.subjects(of: list.id, limit: Limits.pageRows) }
        let (t, columns) = (dossier.t, dossier.service.subjectColumns)
        return TableView(
            caption: t("cases.subjects.first", ["shown": String(rows.count), "count": String(list.count)]),
            columns: [.init("#", isNumeric: true)] + columns.map { .init(t.subjectColumn($0)) },
            rows: rows.map { row in [.text(String(row.row))] + columns.map { .text(row.cell($0)) } },
            empty: t("cases.subjects.none")
        ).pageValue
    }
}
