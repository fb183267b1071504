// Migration 13: lists of cases are read along an index in the order in which they are shown, id last.

import Storage

extension Migrations {
    static let lists = Migration(13, "Lists") { words in
        [
            // The list of an office needs the moment of a case beside the office.
            "ALTER TABLE case_office ADD COLUMN updated_ms \(words.int64) NOT NULL DEFAULT 0",
            """
            UPDATE case_office SET updated_ms = (SELECT c.updated_ms FROM case_row c WHERE c.id = case_office.case_id)
            """,
            "DROP INDEX case_office_office",
            "CREATE INDEX case_office_list ON case_office (office, updated_ms, case_id)",
            "DROP INDEX case_row_office",
            "DROP INDEX case_row_requester",
            "CREATE INDEX case_row_requester ON case_row (requester, updated_ms, id)",
            // SQLite tries the condition again on each row: with its column in the index, counting stays there.
            "CREATE INDEX case_row_filed ON case_row (updated_ms, id, code) WHERE code IS NOT NULL",
            "DROP INDEX task_inbox",
            """
            CREATE INDEX task_inbox ON task (holder, role, is_optional, due_on, opened_ms, case_id, task_id)
            """,
        ]
    }
}
