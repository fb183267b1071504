// The persons of a request as a table, for those who must judge it.

import Basics
import Casework
import Forms
import Records
import Registry
import Storage

extension Strings {
    /// The heading of a column of persons, by the registry's name of the field.
    func subjectColumn(_ code: String) -> String {
        if code == SubjectReading.enclosure { return self("cases.subjects.enclosure") }
        guard let field = PersonField(rawValue: code) else { return code }
        if Subject.keys.contains(field) { return self(field.label) }
        // Others are claimed by their number: their names would not tell them apart.
        let key = field.kind == .persons ? "cases.subjects.claim-number" : "cases.subjects.claim"
        return self(key, ["field": self(field.label)])
    }
}

extension Dossier {
    /// Persons as a table, with the row numbers that a narrower approval names.
    func subjects(_ rows: [Subject], caption: String) -> TableView {
        let columns = subjectColumns
        return TableView(
            caption: caption,
            columns: [.init("#", isNumeric: true)] + columns.map { .init(t.subjectColumn($0)) },
            rows: rows.map { row in [.text(String(row.row))] + columns.map { cell($0, of: row) } },
            empty: t("cases.subjects.none"))
    }

    var subjectColumns: [String] { state.subjectColumns(of: service) }

    /// An enclosed file opens from the row of the person whom it concerns.
    private func cell(_ column: String, of row: Subject) -> CellView {
        let text = row.cell(column)
        guard column == SubjectReading.enclosure, let document = state.document(named: text) else {
            return .text(text)
        }
        return .link(text, SitePath(.caseDocument, state.id.text, document.id.text))
    }
}

extension CaseEnvironment {
    /// The first persons of the list, and the way to all of them.
    func subjectsTable(_ dossier: Dossier) async throws -> PageValue {
        guard let list = dossier.state.subjects else { return .none }
        let rows = try await store.read { db in try db.subjects(of: list.id, limit: Limits.pageRows) }
        let t = dossier.t
        let caption = t("cases.subjects.first", ["shown": String(rows.count), "count": String(list.count)])
        return [
            "firstPersons": dossier.subjects(rows, caption: caption).pageValue,
            "allPersonsPath": SitePath.of(dossier.state.id, .caseSubjects).pageValue,
            "allPersonsLabel": .text(t("cases.subjects.all", ["count": String(list.count)])),
        ]
    }

    /// The persons that a proposal grants, where it does not grant all.
    func grantedTable(_ dossier: Dossier) async throws -> PageValue {
        guard let list = dossier.state.subjects, let granted = dossier.state.proposal?.rows else { return .none }
        let rows = try await store.read { db in
            try db.subjects(of: list.id, rows: Array(granted.prefix(Limits.subjectsPrintedMax)))
        }
        let caption = dossier.t(
            "cases.proposal.granted-persons",
            ["shown": String(rows.count), "count": String(granted.count), "rows": RowSelection.text(granted)])
        return dossier.subjects(rows, caption: caption).pageValue
    }
}
