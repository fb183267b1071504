// What the grant released, for the recipient: the pages, and the ways to its files.

import Basics
import Casework
import Formats
import Hummingbird
import Records
import Registry
import Storage

/// `/cases/{id}/result` and its files.
struct ResultPages: PageGroup {
    let environment: CaseEnvironment
    private var files: ResultFiles { ResultFiles(environment: environment) }

    func add(to site: Site) {
        get(.caseResult, site) { context in try await page(context) }
        get(.caseResultCSV, site) { context in try files.csv(copy(try await opened(.csv, context)), context) }
        get(.caseResultXML, site) { context in try files.xml(copy(try await opened(.xml, context)), context) }
        get(.caseResultPDF, site) { context in
            let (dossier, result) = try await opened(.pdf, context)
            guard ResultFiles.isPrinted(result) else { return .redirect(to: .of(dossier.state.id, .caseResult)) }
            return try await files.pdf(copy((dossier, result)), context) {
                try await DataSheet(environment: environment, dossier: dossier, result: result).pages()
            }
        }
    }

    private func copy(_ opened: (dossier: Dossier, result: OpenedResult)) -> ResultCopy {
        let state = opened.dossier.state
        return ResultCopy(
            result: opened.result, stem: state.code ?? state.id.text, recipient: state.requester.name,
            caseCode: state.code ?? "")
    }

    /// A form of the result. Where nobody reads the answer nothing is opened, and nothing is handed out.
    private func get(_ route: SiteRoute, _ site: Site, _ show: @escaping Site.Show) {
        site.get(route) { context in
            guard context.isUnread else { return try await show(context) }
            _ = try await openable(context)
            return Response(status: .noContent)
        }
    }

    /// The case, for whom its result is.
    private func openable(_ context: PageContext) async throws -> Dossier {
        let dossier = try await environment.dossier(context)
        let reader = try dossier.requestersSide(context)
        guard Permissions.mayOpenResult(reader, dossier.state) else { throw PageError.forbidden }
        return dossier
    }

    /// Opens the result for this reader: its opening is on disk before anything of it is read.
    private func opened(_ format: ResultFormat, _ context: PageContext) async throws -> (Dossier, OpenedResult) {
        let dossier = try await openable(context)
        let state = dossier.state
        let actor = try dossier.requestersSide(context)
        do {
            let result = try await environment.results.open(state, as: format, by: actor, at: environment.clock())
            guard let result else { throw PageError.notFound }
            return (dossier, result)
        } catch let rejection as Rejection {
            throw rejection.pageError(state.id)
        }
    }

    private func page(_ context: PageContext) async throws -> Response {
        let size = Limits.subjectsPageRows
        let asked = try PageNumbers.asked(context.query("page"))
        let (dossier, result) = try await opened(.page, context)
        let (t, state) = (dossier.t, dossier.state)
        let pages = PageNumbers(count: result.release.rows, size: size)
        let number = pages.number(asked)
        let rows = try await environment.results.rows(from: (number - 1) * size, count: size, in: result)
        let table = ResultTable(grant: result.grant)
        let answers = TableView(
            caption: t("cases.result.table"),
            columns: [.init("#", isNumeric: true)]
                + table.headings(
                    t.language, name: t("cases.result.asked-name"), verdict: t("cases.result.verdict")
                ).map { .init($0) },
            rows: rows.map { row in [.text(String(row.answer.row))] + table.words(row, t).map { .text($0) } },
            empty: "–")
        let page = Page(
            .result, title: dossier.title(t("cases.result.title")),
            [
                "back": BackLinkView(.of(state.id), state.code ?? "").pageValue,
                "summary": summary(of: result, dossier).pageValue,
                "answers": answers.pageValue, "csvPath": SitePath.of(state.id, .caseResultCSV).pageValue,
                "xmlPath": SitePath.of(state.id, .caseResultXML).pageValue,
                "pdfPath": ResultFiles.isPrinted(result) ? SitePath.of(state.id, .caseResultPDF).pageValue : .none,
                "unprinted": .optional(ResultFiles.isPrinted(result) ? nil : t("cases.result.unprinted")),
                "meanings": table.isMatch ? meanings(table, t).pageValue : .none,
                "clauses": clauses(of: result.grant, t).pageValue,
                "pages": pages.view(at: .of(state.id, .caseResult), shown: number),
            ])
        return try environment.pages.render(page.with(state: state.stage.rawValue, caseCode: state.code), context)
    }

    private func summary(of result: OpenedResult, _ dossier: Dossier) -> SummaryListView {
        let (t, grant) = (dossier.t, result.grant)
        return SummaryListView([
            .init(t("cases.service"), t(dossier.service.name)),
            .init(t("cases.result.decision"), grant.decision.map { "\($0.number) – \($0.date.dayFirst)" } ?? "–"),
            .init(t("cases.result.released-at"), result.release.at.dayFirst),
            .init(
                t("cases.result.rows"),
                t(
                    "cases.fulfilled",
                    ["rows": String(result.release.rows), "persons": String(result.release.identified)])),
            .init(t("cases.proposal.until"), grant.validUntil.dayFirst),
        ])
    }

    /// By which clause of the decision each column is there.
    private func clauses(of grant: Grant, _ t: Strings) -> SummaryListView {
        SummaryListView(
            grant.clauses.map { clause in
                .init(
                    t(clause.field.label),
                    t(
                        "cases.result.clause",
                        ["clause": clause.number, "decision": grant.decision?.number ?? "–"]))
            })
    }

    /// What each verdict says, for those who rely on it.
    private func meanings(_ table: ResultTable, _ t: Strings) -> SummaryListView {
        SummaryListView(Verdict.Value.allCases.map { .init(t.word($0), table.meaning($0, t)) })
    }
}
