// Papers and registers of an act, written in its transaction.

import Basics
import Casework
import Forms
public import Letters
import Registry
import Storage

/// Composes what an act issued. The text is kept as the paper itself; drawing it is left for later (`PaperShelf`). A
/// letter that the fonts cannot print refuses the whole act.
public struct PaperWriter: Sendable {
    let printer: LetterPrinter
    let wording: PaperWording

    public init(printer: LetterPrinter, wording: PaperWording) {
        self.printer = printer
        self.wording = wording
    }

    func write(
        _ decided: DecidedAct, _ texts: CaseTexts, _ procedures: Procedures, at now: Timestamp, _ db: any Connection
    ) throws {
        let state = decided.state
        for event in decided.events {
            switch event {
            case .paperIssued(let paper): try issue(paper, state, texts, procedures, at: now, db)
            case .filed(_, let number, _, let competence, _):
                try enterIncoming(number, state, texts, office: competence.office ?? .central, note: "", at: now, db)
            case .transferred(let competence, let from, let number):
                guard let office = competence.office, let number else { continue }
                let note = wording(.transferredFrom, ["office": procedures.offices[from]?.name ?? from.text])
                try enterIncoming(number, state, texts, office: office, note: note, at: now, db)
            case .accepted(let clerk, _):
                if let office = state.office { try db.handOver(state.id, office: office, to: clerk.name, on: now.date) }
            default: continue
            }
        }
    }

    private func issue(
        _ paper: Paper, _ state: CaseState, _ texts: CaseTexts, _ procedures: Procedures, at now: Timestamp,
        _ db: any Connection
    ) throws {
        let code = VerificationCode.make(Random.bytes(VerificationCode.length))
        let letter = try gather(state, for: paper.kind, texts, procedures, db).letter(
            PaperSource.Sheet(
                kind: paper.kind, number: paper.number, date: paper.date, office: paper.office, signer: paper.signer,
                preparedOn: now.date, verification: code))
        try printer.checkGlyphs(letter.document)
        try db.run(
            """
            INSERT INTO paper (case_id, n, kind, verification_code)
            VALUES (\(state.id), \(paper.n), \(paper.kind.rawValue), \(code))
            """)
        try db.keep(
            PaperVersion(caseID: state.id, n: paper.n, form: .text, content: Array(letter.markup.utf8)), at: now)
        if paper.kind == .request, let office = state.office, state.papers.contains(where: { $0.n < paper.n }) {
            let number = LetterWording.ownNumber(state.answers.text("document_number") ?? "")
            let note = wording(.requestReplaced, ["number": number, "day": now.date.dayFirst])
            try db.noteIncoming(note, of: state.id, office: office)
        }
        guard let number = paper.number, let office = paper.office else { return }
        try db.enter(
            OutgoingDocument(
                number: number, caseID: state.id, paper: paper.n, notation: paper.notation, datedOn: paper.date,
                subject: subject(of: paper.kind, state, texts), signedBy: paper.signer?.name ?? wording(.madeBySystem),
                sentTo: state.requester.name,
                keptBy: keptBy(paper.kind, procedures.offices[office], texts), copies: 1, sentOn: now.date,
                receivedBy: "",
                note: state.code ?? ""),
            office: office)
    }

    private func enterIncoming(
        _ number: Int, _ state: CaseState, _ texts: CaseTexts, office: OfficeCode, note: String, at now: Timestamp,
        _ db: any Connection
    ) throws {
        try db.enter(
            IncomingDocument(
                number: number, caseID: state.id, arrivedOn: now.date, author: state.requester.name,
                reference: state.answers.text("document_number") ?? "",
                datedOn: state.answers.date("document_date"), subject: subject(of: .request, state, texts),
                handedTo: "", handedOn: nil, receivedBy: "",
                note: [state.code ?? "", note].filter { !$0.isEmpty }.joined(separator: "; ")),
            office: office)
    }

    /// Who keeps the copy, as the paper itself says it.
    private func keptBy(_ kind: PaperKind, _ office: Office?, _ texts: CaseTexts) -> String {
        if texts.procedure.papers[kind]?.isOfDesk == true { return wording(.keptByDesk) }
        return [wording(.keptBy), office?.unit ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// What a register says of the paper.
    private func subject(of kind: PaperKind, _ state: CaseState, _ texts: CaseTexts) -> String {
        texts.procedure.papers[kind]?.subject(for: state.requester) ?? ""
    }

    /// The letter of a paper that an act would make: as `issue` composes it, but for number, date and code.
    func letter(
        _ preview: PaperPreview, _ texts: CaseTexts, _ procedures: Procedures, on day: LocalDate, _ db: any Connection
    ) throws -> LetterDocument {
        let letter = try gather(preview.state, for: preview.kind, texts, procedures, db).letter(
            PaperSource.Sheet(
                kind: preview.kind, office: preview.office, signer: preview.signer ?? Self.unknownSigner,
                preparedOn: day))
        try printer.checkGlyphs(letter.document)
        return letter.document
    }

    /// Stands for whoever will sign, while nobody knows.
    private static let unknownSigner = Signatory(account: nil, name: "…", position: Position(title: "…"))

    /// What a paper of that kind needs to be read; the persons only where it prints them.
    func gather(
        _ state: CaseState, for kind: PaperKind, _ texts: CaseTexts, _ procedures: Procedures, _ db: any Connection
    ) throws -> PaperSource {
        let entry = texts.procedure.papers[kind]
        return PaperSource(
            state: state, texts: texts, procedures: procedures, wording: wording,
            subjects: try entry.map { try persons($0, state, db) } ?? [])
    }

    /// The persons that a paper prints: a decision those it grants where it does not grant all, any other paper all.
    /// Too many are not printed but counted.
    private func persons(_ entry: PaperEntry, _ state: CaseState, _ db: any Connection) throws -> [Subject] {
        guard entry.printsPersons, let list = state.subjects else { return [] }
        let rows = entry.facts.contains(.grant) ? state.proposal?.rows ?? [] : Array(1...max(list.count, 1))
        guard rows.count <= Limits.subjectsPrintedMax else { return [] }
        return try db.subjects(of: list.id, rows: rows)
    }
}
