// Keeps the read tables of a case in step with its events.

import Basics
import Casework
import Storage
import Workflow

extension Connection {
    /// Writes what lists and inboxes show of a case. `createdBy` is only needed for its first row.
    func writeReadTables(_ state: CaseState, dueOn: LocalDate?, createdBy: Actor, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO case_row (id, code, service, organization_id, organization_name, stage, office, is_manual,
                version, created_by, created_ms, filed_ms, due_on, updated_ms)
            VALUES (\(state.id), \(state.code), \(state.service), \(state.organization.id), \(state.organization.name),
                \(state.stage.rawValue), \(state.office?.text), \(state.awaitsAssignment), \(state.version),
                \(createdBy.envelope.who.text), \(state.createdAt), \(state.receivedAt), \(dueOn), \(now))
            ON CONFLICT (id) DO UPDATE SET code = excluded.code, stage = excluded.stage, office = excluded.office,
                is_manual = excluded.is_manual, version = excluded.version, filed_ms = excluded.filed_ms,
                due_on = excluded.due_on, updated_ms = excluded.updated_ms
            """)
        for office in state.offices {
            try run(
                """
                INSERT INTO case_office (case_id, office) VALUES (\(state.id), \(office.text))
                ON CONFLICT (case_id, office) DO NOTHING
                """)
        }
        try writeTasks(state, dueOn: dueOn, at: now)
        try writeTimers(state)
    }

    private func writeTasks(_ state: CaseState, dueOn: LocalDate?, at now: Timestamp) throws {
        // A case has a handful of tasks: what is not open any more goes, the others are put in or brought up to date.
        let open = state.marking.tasks
        try run("DELETE FROM task WHERE case_id = \(state.id) AND task_id NOT IN (\(list: open.map(\.id) + [""]))")
        for task in open {
            let isRequester = task.role == Role.filer.rawValue || task.role == Role.official.rawValue
            let office = task.office ?? state.office?.text ?? OfficeCode.central.text
            let holder = isRequester ? state.organization.id.text : office
            let due = task.due ?? dueOn
            try run(
                """
                INSERT INTO task (case_id, task_id, node, role, holder, is_optional, due_on, opened_ms)
                VALUES (\(state.id), \(task.id), \(task.node), \(task.role), \(holder), \(task.isOptional),
                    \(due ?? noDueDate), \(now))
                ON CONFLICT (case_id, task_id) DO UPDATE SET holder = excluded.holder, due_on = excluded.due_on
                """)
        }
    }

    private func writeTimers(_ state: CaseState) throws {
        let armed = state.marking.timers
        try run("DELETE FROM timer WHERE case_id = \(state.id) AND reference NOT IN (\(list: armed.map(\.id) + [""]))")
        for timer in armed {
            let item = WorkItem(
                key: "\(state.id)/\(timer.id)", caseID: state.id, kind: ServiceAction.caseTimer.name,
                reference: timer.id)
            try put(item, into: .timer, due: timer.due)
        }
    }
}

/// Stands for "no due date" in the inbox: such tasks sort last.
let noDueDate = LocalDate(year: 9999, month: 12, day: 31) ?? LocalDate(days: 0)
