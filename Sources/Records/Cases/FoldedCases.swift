// Cases as they were folded last, so that the next act reads only what has happened since.

import Basics
import Casework
import Storage
import Synchronization

/// A case with what tells whether it may still be shown.
struct FoldedCase: Sendable {
    var state: CaseState
    /// How many of its events had lost their payload at that time: after another one, it has to be folded anew.
    var erasures: Int
}

/// The cases of one database that were asked for last. Only what was committed is kept. The log decides: a case is as
/// new here as its stream says, or is read on from there, so that several processes may work on one database.
final class FoldedCases: Sendable {
    private let recent = Mutex(RecentValues<CaseID, FoldedCase>(max: Limits.foldedCasesMax))

    /// The case as it stands in this transaction; `nil` when there is none.
    func load(_ id: CaseID, _ db: any Connection) throws -> FoldedCase? {
        try recall(id).flatMap { try db.broughtUpToDate($0) } ?? db.foldedCase(id)
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

extension Connection {
    /// The case as it stands: from its snapshot where one holds, else from its first event.
    func foldedCase(_ id: CaseID) throws -> FoldedCase? {
        if let kept = try snapshot(of: id), let now = try broughtUpToDate(kept) { return now }
        let erasures = try erasures(of: id)
        return try caseState(id).map { FoldedCase(state: $0, erasures: erasures) }
    }

    /// A case that was folded before, with what has happened since; `nil` when this transaction knows less of it, or
    /// when something of it was erased since.
    func broughtUpToDate(_ kept: FoldedCase) throws -> FoldedCase? {
        guard kept.erasures == (try erasures(of: kept.state.id)) else { return nil }
        return try caseState(after: kept.state).map { FoldedCase(state: $0, erasures: kept.erasures) }
    }
}
