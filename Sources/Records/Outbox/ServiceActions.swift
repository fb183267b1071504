// Everything the server does by itself: what a service task of a process may ask for, and what timers do.

import Basics
import Casework

/// One thing the server can do without a person. It may be done twice, and must change nothing the second time.
public struct ServiceAction: Sendable {
    /// What process files write as `tk:action`, and the outbox as `kind`.
    public let name: String
    let run: @Sendable (WorkItem, Worker, Timestamp) async throws -> Void

    /// All of them: what processes ask for (`CaseAction`), and what timers and periodic work do.
    public static let all: [ServiceAction] = [fulfil, caseTimer]

    /// Carries out an issued approval.
    static let fulfil = ServiceAction(name: CaseAction.fulfil.rawValue) { item, worker, now in
        try await worker.fulfilment.fulfil(try item.requireCase(), service: item.reference, at: now)
    }

    /// Fires a timer of the process of a case.
    static let caseTimer = ServiceAction(name: "case-timer") { item, worker, now in
        try await worker.desk.fire(item.reference, of: try item.requireCase(), at: now)
    }
}

extension WorkItem {
    func requireCase() throws -> CaseID {
        guard let caseID else { throw Rejection.process("the action '\(kind)' is for a case") }
        return caseID
    }
}
