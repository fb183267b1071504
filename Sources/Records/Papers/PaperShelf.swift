// Papers as PDF: issued ones, drawn once and kept, and previews.

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

    /// Paper `n` of a case; `nil` when there is none. The first drawing is kept with its digest; the same markup gives
    /// the same bytes, so it does not matter which of two readers came first.
    public func pdf(of id: CaseID, n: Int) async throws -> [UInt8]? {
        let row = try await store.read { db in
            try db.one("SELECT markup, pdf FROM paper WHERE case_id = \(id) AND n = \(n)")
        }
        guard let row else { return nil }
        if let pdf = try row.optionalBlob(at: 1) { return pdf }
        let pdf = try await draw(markup: try row.text(at: 0))
        let digest = Digest(of: pdf).hex
        try await store.write { db in
            try db.run(
                """
                UPDATE paper SET pdf = \(pdf), pdf_digest = \(digest)
                WHERE case_id = \(id) AND n = \(n) AND pdf IS NULL
                """)
        }
        return pdf
    }

    /// What the act would issue, as a draft without number; `nil` for acts that issue nothing.
    public func preview(of act: any Act, _ context: CaseContext) async throws -> [UInt8]? {
        guard let facts = try await previewFacts(of: act, context) else { return nil }
        return try await draw(facts)
    }

    /// The same letter as text, for a page on which it is read beside the request.
    public func previewText(of act: any Act, _ context: CaseContext) async throws -> LetterDocument? {
        guard let facts = try await previewFacts(of: act, context) else { return nil }
        return try LetterMarkup.read(Array(try writer.composer.compose(facts).utf8))
    }

    private func previewFacts(of act: any Act, _ context: CaseContext) async throws -> LetterFacts? {
        guard let preview = act.preview(context) else { return nil }
        let (texts, today) = (context.texts, context.today)
        return try await store.read { [procedures, writer] db in
            try writer.gather(preview.state, for: preview.kind, texts, procedures, db).facts(
                preview.kind, office: preview.state.office, signer: preview.signer ?? Self.unknownSigner,
                preparedOn: today)
        }
    }

    /// Stands in a preview for whoever will sign.
    private static let unknownSigner = Signatory(account: nil, name: "…", position: Position(title: "…"))

    /// The PDF of facts that are no paper of a dossier: registers and data sheets.
    public func draw(_ facts: LetterFacts) async throws -> [UInt8] {
        try await draw(markup: try writer.composer.compose(facts))
    }

    private func draw(markup: String) async throws -> [UInt8] {
        let printer = writer.printer
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try printer.draw(markup: markup) }) }
        }
    }
}
