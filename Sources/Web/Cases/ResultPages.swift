// What the grant released, for the recipient: as page, CSV, XML and PDF.

import Basics
import Casework
import Formats
import Hummingbird
import Letters
import Records
import Registry
import Storage

/// `/cases/{id}/result` and its files.
struct ResultPages: PageGroup {
    let environment: CaseEnvironment

    func add(to site: Site) {
        site.get(.caseResult) { context in try await page(context) }
        site.get(.caseResultCSV) { context in
            let (dossier, result) = try await opened(.csv, context)
            let table = ResultTable(result: result)
            var writer = CSVWriter(withBOM: true)
            writer.row(table.columns)
            for row in result.rows { writer.row(table.cells(row)) }
            return .file(
                writer.bytes, type: "text/csv; charset=utf-8", name: Self.name(dossier.state, "csv"), isAttachment: true
            )
        }
        site.get(.caseResultXML) { context in
            let (dossier, result) = try await opened(.xml, context)
            return .file(
                xml(dossier.state, result), type: "application/xml; charset=utf-8",
                name: Self.name(dossier.state, "xml"),
                isAttachment: true)
        }
        site.get(.caseResultPDF) { context in try await pdf(context) }
    }

    /// Opens the result for this reader: its opening is on disk before anything of it is read.
    private func opened(
        _ format: ResultFormat, _ context: PageContext
    ) async throws -> (Dossier, OpenedResult) {
        let dossier = try await environment.dossier(context)
        let state = dossier.state
        let actor = try context.signedIn().actor
        guard Permissions.mayOpenResult(actor, state) else { throw PageError.forbidden }
        // One more than a page shows tells whether there is more; files hold everything.
        let limit = format == .page ? Limits.pageRows * 4 : Limits.subjectsMax
        let result = try await environment.store.openResult(
            of: state, as: format, by: actor, limit: limit, at: environment.clock())
        guard let result else { throw PageError.notFound }
        return (dossier, result)
    }

    private func page(_ context: PageContext) async throws -> Response {
        let (dossier, result) = try await opened(.page, context)
        let (t, state) = (dossier.t, dossier.state)
        let table = ResultTable(result: result)
        let answers = TableView(
            caption: t("cases.result.table"),
            columns: [.init("#", isNumeric: true)]
                + table.headings(
                    t.language, name: t("cases.result.asked-name"), verdict: t("cases.result.verdict")
                ).map { .init($0) },
            rows: result.rows.map { row in
                [.text(String(row.row))]
                    + table.words(row, t).map { .text($0) }
            }, empty: "–")
        let shown = ["shown": String(result.rows.count), "count": String(result.release.rows)]
        let grant = result.grant
        let summary = SummaryListView([
            .init(t("cases.service"), t(dossier.service.name)),
            .init(t("cases.result.decision"), "\(grant.decisionNumber) – \(grant.decisionDate.dayFirst)"),
            .init(t("cases.result.released-at"), result.release.at.dayFirst),
            .init(
                t("cases.result.rows"),
                t("cases.fulfilled", ["rows": shown["count"] ?? "", "persons": String(result.release.identified)])),
            .init(t("cases.proposal.until"), grant.validUntil.dayFirst),
        ])
        let page = Page(
            .result, title: dossier.title(t("cases.result.title")),
            [
                "back": BackLinkView(.of(state.id), state.code ?? "").pageValue, "summary": summary.pageValue,
                "answers": answers.pageValue, "csvPath": SitePath.of(state.id, .caseResultCSV).pageValue,
                "xmlPath": SitePath.of(state.id, .caseResultXML).pageValue,
                "pdfPath": SitePath.of(state.id, .caseResultPDF).pageValue,
                "meanings": table.isMatch ? meanings(t).pageValue : .none,
                "more": .optional(
                    result.rows.count < result.release.rows ? t("cases.result.more", shown) : nil),
            ])
        return try environment.pages.render(page.with(state: state.stage.rawValue, caseCode: state.code), context)
    }

    /// What each verdict says, for those who rely on it.
    private func meanings(_ t: Strings) -> SummaryListView {
        SummaryListView(Verdict.Value.allCases.map { .init(t.word($0), t.meaning($0)) })
    }

    /// The answers with the clause that allowed each field.
    private func xml(_ state: CaseState, _ result: OpenedResult) -> [UInt8] {
        var writer = XMLWriter()
        let table = ResultTable(result: result)
        writer.open(
            "result",
            attributes: [
                ("case", state.code ?? ""), ("service", result.grant.service.code),
                ("decision", result.grant.decisionNumber), ("decisionDate", result.grant.decisionDate.description),
                ("releasedAt", result.release.at.description), ("recipient", state.requester.name),
            ])
        for row in result.rows {
            let cells = table.cells(row)
            var attributes = [("row", cells[0]), ("personal_id", cells[1]), ("full_name", cells[2])]
            if let verdict = row.verdict {
                attributes.append(("result", verdict.value.rawValue))
                if let reason = verdict.reason { attributes.append(("reason", reason.rawValue)) }
            }
            writer.open("person", attributes: attributes)
            for field in row.fields {
                var own = [("field", field.field.rawValue), ("clause", field.clause)]
                if let reason = field.reason { own.append(("reason", reason.rawValue)) }
                writer.element("answer", attributes: own, text: field.data)
            }
            writer.close()
        }
        writer.close()
        return writer.bytes
    }

    /// The data sheet, with the recipient's mark on every page.
    private func pdf(_ context: PageContext) async throws -> Response {
        let (dossier, result) = try await opened(.pdf, context)
        let (state, service) = (dossier.state, dossier.service)
        let t = environment.pages.tables.strings(.vi)
        let now = environment.clock()
        guard let code = state.office,
            let office = try await environment.store.read({ db in try db.office(code) })
        else { throw PageError.failed }
        let table = ResultTable(result: result)
        let mark = t(
            "cases.result.mark",
            ["organization": state.requester.name, "moment": now.dayFirst, "code": state.code ?? ""])
        let day = result.release.at.date
        var facts = LetterFacts()
        facts.add(
            PaperFacts(
                try environment.papers.sheet(.dataSheet), of: office, number: nil, date: day, preparedOn: now.date))
        facts.add(OfficeFacts(office))
        facts.add(RequesterFacts(state.requester))
        facts.add(
            DossierFacts(
                code: state.code ?? "", serviceCode: service.code, serviceName: service.name.vi,
                serviceGroup: environment.papers.wording.name(of: service.group)))
        facts.add(
            ReferenceFacts(
                state.issuedNotice, state.issuedNotice.flatMap { dossier.procedure.papers[$0.kind] }))
        let released = ReleaseFacts(
            recipientMark: mark,
            columns: table.headings(.vi, name: t("cases.result.asked-name"), verdict: t("cases.result.verdict")),
            rows: result.rows.map { row in
                table.words(row, t)
            },
            numbers: result.rows.map(\.row),
            verdictMeanings: table.verdictsGiven.map { "\(t.word($0)): \(t.meaning($0))" },
            releasedAt: result.release.at)
        facts.add(released)
        let pieces = try await environment.papers.stream(sheet: .dataSheet, facts, rows: released.filling, on: day)
        return .file(pieces, type: "application/pdf", name: Self.name(state, "pdf"))
    }

    private static func name(_ state: CaseState, _ ending: String) -> String {
        "\(state.code ?? state.id.text)-result.\(ending)"
    }
}
