// Baseline: what is known of each case, and what it was asked and given.

import Storage

extension Migrations {
    /// Lists are read along an index in the order in which they are shown, id last.
    static func cases(_ words: Dialect) -> [String] {
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
                is_manual \(words.int64) NOT NULL CHECK (is_manual IN (0, 1)),
                version \(words.int64) NOT NULL,
                created_by TEXT NOT NULL,
                created_ms \(words.int64) NOT NULL,
                filed_ms \(words.int64),
                due_on TEXT,
                updated_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX case_row_requester ON case_row (requester, updated_ms, id)",
            // SQLite tries the condition again on each row: with its column in the index, counting stays there.
            "CREATE INDEX case_row_filed ON case_row (updated_ms, id, code) WHERE code IS NOT NULL",
            """
            CREATE TABLE case_office (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                office TEXT NOT NULL,
                updated_ms \(words.int64) NOT NULL,
                PRIMARY KEY (case_id, office)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX case_office_list ON case_office (office, updated_ms, case_id)",
            """
            CREATE TABLE case_snapshot (
                case_id TEXT PRIMARY KEY REFERENCES case_row (id),
                version \(words.int64) NOT NULL,
                apply_version \(words.int64) NOT NULL,
                erasures \(words.int64) NOT NULL,
                state TEXT NOT NULL
            )\(words.strictSuffix)
            """,
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
        ] + words.appendOnly("act_receipt")
    }
}
