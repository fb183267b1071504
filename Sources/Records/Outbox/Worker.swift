// Does what waits: service tasks of the process, and timers that are due.

public import Basics
import Casework
public import Storage

/// The outbox worker. Several may run on one database: each item is claimed before it is worked on, and doing one twice
/// changes nothing the second time.
public struct Worker: Sendable {
    /// What service tasks can ask for.
    public static let actions: Set<String> = ["fulfil"]
    /// The papers that a procedure must have for each of them.
    static let papers: [String: [PaperKind]] = ["fulfil": FulfilmentDesk.papers]
    /// Items taken in one go.
    static let batch = 20
    /// How long a timer that cannot fire is left alone.
    private static let timerPauseSeconds = 300

    let store: any Store
    let desk: CaseDesk
    let fulfilment: FulfilmentDesk

    public init(store: any Store, desk: CaseDesk, fulfilment: FulfilmentDesk) {
        self.store = store
        self.desk = desk
        self.fulfilment = fulfilment
    }

    /// Works until nothing is due. Returns how many items failed, for the log; their faults stay in the outbox.
    @discardableResult
    public func runDue(at now: Timestamp) async throws -> Int {
        var failed = 0
        while true {
            let items = try await store.write { db in try db.claimOutbox(at: now, limit: Self.batch) }
            let timers = try await store.read { db in try Self.dueTimers(at: now, db) }
            for item in items {
                if try await !work(item, at: now) { failed += 1 }
            }
            for timer in timers {
                if try await !fire(timer, at: now) { failed += 1 }
            }
            if items.count < Self.batch, timers.count < Self.batch { return failed }
        }
    }

    private struct DueTimer: Sendable {
        var id: String
        var caseID: CaseID
    }

    private static func dueTimers(at now: Timestamp, _ db: any Connection) throws -> [DueTimer] {
        try db.rows("SELECT timer_id, case_id FROM timer WHERE due_ms <= \(now) ORDER BY due_ms LIMIT \(Self.batch)")
            .map { DueTimer(id: try $0.text(at: 0), caseID: try $0.id(at: 1)) }
    }

    /// Whether the timer fired, or had nothing to do any more. One that cannot fire is put off, so that it holds up no
    /// other case; its time in the process stays what it was.
    private func fire(_ timer: DueTimer, at now: Timestamp) async throws -> Bool {
        do {
            try await desk.fire(timer.id, of: timer.caseID, at: now)
            return true
        } catch {
            try await store.write { db in
                try db.run(
                    """
                    UPDATE timer SET due_ms = \(now.adding(seconds: Self.timerPauseSeconds))
                    WHERE case_id = \(timer.caseID) AND timer_id = \(timer.id)
                    """)
            }
            return false
        }
    }

    /// Whether the item is done. A failure is kept with the item, and it is tried again later.
    private func work(_ item: OutboxItem, at now: Timestamp) async throws -> Bool {
        do {
            switch item.kind {
            case "fulfil": try await fulfilment.fulfil(item.caseID, service: item.reference, at: now)
            default: throw Rejection.process("the server has no action '\(item.kind)'")
            }
            try await store.write { db in try db.finishOutbox(item.key) }
            return true
        } catch {
            // The kind of fault only: its description may quote data.
            let fault = "\(type(of: error))"
            try await store.write { db in try db.failOutbox(item.key, fault: fault) }
            return false
        }
    }
}
