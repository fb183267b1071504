// Cases as they were folded last, so that the next act reads only what has happened since.

import Basics
import Casework
import Storage
import Synchronization

/// A case with what tells whether it may still be shown.
struct FoldedCase: Sendable {
    var state: CaseState
    /// The newest entry of the stream of erasures at that time: after another one, a payload of this case may be gone.
    var erasures: Int
}

/// The cases of one database that were asked for last. Only what was committed is kept. The log decides: a case is as
/// new here as its stream says, or is read on from there, so that several processes may work on one database.
final class FoldedCases: Sendable {
    private let recent = Mutex(RecentValues<CaseID, FoldedCase>(max: Limits.foldedCasesMax))

    /// The case as it stands in this transaction; `nil` when there is none.
    func load(_ id: CaseID, _ db: any Connection) throws -> FoldedCase? {
        let erasures = try db.lastSeq(of: Erasure.stream)
        if let kept = recall(id), kept.erasures == erasures, let state = try db.caseState(after: kept.state) {
            return FoldedCase(state: state, erasures: erasures)
        }
        return try db.caseState(id).map { FoldedCase(state: $0, erasures: erasures) }
    }

    /// Keeps a case that is on disk, unless a newer one is there.
    func keep(_ one: FoldedCase) {
        recent.withLock { recent in
            if let kept = recent.recall(one.state.id), kept.state.version > one.state.version { return }
            recent.keep(one, for: one.state.id)
        }
    }

    private func recall(_ id: CaseID) -> FoldedCase? { recent.withLock { $0.recall(id) } }
}
