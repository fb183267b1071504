// The files of an issued paper: its text, the drawing of it, the signed drawing.

public import Basics
import Casework
public import Storage

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

extension Connection {
    /// Keeps a file of a paper; of two that were made at once, the first.
    func keep(_ version: PaperVersion, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO paper_version (case_id, n, form, digest, content, made_ms)
            VALUES (\(version.caseID), \(version.n), \(version.form.rawValue), \(version.digest), \(version.content),
                \(now))
            ON CONFLICT (case_id, n, form) DO NOTHING
            """)
    }

    /// That file of a paper; `nil` when there is none.
    func paperFile(_ id: CaseID, n: Int, _ form: PaperVersion.Form) throws -> [UInt8]? {
        try one(
            """
            SELECT content FROM paper_version WHERE case_id = \(id) AND n = \(n) AND form = \(form.rawValue)
            """)?.blob(at: 0)
    }

    /// The paper that has a file with these bytes, as anybody may have received it; `nil` when there is none.
    public func paper(withBytes digest: Digest) throws -> (caseID: CaseID, n: Int)? {
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
