// Keeps the read tables of a case in step with its events.

import Basics
import Casework
import Storage
import Workflow

extension Connection {
    /// Writes what lists and inboxes show of a case. `createdBy` is only needed for its first row.
    func writeReadTables(_ state: CaseState, dueOn: LocalDate?, createdBy: Actor, at now: Timestamp) throws {
        let row = CaseRow(state, creator: createdBy.envelope, at: now)
        try send(
            """
            INSERT INTO case_row (id, due_on, \(CaseRow.columns))
            VALUES (\(state.id), \(dueOn), \(row.code), \(row.service), \(row.requester), \(row.requesterName),
                \(row.stage), \(row.office), \(row.isManual), \(row.version), \(row.createdBy), \(row.createdAt),
                \(row.filedAt), \(row.updatedAt), \(row.desk))
            ON CONFLICT (id) DO UPDATE SET code = excluded.code, stage = excluded.stage, office = excluded.office,
                is_manual = excluded.is_manual, version = excluded.version, filed_ms = excluded.filed_ms,
                due_on = excluded.due_on, updated_ms = excluded.updated_ms
            """)
        let beside = CaseOfficeRow(row)
        for office in state.offices {
            try send(
                """
                INSERT INTO case_office (case_id, office, \(CaseOfficeRow.columns))
                VALUES (\(state.id), \(office.text), \(beside.updatedAt), \(beside.stage), \(beside.service),
                    \(beside.filedAt))
                ON CONFLICT (case_id, office) DO UPDATE SET updated_ms = excluded.updated_ms, stage = excluded.stage,
                    filed_ms = excluded.filed_ms
                """)
        }
        try writeTasks(state, dueOn: dueOn, at: now)
        try writeTimers(state)
        try writeStanding(of: state)
    }

    private func writeTasks(_ state: CaseState, dueOn: LocalDate?, at now: Timestamp) throws {
        // A case has a handful of tasks: what is not open any more goes, the others are put in or brought up to date.
        let open = state.marking.tasks
        try send("DELETE FROM task WHERE case_id = \(state.id) AND task_id NOT IN (\(list: open.map(\.id) + [""]))")
        for task in open {
            let row = TaskRow(task, of: state)
            try send(
                """
                INSERT INTO task (case_id, \(TaskRow.columns), due_on, opened_ms)
                VALUES (\(state.id), \(row.id), \(row.node), \(row.role), \(row.holder), \(row.isOptional),
                    \(row.assignee), \(row.stage), \(row.service), \(row.filedAt),
                    \(state.dueDay(of: task, term: dueOn)), \(now))
                ON CONFLICT (case_id, task_id) DO UPDATE SET holder = excluded.holder, assignee = excluded.assignee,
                    due_on = excluded.due_on, stage = excluded.stage, filed_ms = excluded.filed_ms
                """)
        }
    }

    private func writeTimers(_ state: CaseState) throws {
        let armed = state.marking.timers
        try send("DELETE FROM timer WHERE case_id = \(state.id) AND reference NOT IN (\(list: armed.map(\.id) + [""]))")
        for timer in armed {
            let item = WorkItem(timer: timer.id, of: state)
            try put(item, into: .timer, due: timer.due)
        }
    }
}

extension CaseState {
    /// The day by which inboxes have the task: what the office wants first counts where that is before the term.
    func dueDay(of task: OpenTask, term: LocalDate?) -> LocalDate {
        [task.due ?? term, assignment(of: task)?.due].compactMap(\.self).min() ?? noDueDate
    }
}

/// Stands for "no due date" in the inbox: such tasks sort last.
let noDueDate = LocalDate(year: 9999, month: 12, day: 31) ?? LocalDate(days: 0)
