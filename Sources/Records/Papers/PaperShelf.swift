// Papers as PDF: issued ones, drawn once and kept, and those that are only looked at.

public import Basics
public import Casework
import Dispatch
import Forms
public import Letters
public import Storage

/// Hands out PDFs. Drawing takes milliseconds and blocks, so it runs on a thread pool of its own.
public struct PaperShelf: Sendable {
    let store: any Store
    let procedures: Procedures
    let writer: PaperWriter
    /// Drawing uses all cores, never the threads that serve requests.
    private let queue = DispatchQueue(label: "letters", qos: .userInitiated, attributes: .concurrent)

    public init(store: any Store, procedures: Procedures, writer: PaperWriter) {
        self.store = store
        self.procedures = procedures
        self.writer = writer
    }

    /// Paper `n` of a case; `nil` when there is none. The first drawing is kept with its digest; the same text gives
    /// the same bytes, so it does not matter which of two readers came first.
    public func pdf(of id: CaseID, n: Int, at now: Timestamp) async throws -> [UInt8]? {
        let (drawn, text) = try await store.read { db in
            let drawn = try db.paperFile(id, n: n, .pdf)
            return (drawn, drawn == nil ? try db.paperFile(id, n: n, .text) : nil)
        }
        if let drawn { return drawn }
        guard let text else { return nil }
        let pdf = try await draw(try LetterMarkup.read(text))
        try await store.write { db in
            try db.keep(PaperVersion(caseID: id, n: n, form: .pdf, content: pdf), at: now)
        }
        return pdf
    }

    /// The PDF of a sheet that is no paper of a dossier, a register or a data sheet, with these rows in its table. It
    /// comes in pieces, as its pages are made; what cannot be printed is refused before the first.
    public func stream(
        sheet kind: PaperKind, _ facts: LetterFacts, rows: [[String]], on day: LocalDate
    ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
        let printer = writer.printer
        let document = try await drawing {
            let document = try procedures.sheets.compose(kind, facts, lawsOf: day).document.filled(with: rows)
            try printer.checkGlyphs(document)
            return document
        }
        return AsyncThrowingStream { continuation in
            queue.async {
                var piece: [UInt8] = []
                do {
                    try printer.draw(document) { bytes in
                        piece.append(contentsOf: bytes)
                        if piece.count >= Limits.streamedPieceBytes {
                            continuation.yield(piece)
                            piece = []
                        }
                    }
                    continuation.yield(piece)
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
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
        return try await drawing { try printer.draw(document) }
    }

    private func drawing<Made: Sendable>(_ work: @escaping @Sendable () throws -> Made) async throws -> Made {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
