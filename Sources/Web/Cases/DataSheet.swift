// The data sheet of a result: its answers as a paper, with the recipient's mark on every page.

import Basics
import Casework
import Letters
import Records
import Registry
import Storage

/// Draws the answers of a dossier.
struct DataSheet {
    let environment: CaseEnvironment
    let dossier: Dossier
    let result: OpenedResult

    func pages() async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let state = dossier.state
        guard let code = state.office,
            let office = try await environment.store.read({ db in try db.office(code) })
        else { throw PageError.failed }
        let released = try await released()
        let day = result.release.at.date
        var facts = LetterFacts()
        facts.add(
            PaperFacts(
                try environment.papers.sheet(.dataSheet), of: office, number: nil, date: day, preparedOn: day))
        facts.add(OfficeFacts(office))
        facts.add(RequesterFacts(state.requester))
        facts.add(
            DossierFacts(
                code: state.code ?? "", serviceCode: dossier.service.code, serviceName: dossier.service.name.vi,
                serviceGroup: environment.papers.wording.name(of: dossier.service.group)))
        facts.add(
            ReferenceFacts(
                state.issuedNotice, state.issuedNotice.flatMap { dossier.procedure.papers[$0.kind] }))
        facts.add(released)
        return try await environment.papers.stream(
            sheet: .dataSheet, facts, rows: released.filling, on: day, keywords: result.release.id.text)
    }

    private func released() async throws -> ReleaseFacts {
        let (t, table) = (environment.pages.tables.strings(.vi), ResultTable(grant: result.grant))
        var (rows, numbers, verdicts): ([[String]], [Int], Set<Verdict.Value>) = ([], [], [])
        for block in result.blocks {
            let some = try await environment.results.rows(of: block, in: result)
            rows += some.map { table.words($0, t) }
            numbers += some.map(\.answer.row)
            verdicts.formUnion(some.flatMap { table.verdicts(in: $0.answer) })
        }
        let mark = t(
            "cases.result.mark",
            [
                "organization": dossier.state.requester.name, "moment": result.release.at.dayFirst,
                "code": dossier.state.code ?? "",
            ])
        return ReleaseFacts(
            recipientMark: mark,
            columns: table.headings(.vi, name: t("cases.result.asked-name"), verdict: t("cases.result.verdict")),
            rows: rows, numbers: numbers,
            verdictMeanings: Verdict.Value.allCases.filter(verdicts.contains).map {
                "\(t.word($0)): \(table.meaning($0, t))"
            },
            releasedAt: result.release.at)
    }
}
