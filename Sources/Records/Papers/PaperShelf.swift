// Papers as PDF: issued ones, drawn once right after their act, and those that are only looked at.

public import Basics
public import Casework
import Forms
import Foundation
public import Letters
public import Storage

/// Hands out PDFs. Drawing takes milliseconds and blocks, so it runs on threads of its own, never on those that serve
/// requests. Sheets of many pages have a line of their own: however many are asked for, letters are drawn meanwhile.
public struct PaperShelf: Sendable {
    let store: any Store
    let procedures: Procedures
    let writer: PaperWriter
    private let letters = WaitingLine(
        name: "letters", threads: ProcessInfo.processInfo.activeProcessorCount, lengthMax: Limits.lettersWaitingMax)
    private let sheets = WaitingLine(name: "sheets", threads: 1, lengthMax: Limits.sheetsWaitingMax)

    public init(store: any Store, procedures: Procedures, writer: PaperWriter) {
        self.store = store
        self.procedures = procedures
        self.writer = writer
    }

    // MARK: Issued papers

    /// The work of drawing a paper, put in with the act that issued it.
    static func drawing(of id: CaseID, n: Int) -> WorkItem {
        WorkItem(key: "\(id)/paper/\(n)", caseID: id, kind: ServiceAction.drawPaper.name, reference: String(n))
    }

    /// Draws paper `n` of a case from the text that the log knows, keeps the PDF and enters its digest in the log.
    /// Doing it again changes nothing.
    func drawPaper(_ n: Int, of id: CaseID, at now: Timestamp) async throws {
        let text = try await store.read { db -> [UInt8]? in
            guard try db.drawnPaper(id, n: n) == nil, let paper = try db.caseState(id)?.paper(n) else {
                return nil
            }
            return try db.text(of: paper, in: id)
        }
        guard let text else { return }
        let pdf = try await draw(try LetterMarkup.read(text))
        try await store.write { db in
            try db.hold(id)
            guard try db.drawnPaper(id, n: n) == nil else { return }
            try db.keep(PaperVersion(caseID: id, n: n, form: .pdf, content: pdf), at: now)
            let entry = try LedgerEntry(
                type: DrawnPaper.type, at: now, actor: .system, payload: DrawnPaper(n: n, digest: Digest(of: pdf)))
            try db.append([entry], to: DrawnPaper.stream(of: id))
        }
    }

    /// The PDF of paper `n` of a case, as the log knows it; `nil` when there is no such paper. One that is not drawn
    /// yet is waited for, up to `Limits.drawingWaitMilliseconds`, and then is `PaperNotDrawn`.
    public func pdf(of id: CaseID, n: Int) async throws -> [UInt8]? {
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(Limits.drawingWaitMilliseconds)
        while true {
            let found = try await store.read { db in
                (isIssued: try db.isPaper(id, n: n), pdf: try db.paperPDF(id, n: n))
            }
            if let pdf = found.pdf { return pdf }
            guard found.isIssued else { return nil }
            guard clock.now < end else { throw PaperNotDrawn() }
            try await Task.sleep(for: .milliseconds(Self.lookMilliseconds))
        }
    }

    /// Between two looks for a paper that is being drawn, which takes some milliseconds.
    private static let lookMilliseconds = 20

    // MARK: Sheets and previews

    /// The PDF of a sheet that is no paper of a dossier, a register or a data sheet, with these rows in its table. It
    /// comes in pieces, as its pages are made; what cannot be printed is refused before the first, and so is who comes
    /// when too many wait.
    /// - Parameter keywords: what the file says it is, for whoever checks it later.
    public func stream(
        sheet kind: PaperKind, _ facts: LetterFacts, rows: [[String]], on day: LocalDate, keywords: String = ""
    ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let printer = writer.printer
        let document = try await letters.run {
            let document = try procedures.sheets.compose(kind, facts, lawsOf: day).document.filled(with: rows)
            try printer.checkGlyphs(document)
            return document
        }
        return try sheets.stream { send in
            var piece: [UInt8] = []
            try printer.draw(document, keywords: keywords) { bytes in
                piece.append(contentsOf: bytes)
                if piece.count >= Limits.streamedPieceBytes {
                    send(piece)
                    piece = []
                }
            }
            send(piece)
        }
    }

    /// The words that sheets print beside their facts.
    public var wording: PaperWording { writer.wording }

    /// The entry of such a sheet.
    public func sheet(_ kind: PaperKind) throws -> PaperEntry {
        guard let entry = procedures.sheets.papers[kind] else { throw LetterError.templateMissing(kind.rawValue) }
        return entry
    }

    /// The PDF of a letter that is not kept, such as a preview.
    public func draw(_ document: LetterDocument) async throws -> [UInt8] {
        let printer = writer.printer
        return try await letters.run { try printer.draw(document) }
    }

    /// The same of several letters in one file.
    public func draw(_ documents: [(name: String, document: LetterDocument)], title: String) async throws -> [UInt8] {
        let printer = writer.printer
        return try await letters.run { try printer.draw(documents, title: title) }
    }
}
