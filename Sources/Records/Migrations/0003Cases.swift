// Read tables of the cases. The truth is the ledger; these are written in the same transaction and can be rebuilt.

import Storage

extension Migrations {
    /// A word of PostgreSQL's own, where it needs marks; for SQLite the text was released without.
    private static func only(_ words: Dialect) -> String { words.name == "sqlite" ? "only" : "\"only\"" }

    static let cases = Migration(3, "Cases") { words in
        [
            """
            CREATE TABLE case_row (
                id TEXT PRIMARY KEY,
                code TEXT UNIQUE,
                service TEXT NOT NULL,
                requester TEXT NOT NULL,
                requester_name TEXT NOT NULL,
                stage TEXT NOT NULL,
                office TEXT,
                is_manual INTEGER NOT NULL CHECK (is_manual IN (0, 1)),
                version \(words.int64) NOT NULL,
                created_by TEXT NOT NULL,
                created_ms \(words.int64) NOT NULL,
                filed_ms \(words.int64),
                due_on TEXT,
                updated_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX case_row_requester ON case_row (requester, updated_ms)",
            "CREATE INDEX case_row_office ON case_row (office, updated_ms)",
            """
            CREATE TABLE case_office (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                office TEXT NOT NULL,
                PRIMARY KEY (case_id, office)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX case_office_office ON case_office (office, case_id)",
            """
            CREATE TABLE task (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                task_id TEXT NOT NULL,
                node TEXT NOT NULL,
                role TEXT NOT NULL,
                holder TEXT NOT NULL,
                is_optional INTEGER NOT NULL CHECK (is_optional IN (0, 1)),
                assignee TEXT,
                due_on TEXT NOT NULL,
                opened_ms \(words.int64) NOT NULL,
                PRIMARY KEY (case_id, task_id)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX task_inbox ON task (holder, role, due_on, opened_ms) WHERE is_optional = 0",
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
            // Which act made which version, so that a repeated post finds its first result.
            """
            CREATE TABLE act_receipt (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                version \(words.int64) NOT NULL,
                version_before \(words.int64) NOT NULL,
                act TEXT NOT NULL,
                actor TEXT NOT NULL,
                input_digest TEXT NOT NULL,
                PRIMARY KEY (case_id, version)
            )\(words.strictSuffix)
            """,
            // The texts of the files that cases go by, each once: a case keeps its versions for ever.
            """
            CREATE TABLE text (
                digest TEXT PRIMARY KEY,
                content \(words.bytes) NOT NULL
            )\(words.strictSuffix)
            """,
            // By which calendar the due days of lists were counted.
            """
            CREATE TABLE calendar_mark (
                \(only(words)) \(words.int64) PRIMARY KEY,
                digest TEXT NOT NULL
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE counter (
                name TEXT PRIMARY KEY,
                value \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE subject (
                list_id TEXT NOT NULL,
                row_number \(words.int64) NOT NULL,
                personal_id TEXT NOT NULL,
                full_name TEXT NOT NULL,
                birth_date TEXT NOT NULL,
                claims TEXT NOT NULL,
                PRIMARY KEY (list_id, row_number)
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE attachment (
                id TEXT PRIMARY KEY,
                case_id TEXT NOT NULL REFERENCES case_row (id),
                file_name TEXT NOT NULL,
                digest TEXT NOT NULL,
                content \(words.bytes) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX attachment_case ON attachment (case_id)",
        ]
    }
}
