// Office: what lists are narrowed by stands beside what they are sorted by.

import Storage

extension Migrations {
    /// A list is narrowed without a look at the rows of its cases: the columns it is narrowed by are in the index that
    /// it is read along. What few tasks have has an index of its own.
    static func lists(_ words: Dialect) -> [String] {
        columns(of: "task", words) + columns(of: "case_office", words) + [
            "DROP INDEX task_inbox",
            """
            CREATE INDEX task_inbox ON task (holder, role, is_optional, due_on, opened_ms, case_id, task_id, stage,
                service, node, filed_ms)
            """,
            """
            CREATE INDEX task_stage ON task (holder, role, is_optional, stage, due_on, opened_ms, case_id, task_id,
                service, node, filed_ms)
            """,
            """
            CREATE INDEX task_service ON task (holder, role, is_optional, service, due_on, opened_ms, case_id, task_id,
                stage, node, filed_ms)
            """,
            "DROP INDEX case_office_list",
            """
            CREATE INDEX case_office_list ON case_office (office, updated_ms, case_id, stage, service, filed_ms)
            """,
            "DROP INDEX case_row_filed",
            """
            CREATE INDEX case_row_filed ON case_row (updated_ms, id, code, stage, service, filed_ms, office, due_on)
            WHERE code IS NOT NULL
            """,
        ]
    }

    private static func columns(of table: String, _ words: Dialect) -> [String] {
        [
            "ALTER TABLE \(table) ADD COLUMN stage TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE \(table) ADD COLUMN service TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE \(table) ADD COLUMN filed_ms \(words.int64) NOT NULL DEFAULT 0",
            """
            UPDATE \(table) SET (stage, service, filed_ms) =
                (SELECT c.stage, c.service, coalesce(c.filed_ms, 0) FROM case_row c WHERE c.id = case_id)
            """,
        ]
    }
}
