// Does what waits: service tasks of the process, and timers that are due.

public import Basics
import Casework
import Storage
import Synchronization

/// The worker. Several may run on one database: each item is claimed before it is worked on, and doing one twice
/// changes nothing the second time.
public struct Worker: Sendable {
    /// Items taken from each table in one go.
    static let batch = 20

    let store: any Store
    let desk: CaseDesk
    let fulfilment: FulfilmentDesk
    let papers: PaperShelf
    var actions = ServiceAction.all
    /// Between two renewals of what is claimed.
    var renewal = Duration.seconds(Limits.claimRenewalSeconds)

    public init(desk: CaseDesk, papers: PaperShelf) {
        store = desk.store
        self.desk = desk
        fulfilment = FulfilmentDesk(store: desk.store, desk: desk)
        self.papers = papers
    }

    /// Works until nothing is due. Gives the code of each failure, for the log; each stays with its item as well.
    /// `now` is asked for anew at each step: work may take minutes.
    @discardableResult
    public func runDue(at now: @autoclosure @escaping @Sendable () -> Timestamp) async throws -> [String] {
        var faults: [String] = []
        while true {
            let claimed = try await store.write { db in try db.claimWork(at: now(), limit: Self.batch) }
            // What was done may have put in more: a release has its notice, which has to be drawn.
            if claimed.isEmpty { return faults }
            faults += try await perform(claimed, now)
        }
    }

    /// Does one after the other, and renews meanwhile the claims of what is not done.
    private func perform(
        _ claimed: [ClaimedWork], _ now: @escaping @Sendable () -> Timestamp
    ) async throws -> [String] {
        let claims = Claims(claimed)
        let heartbeat = Task { [renewal, store] in
            while (try? await Task.sleep(for: renewal)) != nil {  // until cancelled
                // A renewal that fails is made up for by the next; if none succeeds, others take over.
                try? await store.write { db in try db.renew(claims.open, at: now()) }
            }
        }
        defer { heartbeat.cancel() }
        var faults: [String] = []
        for work in claimed {
            if let fault = try await fault(of: work, now) { faults.append(fault) }
            claims.close(work)
        }
        return faults
    }

    /// Sees to it that no work waits for a moment that a wrong clock set; to be done now and then.
    public func shortenWaits(at now: Timestamp) async throws {
        try await store.write { db in try db.shortenWaits(at: now) }
    }

    /// Does the work; gives the code of what went wrong. It is tried again later, and holds up no other.
    private func fault(of work: ClaimedWork, _ now: @Sendable () -> Timestamp) async throws -> String? {
        do {
            guard let action = actions.first(where: { $0.name == work.item.kind }) else {
                throw Rejection.process("the server has no action '\(work.item.kind)'")
            }
            switch try await action.run(work.item, self, now()) {
            case .done: try await store.write { db in try db.finish(work) }
            case .begun:
                let due = now()
                try await store.write { db in try db.putBack(work, due: due) }
            case .held:
                let due = now().adding(seconds: Limits.heldWorkSeconds)
                try await store.write { db in try db.putBack(work, due: due) }
            }
            return nil
        } catch {
            let (fault, moment) = (FaultCode.of(error), now())
            try await store.write { db in try db.fail(work, fault: fault, at: moment) }
            return fault
        }
    }
}

/// What a worker has claimed and not yet done.
private final class Claims: Sendable {
    private let waiting: Mutex<[ClaimedWork]>

    init(_ claimed: [ClaimedWork]) { waiting = Mutex(claimed) }

    var open: [ClaimedWork] { waiting.withLock { $0 } }

    func close(_ work: ClaimedWork) { waiting.withLock { $0.removeAll { $0.item.key == work.item.key } } }
}
