// Assigning: inboxes are read by whose a task is.

import Storage

extension Migrations {
    /// A task that is nobody's yet has an empty assignee, so that the indexes of inboxes have it in order like that of
    /// a person.
    static func assignees(_ words: Dialect) -> [String] {
        let order = "due_on, opened_ms, case_id, task_id"
        return [
            "UPDATE task SET assignee = '' WHERE assignee IS NULL",
            "DROP INDEX task_inbox",
            "DROP INDEX task_stage",
            "DROP INDEX task_service",
            """
            CREATE INDEX task_inbox ON task (holder, role, is_optional, assignee, \(order), stage, service, node,
                filed_ms)
            """,
            """
            CREATE INDEX task_stage ON task (holder, role, is_optional, assignee, stage, \(order), service, node,
                filed_ms)
            """,
            """
            CREATE INDEX task_service ON task (holder, role, is_optional, assignee, service, \(order), stage, node,
                filed_ms)
            """,
            "CREATE INDEX task_assignee ON task (assignee) WHERE assignee <> ''",
        ]
    }
}
