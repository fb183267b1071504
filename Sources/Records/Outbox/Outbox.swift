// Work that follows from events and is done after their commit.

import Basics
import Casework
import Storage
import Workflow

/// One piece of work that waits: a service task of a case.
struct OutboxItem: Sendable {
    /// `case/task`: the same work is never put in twice.
    var key: String
    var caseID: CaseID
    var kind: String
    /// The id of the service in the marking of the case.
    var reference: String
    var attempts: Int
}

/// Attempts before an item waits for an operator; the fault stays readable in its row.
let outboxAttemptsMax = 10

extension Connection {
    /// Puts in what the process asked the server to do.
    func writeOutbox(_ decided: DecidedAct, at now: Timestamp) throws {
        for case .processed(_, _, let facts) in decided.events {
            for case .serviceRequested(let service) in facts {
                try run(
                    """
                    INSERT INTO outbox (item_key, case_id, kind, reference, due_ms, attempts)
                    VALUES (\("\(decided.state.id)/\(service.id)"), \(decided.state.id), \(service.action),
                        \(service.id), \(now), 0)
                    ON CONFLICT (item_key) DO NOTHING
                    """)
            }
        }
    }

    /// Takes the items that are due, at most `limit`, and puts each off by the time a worker may need for it: if that
    /// worker dies, another finds the item again.
    func claimOutbox(at now: Timestamp, limit: Int) throws -> [OutboxItem] {
        let rows = try rows(
            """
            SELECT item_key, case_id, kind, reference, attempts FROM outbox
            WHERE due_ms <= \(now) AND attempts < \(outboxAttemptsMax) ORDER BY due_ms LIMIT \(limit)\(dialect.claim)
            """)
        return try rows.map { row in
            let item = OutboxItem(
                key: try row.text("item_key"), caseID: try row.id("case_id"), kind: try row.text("kind"),
                reference: try row.text("reference"), attempts: try row.int("attempts"))
            // Each attempt waits twice as long as the one before: 30 s, 1 min, 2 min …
            let pause = 30 << min(item.attempts, 8)
            try run(
                """
                UPDATE outbox SET attempts = attempts + 1, due_ms = \(now.adding(seconds: pause))
                WHERE item_key = \(item.key)
                """)
            return item
        }
    }

    func finishOutbox(_ key: String) throws { try run("DELETE FROM outbox WHERE item_key = \(key)") }

    func failOutbox(_ key: String, fault: String) throws {
        try run("UPDATE outbox SET fault = \(fault) WHERE item_key = \(key)")
    }
}
