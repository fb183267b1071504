// A result as a file: CSV, XML and PDF.

import Basics
import Casework
import Formats
import Hummingbird
import Letters
import Records
import Registry
import Storage

/// Makes the files of a result that is opened, block by block, no faster than they are taken. The log knows each before
/// its last piece leaves, so that whoever gets it can ask whether it is ours.
struct ResultFiles {
    let environment: CaseEnvironment

    typealias Opened = (dossier: Dossier, result: OpenedResult)

    /// Whether the result is drawn as PDF too; a larger one leaves as CSV and XML alone.
    static func isPrinted(_ result: OpenedResult) -> Bool {
        result.release.rows * ResultTable(grant: result.grant).columnCount <= Limits.sheetCellsMax
    }

    func csv(_ opened: Opened, _ context: PageContext) async throws -> Response {
        let (dossier, result) = opened
        let table = ResultTable(grant: result.grant)
        return try file(.csv, "text/csv; charset=utf-8", dossier.state, result, context) { send in
            var writer = CSVWriter(withBOM: true)
            writer.row(table.columns)
            for block in result.blocks {
                for row in try await environment.results.rows(of: block, in: result) { writer.row(table.cells(row)) }
                try await send(writer.take())
            }
        }
    }

    /// The answers with the clause that allowed each field.
    func xml(_ opened: Opened, _ context: PageContext) async throws -> Response {
        let (dossier, result) = opened
        let (state, table) = (dossier.state, ResultTable(grant: result.grant))
        return try file(.xml, "application/xml; charset=utf-8", state, result, context) { send in
            var writer = XMLWriter()
            writer.open(
                "result",
                attributes: [
                    ("case", state.code ?? ""), ("service", result.grant.service.code),
                    ("decision", result.grant.decisionNumber),
                    ("decisionDate", result.grant.decisionDate.description),
                    ("releasedAt", result.release.at.description), ("recipient", state.requester.name),
                    ("release", result.release.id.text),
                ])
            for block in result.blocks {
                for row in try await environment.results.rows(of: block, in: result) { writer.person(row, table) }
                try await send(writer.take())
            }
            writer.close()
            try await send(writer.take())
        }
    }

    /// A file that is sent while it is made. Its last piece is held back until the log knows the digest of the whole.
    private func file(
        _ format: ResultFormat, _ type: String, _ state: CaseState, _ result: OpenedResult, _ context: PageContext,
        _ make: @escaping @Sendable (_ send: Response.SendPiece) async throws -> Void
    ) throws -> Response {
        let actor = try context.signedIn().actor
        return .file(type: type, name: Self.name(state, format.rawValue)) { send in
            let sum = DigestSum()
            var held: [UInt8]?
            try await make { piece in
                sum.add(piece)
                if let held { try await send(held) }
                held = piece
            }
            try await environment.results.keep(
                sum.digest, of: result.release.id, as: format, by: actor, at: environment.clock())
            if let held { try await send(held) }
        }
    }

    /// The data sheet, with the recipient's mark on every page: drawn once, and from then on the same file.
    func pdf(_ opened: Opened, _ context: PageContext) async throws -> Response {
        let (dossier, result) = opened
        let (type, name) = ("application/pdf", Self.name(dossier.state, "pdf"))
        if let kept = try await environment.results.keptPDF(of: result.release.id) {
            return .file(kept, type: type, name: name)
        }
        let pieces = try await environment.results.drawPDF(
            of: result, by: try context.signedIn().actor, at: environment.clock()
        ) { try await sheet(of: result, dossier) }
        return .file(pieces, type: type, name: name)
    }

    private func sheet(
        of result: OpenedResult, _ dossier: Dossier
    ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let (state, service) = (dossier.state, dossier.service)
        let t = environment.pages.tables.strings(.vi)
        guard let code = state.office,
            let office = try await environment.store.read({ db in try db.office(code) })
        else { throw PageError.failed }
        let table = ResultTable(grant: result.grant)
        var (rows, numbers, verdicts): ([[String]], [Int], Set<Verdict.Value>) = ([], [], [])
        for block in result.blocks {
            let some = try await environment.results.rows(of: block, in: result)
            rows += some.map { table.words($0, t) }
            numbers += some.map(\.answer.row)
            verdicts.formUnion(some.flatMap { table.verdicts(in: $0.answer) })
        }
        let mark = t(
            "cases.result.mark",
            ["organization": state.requester.name, "moment": result.release.at.dayFirst, "code": state.code ?? ""])
        let day = result.release.at.date
        var facts = LetterFacts()
        facts.add(
            PaperFacts(
                try environment.papers.sheet(.dataSheet), of: office, number: nil, date: day, preparedOn: day))
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
            rows: rows, numbers: numbers,
            verdictMeanings: Verdict.Value.allCases.filter(verdicts.contains).map {
                "\(t.word($0)): \(table.meaning($0, t))"
            },
            releasedAt: result.release.at)
        facts.add(released)
        return try await environment.papers.stream(
            sheet: .dataSheet, facts, rows: released.filling, on: day, keywords: result.release.id.text)
    }

    private static func name(_ state: CaseState, _ ending: String) -> String {
        "\(state.code ?? state.id.text)-result.\(ending)"
    }
}

extension XMLWriter {
    /// One row of a result.
    fileprivate mutating func person(_ row: ResultRow, _ table: ResultTable) {
        let (answer, cells) = (row.answer, table.cells(row))
        var attributes = [("row", cells[0]), ("personal_id", cells[1]), ("full_name", cells[2])]
        if let verdict = answer.verdict {
            attributes.append(("result", verdict.value.rawValue))
            if let reason = verdict.reason { attributes.append(("reason", reason.rawValue)) }
        }
        open("person", attributes: attributes)
        for field in answer.fields {
            var own = [("field", field.field.rawValue), ("clause", field.clause)]
            if let reason = field.reason { own.append(("reason", reason.rawValue)) }
            element("answer", attributes: own, text: field.data)
        }
        close()
    }
}
