// Whether a PDF is one of our papers.

import Basics
import Casework
import Records
import Storage

/// An issued paper, found by its bytes: what may be said about it to anybody who holds it.
struct PaperProof: Sendable {
    var paper: Paper
    /// What is printed on it.
    var head: PrintedHead
    /// The place of its issue in the log.
    var position: Int64

    /// The paper with exactly these bytes; `nil` when there is none.
    static func find(_ pdf: [UInt8], _ store: any Store) async throws -> PaperProof? {
        let digest = Digest(of: pdf)
        return try await store.read { db in
            guard let (id, n) = try db.paper(withBytes: digest) else { return nil }
            let issue = try db.caseEvents(id).first { stored in
                if case .paperIssued(let paper) = stored.event { paper.n == n } else { false }
            }
            guard let issue, case .paperIssued(let paper) = issue.event else {
                throw StorageError.corrupt("a paper that the log does not know")
            }
            guard let head = try db.printedHead(id, n: n) else {
                throw StorageError.corrupt("a paper without its text")
            }
            return PaperProof(paper: paper, head: head, position: issue.position)
        }
    }
}
