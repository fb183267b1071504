// Work that is done after a commit: what follows from events (outbox), and what falls due (timer).

import Basics
import Casework
import Storage
import Workflow

/// One piece of work that waits, of a case or of nobody.
struct WorkItem: Sendable, Hashable {
    /// The same work is never put in twice: `<case>/<service>` or `<case>/<timer>` of a case, a word for periodic work.
    var key: String
    var caseID: CaseID?
    /// The name of a `ServiceAction`.
    var kind: String
    /// What the action needs to know, such as the id of the service in the marking of the case.
    var reference: String
}

/// An item that a worker has taken.
struct ClaimedWork: Sendable {
    var item: WorkItem
    var queue: WorkQueue
    /// This attempt included.
    var attempts: Int
}

/// The two tables of work. Both are claimed, put off and given up the same way.
enum WorkQueue: CaseIterable, Sendable {
    case outbox, timer

    fileprivate var table: Query {
        switch self {
        case .outbox: "outbox"
        case .timer: "timer"
        }
    }

    /// Attempts before an item waits for an operator. A timer keeps a legal date and is tried for ever.
    fileprivate var attemptsMax: Int {
        switch self {
        case .outbox: 10
        case .timer: .max
        }
    }
}

extension Connection {
    /// Puts in what the process asked the server to do.
    func writeOutbox(_ decided: DecidedAct, at now: Timestamp) throws {
        for case .processed(_, _, let facts) in decided.events {
            for case .serviceRequested(let service) in facts {
                let item = WorkItem(
                    key: "\(decided.state.id)/\(service.id)", caseID: decided.state.id, kind: service.action,
                    reference: service.id)
                try put(item, into: .outbox, due: now)
            }
        }
    }

    /// Puts work in, or leaves what waits under that key as it is.
    func put(_ item: WorkItem, into queue: WorkQueue, due: Timestamp) throws {
        try run(
            """
            INSERT INTO \(queue.table) (item_key, case_id, kind, reference, due_ms, attempts)
            VALUES (\(item.key), \(item.caseID), \(item.kind), \(item.reference), \(due), 0)
            ON CONFLICT (item_key) DO NOTHING
            """)
    }

    /// Sets a timer, or sets it anew: periodic work does so with its next date before it ends. (Roadmap, "Operation at
    /// level 3": archive and copies by themselves.)
    func rearm(_ item: WorkItem, due: Timestamp) throws {
        try put(item, into: .timer, due: due)
        try run(
            """
            UPDATE timer SET due_ms = \(due), attempts = 0, fault = \(String?.none) WHERE item_key = \(item.key)
            """)
    }

    /// Takes the items of both tables that are due, at most `limit` of each, and puts each off by the time a worker may
    /// need for it: no second worker takes it meanwhile, and if this one dies, another finds it again.
    func claimWork(at now: Timestamp, limit: Int) throws -> [ClaimedWork] {
        try WorkQueue.allCases.flatMap { queue in
            let due = try rows(
                """
                SELECT item_key, case_id, kind, reference, attempts FROM \(queue.table)
                WHERE due_ms <= \(now) AND attempts < \(queue.attemptsMax)
                ORDER BY due_ms LIMIT \(limit)\(dialect.claim)
                """)
            return try due.map { row in
                let item = WorkItem(
                    key: try row.text(at: 0), caseID: try row.optionalID(at: 1), kind: try row.text(at: 2),
                    reference: try row.text(at: 3))
                let attempts = try row.int(at: 4)
                // Each attempt waits twice as long as the one before: 30 s, 1 min, 2 min … two hours.
                let pause = 30 << min(attempts, 8)
                try run(
                    """
                    UPDATE \(queue.table) SET attempts = \(attempts + 1), due_ms = \(now.adding(seconds: pause))
                    WHERE item_key = \(item.key)
                    """)
                return ClaimedWork(item: item, queue: queue, attempts: attempts + 1)
            }
        }
    }

    /// Takes out what is done. What was set anew, or taken by another worker meanwhile, stays.
    func finish(_ work: ClaimedWork) throws {
        try run(
            "DELETE FROM \(work.queue.table) WHERE item_key = \(work.item.key) AND attempts = \(work.attempts)")
    }

    /// Keeps with the item why it failed.
    func fail(_ work: ClaimedWork, fault: String) throws {
        try run(
            """
            UPDATE \(work.queue.table) SET fault = \(fault)
            WHERE item_key = \(work.item.key) AND attempts = \(work.attempts)
            """)
    }
}
