// What people say to each other about cases, and who is to answer.

import Storage

extension Migrations {
    /// Folded from the remarks, which are in the log.
    @Sendable static func remarkWaits(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE remark_wait (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                holder TEXT NOT NULL,
                since_ms \(words.int64) NOT NULL,
                PRIMARY KEY (case_id, holder)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX remark_wait_holder ON remark_wait (holder, since_ms, case_id)",
        ]
    }
}
