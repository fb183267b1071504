// Everything the server does by itself: what a service task of a process may ask for, and what timers do.

import Basics
import Casework

/// One thing the server can do without a person. It may be done twice, and must change nothing the second time.
public struct ServiceAction: Sendable {
    /// What process files write as `tk:action`, and the outbox as `kind`.
    public let name: String
    let run: @Sendable (WorkItem, Worker, Timestamp) async throws -> Outcome

    /// What came of one attempt.
    enum Outcome: Sendable {
        case done
        /// A part of long work is done and on disk; the rest is due at once, after what else is due.
        case begun
        /// It may not be done now, for no fault: it is asked for again a little later.
        case held
    }

    /// All of them: what processes ask for (`CaseAction`), and what timers and periodic work do.
    public static let all: [ServiceAction] = [fulfil, correct, drawPaper, caseTimer]

    /// Carries out an issued approval.
    static let fulfil = ServiceAction(name: CaseAction.fulfil.rawValue) { item, worker, now in
        let id = try item.requireCase()
        return try await worker.fulfilment.fulfil(id, service: item.reference, at: now)
    }

    /// Puts a person's own record right.
    static let correct = ServiceAction(name: CaseAction.correct.rawValue) { item, worker, now in
        try await CorrectionDesk(desk: worker.desk).correct(try item.requireCase(), service: item.reference, at: now)
        return .done
    }

    /// Draws a paper that was issued.
    static let drawPaper = ServiceAction(name: "draw-paper") { item, worker, now in
        let id = try item.requireCase()
        guard let n = Int(item.reference) else { throw Rejection.process("the paper to be drawn has no number") }
        try await worker.papers.drawPaper(n, of: id, at: now)
        return .done
    }

    /// Fires a timer of the process of a case.
    static let caseTimer = ServiceAction(name: "case-timer") { item, worker, now in
        try await worker.desk.fire(item.reference, of: try item.requireCase(), at: now)
        return .done
    }
}

extension WorkItem {
    func requireCase() throws -> CaseID {
        guard let caseID else { throw Rejection.process("the action '\(kind)' is for a case") }
        return caseID
    }
}
