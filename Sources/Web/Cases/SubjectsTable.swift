// The persons of a request as a table, for those who must judge it.

import Basics
import Casework
import Records
import Registry
import Storage

extension CaseEnvironment {
    /// The first persons of the list, with the row numbers that a narrower approval names.
    func subjectsTable(_ dossier: Dossier) async throws -> PageValue {
        guard let list = dossier.state.subjects else { return .none }
        let rows = try await store.read { db in try db.subjects(of: list.id, limit: Limits.pageRows) }
        let (t, columns) = (dossier.t, dossier.service.subjectColumns)
        return TableView(
            caption: t("cases.subjects.first", ["shown": String(rows.count), "count": String(list.count)]),
            columns: [.init("#", isNumeric: true)] + columns.map { .init(t(ServiceEntry.label(ofColumn: $0))) },
            rows: rows.map { row in [.text(String(row.row))] + columns.map { .text(row.cell($0)) } },
            empty: t("cases.subjects.none")
        ).pageValue
    }
}
