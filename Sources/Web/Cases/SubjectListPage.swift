// The whole list of persons of a request, for everybody who may see the case.

import Basics
import Casework
import Formats
import Forms
import Hummingbird
import Records
import Registry
import Storage

/// Shows `/cases/{id}/subjects` where the list cannot be changed, and makes its files. Somebody looked for by name or
/// number is posted, never put into an address.
struct SubjectListPage {
    let environment: CaseEnvironment
    static let search = "q"

    /// The list as a file, made while it is taken.
    func file(_ dossier: Dossier) throws -> Response {
        guard let list = dossier.state.subjects else { throw PageError.notFound }
        let columns = dossier.subjectColumns
        return .file(type: Self.csv, name: name("subjects", dossier)) { send in
            var writer = CSVWriter(withBOM: true)
            writer.row(["row"] + columns)
            for first in stride(from: 1, through: list.count, by: Limits.releaseBlockRows) {
                let rows = try await environment.store.read { db in
                    try db.subjects(of: list.id, from: first, limit: Limits.releaseBlockRows)
                }
                for row in rows { writer.row([String(row.row)] + columns.map(row.cell)) }
                try await send(writer.take())
            }
        }
    }

    /// The rows of an uploaded file that were not taken.
    func file(ofFaulty outcome: SubjectOutcome, _ dossier: Dossier) -> Response {
        let t = dossier.t
        let wording = ProblemWording(t: t)
        var rows = FaultyRows(
            titles: outcome.titles, line: t("cases.subjects.faulty-line"), reason: t("cases.subjects.faulty-reason"))
        for row in outcome.faulty {
            rows.add(
                line: row.line, cells: row.cells, reasons: row.problems.map(wording.cellText).joined(separator: " "))
        }
        return .file(rows.bytes, type: Self.csv, name: name("faulty-subjects", dossier), isAttachment: true)
    }

    private static let csv = "text/csv; charset=utf-8"

    private func name(_ what: String, _ dossier: Dossier) -> String {
        "\(dossier.state.code ?? dossier.state.id.text)-\(what).csv"
    }

    /// A page of the list, or what was found of somebody looked for.
    func show(_ dossier: Dossier, searching text: String?, _ context: PageContext) async throws -> Response {
        guard let list = dossier.state.subjects else { throw PageError.notFound }
        let (t, state) = (dossier.t, dossier.state)
        let size = Limits.subjectsPageRows
        let pages = PageNumbers(count: list.count, size: size)
        let number = pages.number(try PageNumbers.asked(context.query("page")))
        let wanted = text?.trimmed ?? ""
        let rows = try await environment.store.read { db in
            wanted.isEmpty
                ? try db.subjects(of: list.id, from: (number - 1) * size + 1, limit: size)
                : try db.subjects(of: list.id, matching: String(wanted.prefix(100)), limit: size)
        }
        let path = SitePath.of(state.id, .caseSubjects)
        let form = FormView(
            action: path,
            fields: [
                .text(Self.search, label: t("cases.subjects.search"), value: wanted).with(width: .medium)
            ], problems: [], submit: t("cases.subjects.find"))
        let caption =
            wanted.isEmpty
            ? t("cases.subjects.current", ["count": String(list.count)])
            : t("cases.subjects.found", ["count": String(rows.count)])
        // What will be asked about each of them.
        let asked = CaseView(environment: environment, dossier: dossier)
            .fieldLabels(state.requestedFields(of: dossier.service))
        let page = Page(
            .subjectList,
            title: dossier.title(t("cases.subjects.heading")),
            [
                "heading": .text(t("cases.subjects.heading")), "form": form.pageValue,
                "back": BackLinkView(.of(state.id), dossier.heading).pageValue,
                "asked": .text(asked.joined(separator: "; ")), "digest": .text(list.digest),
                "persons": dossier.subjects(rows, caption: caption).pageValue,
                "csvPath": SitePath.of(state.id, .caseSubjectsCSV).pageValue,
                "wholePath": wanted.isEmpty ? .none : path.pageValue,
                "pages": wanted.isEmpty ? pages.view(at: path, shown: number) : .none,
            ])
        return try environment.pages.render(page.with(state: state.stage.rawValue, caseCode: state.code), context)
    }
}
