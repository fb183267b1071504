// The files of an issued paper: its text, the drawing of it, the signed drawing.

import Basics
import Casework
import Storage

/// One file of a paper. Each is written once and never changed.
struct PaperVersion: Sendable, Hashable {
    enum Form: String, CaseIterable, Sendable {
        /// The letter as markup: what the paper says.
        case text
        /// The drawing of the text.
        case pdf
        /// The drawing with the signature in it. (Roadmap, "Letters complete and provable": PAdES.)
        case signed
    }

    var caseID: CaseID
    /// The number of the paper in its dossier.
    var n: Int
    var form: Form
    var content: [UInt8]

    var digest: Digest { Digest(of: content) }
}

/// A paper whose drawing is not there yet: it follows its act within moments.
public struct PaperNotDrawn: Error, Hashable, Sendable {}

/// The payload of an entry of type `paper-drawn`: what was drawn from the text that the act sealed.
struct DrawnPaper: Hashable, Codable, Sendable {
    static let type = "paper-drawn"
    static func stream(of id: CaseID) -> String { "paper:\(id)" }

    var n: Int
    /// SHA-256 of the PDF.
    var digest: Digest
}

extension Connection {
    /// Keeps a file of a paper; of two that were made at once, the first.
    func keep(_ version: PaperVersion, at now: Timestamp) throws {
        try send(
            """
            INSERT INTO paper_version (case_id, n, form, digest, content, made_ms)
            VALUES (\(version.caseID), \(version.n), \(version.form.rawValue), \(version.digest), \(version.content),
                \(now))
            ON CONFLICT (case_id, n, form) DO NOTHING
            """)
    }

    func isPaper(_ id: CaseID, n: Int) throws -> Bool {
        try one("SELECT 1 FROM paper WHERE case_id = \(id) AND n = \(n)") != nil
    }

    /// The text of an issued paper of that case, as the log has the paper and not a snapshot. Throws
    /// `StorageError.corrupt` when it is not the one that was issued.
    func text(of paper: Paper, in id: CaseID) throws -> [UInt8] {
        guard let text = try paperFile(id, n: paper.n, .text), paper.seal?.text == Digest(of: text) else {
            throw StorageError.corrupt("the text of paper \(paper.n) of case \(id) is not the one that was issued")
        }
        return text
    }

    /// The drawing of a paper; `nil` until it is drawn. Throws `StorageError.corrupt` when it is not the one that was
    /// drawn.
    func paperPDF(_ id: CaseID, n: Int) throws -> [UInt8]? {
        guard let drawn = try drawnPaper(id, n: n) else { return nil }
        guard let pdf = try paperFile(id, n: n, .pdf), drawn.digest == Digest(of: pdf) else {
            throw StorageError.corrupt("the PDF of paper \(n) of case \(id) is not the one that was drawn")
        }
        return pdf
    }

    /// What the log says of the drawing of a paper; `nil` until it is drawn.
    func drawnPaper(_ id: CaseID, n: Int) throws -> DrawnPaper? { try drawnPapers(id).first { $0.n == n } }

    /// All drawings of a case that the log knows.
    func drawnPapers(_ id: CaseID) throws -> [DrawnPaper] {
        try entries(of: DrawnPaper.stream(of: id)).map { try $0.decoded() }
    }

    private func paperFile(_ id: CaseID, n: Int, _ form: PaperVersion.Form) throws -> [UInt8]? {
        try one(
            """
            SELECT content FROM paper_version WHERE case_id = \(id) AND n = \(n) AND form = \(form.rawValue)
            """)?.blob(at: 0)
    }

    /// The paper that has a file with these bytes, as anybody may have received it; `nil` when there is none.
    func paper(withBytes digest: Digest) throws -> (caseID: CaseID, n: Int)? {
        guard
            let row = try one(
                """
                SELECT case_id, n FROM paper_version
                WHERE digest = \(digest) AND form <> \(PaperVersion.Form.text.rawValue)
                """)
        else { return nil }
        return (try row.id(at: 0), try row.int(at: 1))
    }
}
