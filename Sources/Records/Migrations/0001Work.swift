// Baseline: what waits for somebody, for a moment or for the server, and what is counted.

import Storage

extension Migrations {
    /// The truth of the first three is the log.
    static func work(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE task (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                task_id TEXT NOT NULL,
                node TEXT NOT NULL,
                role TEXT NOT NULL,
                holder TEXT NOT NULL,
                is_optional \(words.int64) NOT NULL CHECK (is_optional IN (0, 1)),
                assignee TEXT,
                due_on TEXT NOT NULL,
                opened_ms \(words.int64) NOT NULL,
                PRIMARY KEY (case_id, task_id)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX task_inbox ON task (holder, role, is_optional, due_on, opened_ms, case_id, task_id)",
            """
            CREATE TABLE timer (
                item_key TEXT PRIMARY KEY,
                case_id TEXT REFERENCES case_row (id),
                kind TEXT NOT NULL,
                reference TEXT NOT NULL,
                due_ms \(words.int64) NOT NULL,
                attempts \(words.int64) NOT NULL,
                fault TEXT
            )\(words.strictSuffix)
            """,
            "CREATE INDEX timer_due ON timer (due_ms)",
            "CREATE INDEX timer_case ON timer (case_id) WHERE case_id IS NOT NULL",
            """
            CREATE TABLE outbox (
                item_key TEXT PRIMARY KEY,
                case_id TEXT REFERENCES case_row (id),
                kind TEXT NOT NULL,
                reference TEXT NOT NULL,
                due_ms \(words.int64) NOT NULL,
                attempts \(words.int64) NOT NULL,
                fault TEXT
            )\(words.strictSuffix)
            """,
            "CREATE INDEX outbox_due ON outbox (due_ms)",
            "CREATE INDEX outbox_case ON outbox (case_id)",
            // By which calendar the due days of lists were counted.
            """
            CREATE TABLE calendar_mark (
                id \(words.int64) PRIMARY KEY CHECK (id = 1),
                digest TEXT NOT NULL
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE counter (
                name TEXT PRIMARY KEY,
                value \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
        ]
    }
}
