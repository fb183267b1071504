// Papers and registers of an act, written in its transaction.

import Basics
import Casework
import Forms
public import Letters
import Registry
import Storage

/// Composes what an act issued. The markup is kept as the paper itself; drawing it is left for later (`PaperShelf`). A
/// letter that the fonts cannot print refuses the whole act.
public struct PaperWriter: Sendable {
    let composer: LetterComposer
    let printer: LetterPrinter
    let wording: PaperWording

    public init(composer: LetterComposer, printer: LetterPrinter, wording: PaperWording) {
        self.composer = composer
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
                try enterIncoming(number, state, office: competence.office ?? .central, note: "", at: now, db)
            case .transferred(let competence, let from, let number):
                guard let office = competence.office, let number else { continue }
                let note = wording("papers.transferred-from", ["office": procedures.offices[from]?.name ?? from.text])
                try enterIncoming(number, state, office: office, note: note, at: now, db)
            case .accepted(let clerk):
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
        var facts = try gather(state, for: paper.kind, texts, procedures, db).facts(paper, preparedOn: now.date)
        facts.verification = wording("papers.verification", ["code": code])
        let markup = try composer.compose(facts)
        try printer.checkGlyphs(markup: markup)
        try db.run(
            """
            INSERT INTO paper (case_id, n, kind, verification_code, markup)
            VALUES (\(state.id), \(paper.n), \(paper.kind.rawValue), \(code), \(markup))
            """)
        guard let number = paper.number, let office = paper.office else { return }
        let subject = wording("papers.subject.\(paper.kind.rawValue)", ["organization": state.organization.name])
        try db.enter(
            OutgoingDocument(
                number: number, caseID: state.id, paper: paper.n, notation: paper.notation, datedOn: paper.date,
                subject: subject, signedBy: paper.signer?.name ?? "", sentTo: state.organization.name,
                keptBy: wording("papers.kept-by"), copies: 1, sentOn: now.date, receivedBy: "",
                note: state.code ?? ""),
            office: office)
    }

    private func enterIncoming(
        _ number: Int, _ state: CaseState, office: OfficeCode, note: String, at now: Timestamp, _ db: any Connection
    ) throws {
        try db.enter(
            IncomingDocument(
                number: number, caseID: state.id, arrivedOn: now.date, author: state.organization.name,
                reference: state.answers.text("document_number") ?? "",
                datedOn: state.answers.date("document_date"), subject: wording("papers.subject.request"),
                handedTo: "", handedOn: nil, receivedBy: "",
                note: [state.code ?? "", note].filter { !$0.isEmpty }.joined(separator: "; ")),
            office: office)
    }

    /// What a paper of that kind needs to be read; only the request prints persons.
    func gather(
        _ state: CaseState, for kind: PaperKind, _ texts: CaseTexts, _ procedures: Procedures, _ db: any Connection
    ) throws -> PaperFacts {
        let isPrinted = kind == .request && (state.subjects?.count ?? 0) <= Limits.subjectsPrintedMax
        let subjects = try state.subjects.map { list in
            isPrinted ? try db.subjects(of: list.id, limit: Limits.subjectsPrintedMax) : []
        }
        return PaperFacts(
            state: state, texts: texts, procedures: procedures, wording: wording, subjects: subjects ?? [])
    }
}
