// Papers and registers of an act, written in its transaction.

import Basics
import Casework
import Forms
public import Letters
import Registry
import Storage

/// An act with the texts of its papers, by their numbers: what goes into the log and what goes into tables.
struct ComposedAct: Sendable {
    var decided: DecidedAct
    var markups: [Int: [UInt8]]
}

/// Composes what an act issues. The text is the paper itself, and its digest stands in the log with the act; drawing it
/// follows right after the commit (`PaperShelf`). A letter that the fonts cannot print refuses the whole act.
public struct PaperWriter: Sendable {
    let printer: LetterPrinter
    let wording: PaperWording

    public init(printer: LetterPrinter, wording: PaperWording) {
        self.printer = printer
        self.wording = wording
    }

    /// The papers that were decided, composed: their texts, and the act with the seals of these in its events.
    func compose(
        _ decided: DecidedAct, _ texts: CaseTexts, _ procedures: Procedures, at now: Timestamp, _ db: any Connection
    ) throws -> ComposedAct {
        var composed = ComposedAct(decided: decided, markups: [:])
        var seals: [Int: PaperSeal] = [:]
        for case .paperIssued(let paper) in decided.events {
            let code = VerificationCode.make(Random.bytes(VerificationCode.length))
            let letter = try gather(decided.state, for: paper.kind, texts, procedures, db).letter(
                PaperSource.Sheet(
                    kind: paper.kind, number: paper.number, date: paper.date, office: paper.office,
                    signer: paper.signer, preparedOn: now.date, verification: code))
            try printer.checkGlyphs(letter.document)
            let markup = Array(letter.markup.utf8)
            composed.markups[paper.n] = markup
            seals[paper.n] = PaperSeal(code: code, text: Digest(of: markup))
        }
        composed.decided = decided.sealed(seals)
        return composed
    }

    /// Writes the papers and the lines of registers of an act whose events are in the log; gives the lines it wrote.
    func write(
        _ composed: ComposedAct, _ texts: CaseTexts, _ procedures: Procedures, at now: Timestamp, _ db: any Connection
    ) throws -> [RecordedRow] {
        let state = composed.decided.state
        var written: [RecordedRow] = []
        for event in composed.decided.events {
            switch event {
            case .paperIssued(let paper):
                try keep(paper, composed.markups[paper.n], of: state.id, at: now, db)
                written += try register(paper, state, texts, procedures, at: now, db)
            case .filed(_, let number, _, let competence, _):
                let office = competence.office ?? .central
                written += try enterIncoming(number, state, texts, office: office, note: "", at: now, db)
            case .transferred(let competence, let from, let number):
                guard let office = competence.office, let number else { continue }
                let note = wording(.transferredFrom, ["office": procedures.offices[from]?.name ?? from.text])
                written += try enterIncoming(number, state, texts, office: office, note: note, at: now, db)
            case .accepted(let clerk, _):
                guard let office = state.office else { continue }
                written += try db.handOver(state.id, office: office, to: clerk.name, on: now.date)
            default: continue
            }
        }
        return written
    }

    private func keep(
        _ paper: Paper, _ markup: [UInt8]?, of id: CaseID, at now: Timestamp, _ db: any Connection
    ) throws {
        guard let markup, let seal = paper.seal else { throw StorageError.corrupt("a paper that was not composed") }
        try db.send(
            """
            INSERT INTO paper (case_id, n, kind, verification_code)
            VALUES (\(id), \(paper.n), \(paper.kind.rawValue), \(seal.code))
            """)
        try db.keep(PaperVersion(caseID: id, n: paper.n, form: .text, content: markup), at: now)
        try db.put(PaperShelf.drawing(of: id, n: paper.n), into: .outbox, due: now)
    }

    /// Enters what the paper means to the registers.
    private func register(
        _ paper: Paper, _ state: CaseState, _ texts: CaseTexts, _ procedures: Procedures, at now: Timestamp,
        _ db: any Connection
    ) throws -> [RecordedRow] {
        if paper.kind == .request, let office = state.office, state.papers.contains(where: { $0.n < paper.n }) {
            let number = LetterWording.ownNumber(state.answers.text("document_number") ?? "")
            let note = wording(.requestReplaced, ["number": number, "day": now.date.dayFirst])
            return try db.noteIncoming(note, of: state.id, office: office)
        }
        guard let number = paper.number, let office = paper.office else { return [] }
        return try db.enter(
            OutgoingDocument(
                number: number, caseID: state.id, paper: paper.n, notation: paper.notation, datedOn: paper.date,
                subject: subject(of: paper.kind, state, texts), signedBy: paper.signer?.name ?? wording(.madeBySystem),
                sentTo: state.requester.name, keptBy: keptBy(paper.kind, procedures.offices[office], texts), copies: 1,
                sentOn: now.date, receivedBy: "", note: state.code ?? ""),
            office: office)
    }

    private func enterIncoming(
        _ number: Int, _ state: CaseState, _ texts: CaseTexts, office: OfficeCode, note: String, at now: Timestamp,
        _ db: any Connection
    ) throws -> [RecordedRow] {
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
