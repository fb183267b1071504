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
public enum WorkQueue: String, CaseIterable, Sendable {
    case outbox, timer

    var table: Query {
        switch self {
        case .outbox: "outbox"
        case .timer: "timer"
        }
    }

    /// Attempts before an item waits for an operator. A timer keeps a legal date and is tried for ever.
    var attemptsMax: Int {
        switch self {
        case .outbox: 10
        case .timer: .max
        }
    }
}

/// How long a failed attempt is waited for: each twice as long as the one before, 30 s, 1 min, 2 min … two hours.
enum WorkPause {
    static let longestSeconds = seconds(before: .max)

    /// The pause that follows the attempt of that number, from 1.
    static func seconds(before attempt: Int) -> Int { 30 << min(attempt - 1, 8) }

    /// All pauses that follow so many attempts: by so much the moment of what failed so often was put off.
    static func seconds(after attempts: Int) -> Int {
        // From the tenth on all are the same.
        (0..<min(attempts, 9)).reduce(0) { $0 + seconds(before: $1 + 1) } + max(0, attempts - 9) * longestSeconds
    }
}

extension Connection {
    /// Puts in what the process asked the server to do.
    func writeOutbox(_ decided: DecidedAct, at now: Timestamp) throws {
        for case .processed(_, _, let facts) in decided.events {
            for case .serviceRequested(let service) in facts {
                let item = WorkItem(service, of: decided.state.id)
                try put(item, into: .outbox, due: now)
            }
        }
    }

    /// Puts work in, or leaves what waits under that key as it is.
    func put(_ item: WorkItem, into queue: WorkQueue, due: Timestamp) throws {
        try send(
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

    /// Takes the items of both tables that are due, at most `limit` of each: no second worker takes them for
    /// `Limits.claimSeconds`, or longer where the claim is renewed. What was claimed before and neither done nor failed
    /// had a worker that died; what several died of waits as if it had failed.
    func claimWork(at now: Timestamp, limit: Int) throws -> [ClaimedWork] {
        try WorkQueue.allCases.flatMap { queue in
            let due = try rows(
                """
                SELECT item_key, case_id, kind, reference, attempts, fault FROM \(queue.table)
                WHERE due_ms <= \(now) AND attempts < \(queue.attemptsMax)
                ORDER BY due_ms LIMIT \(limit)\(dialect.claim)
                """)
            return try due.compactMap { (row) -> ClaimedWork? in
                let item = WorkItem(
                    key: try row.text(at: 0), caseID: try row.optionalID(at: 1), kind: try row.text(at: 2),
                    reference: try row.text(at: 3))
                let attempts = try row.int(at: 4)
                if try row.optionalText(at: 5) == nil, attempts > Limits.lapsedClaimsMax {
                    let lapsed = ClaimedWork(item: item, queue: queue, attempts: attempts)
                    try fail(lapsed, fault: FaultCode.lapsed, at: now)
                    return nil
                }
                try run(
                    """
                    UPDATE \(queue.table) SET attempts = \(attempts + 1), fault = \(String?.none),
                        due_ms = \(now.adding(seconds: Limits.claimSeconds))
                    WHERE item_key = \(item.key)
                    """)
                return ClaimedWork(item: item, queue: queue, attempts: attempts + 1)
            }
        }
    }

    /// Renews claims of a worker that lives. What was done or has failed meanwhile is nobody's claim any more; what
    /// somebody else has at hand is passed over until the next time, so that nobody waits in a circle.
    func renew(_ claims: [ClaimedWork], at now: Timestamp) throws {
        for queue in WorkQueue.allCases {
            let keys = claims.filter { $0.queue == queue }.map(\.item.key)
            let held = try rows(
                """
                SELECT item_key FROM \(queue.table)
                WHERE item_key IN (\(list: keys)) AND attempts > 0 AND fault IS NULL\(dialect.claim)
                """
            ).map { try $0.text(at: 0) }
            try run(
                """
                UPDATE \(queue.table) SET due_ms = \(now.adding(seconds: Limits.claimSeconds))
                WHERE item_key IN (\(list: held))
                """)
        }
    }

    /// Makes due at once what waits longer than any pause: a clock that was ahead set it. A timer that was never tried
    /// stands for a date of the law, however far ahead.
    func shortenWaits(at now: Timestamp) throws {
        let farthest = now.adding(seconds: WorkPause.longestSeconds)
        let max = WorkQueue.outbox.attemptsMax
        try run("UPDATE outbox SET due_ms = \(now) WHERE due_ms > \(farthest) AND attempts < \(max)")
        try run("UPDATE timer SET due_ms = \(now) WHERE attempts > 0 AND due_ms > \(farthest)")
    }

    /// Takes out what is done. What was set anew, or taken by another worker meanwhile, stays.
    func finish(_ work: ClaimedWork) throws {
        try run(
            "DELETE FROM \(work.queue.table) WHERE item_key = \(work.item.key) AND attempts = \(work.attempts)")
    }

    /// Puts back what is done in part, as if it had never been tried.
    func putBack(_ work: ClaimedWork, due: Timestamp) throws {
        try run(
            """
            UPDATE \(work.queue.table) SET attempts = 0, due_ms = \(due)
            WHERE item_key = \(work.item.key) AND attempts = \(work.attempts)
            """)
    }

    /// Keeps with the item why it failed, and puts it off.
    func fail(_ work: ClaimedWork, fault: String, at now: Timestamp) throws {
        try run(
            """
            UPDATE \(work.queue.table) SET fault = \(fault),
                due_ms = \(now.adding(seconds: WorkPause.seconds(before: work.attempts)))
            WHERE item_key = \(work.item.key) AND attempts = \(work.attempts)
            """)
    }
}
