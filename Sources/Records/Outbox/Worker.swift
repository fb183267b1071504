// Does what waits: service tasks of the process, and timers that are due.

public import Basics
import Casework
public import Storage

/// The worker. Several may run on one database: each item is claimed before it is worked on, and doing one twice
/// changes nothing the second time.
public struct Worker: Sendable {
    /// Items taken from each table in one go.
    static let batch = 20

    let store: any Store
    let desk: CaseDesk
    let fulfilment: FulfilmentDesk
    var actions = ServiceAction.all

    public init(store: any Store, desk: CaseDesk, fulfilment: FulfilmentDesk) {
        self.store = store
        self.desk = desk
        self.fulfilment = fulfilment
    }

    /// Works until nothing is due. Gives the code of each failure, for the log; each stays with its item as well.
    @discardableResult
    public func runDue(at now: Timestamp) async throws -> [String] {
        var faults: [String] = []
        while true {
            let claimed = try await store.write { db in try db.claimWork(at: now, limit: Self.batch) }
            for work in claimed {
                if let fault = try await fault(of: work, at: now) { faults.append(fault) }
            }
            if claimed.count < Self.batch { return faults }
        }
    }

    /// Does the work; gives the code of what went wrong. It is tried again later, and holds up no other.
    private func fault(of work: ClaimedWork, at now: Timestamp) async throws -> String? {
        do {
            guard let action = actions.first(where: { $0.name == work.item.kind }) else {
                throw Rejection.process("the server has no action '\(work.item.kind)'")
            }
            try await action.run(work.item, self, now)
            try await store.write { db in try db.finish(work) }
            return nil
        } catch {
            let fault = FaultCode.of(error)
            try await store.write { db in try db.fail(work, fault: fault) }
            return fault
        }
    }
}
