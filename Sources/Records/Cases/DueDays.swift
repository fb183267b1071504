// Lists show the due days of today's calendar.

public import Basics
import Casework
import Storage
import Workflow

extension CaseDesk {
    /// Counts the due days of all cases anew when the calendar is another one than the last time, so that lists, the
    /// order of inboxes and the page of a case tell the same day. To be called before pages are served.
    public func refreshDueDays(at now: Timestamp) async throws {
        let digest = procedures.calendarDigest.hex
        let known = try await store.read { db in try db.one("SELECT digest FROM calendar_mark")?.text(at: 0) }
        if known == digest { return }
        var last = ""
        while true {
            let after = last
            let ids: [CaseID] = try await store.read { db in
                try db.rows(
                    """
                    SELECT id FROM case_row WHERE filed_ms IS NOT NULL AND id > \(after)
                    ORDER BY id LIMIT \(Self.refreshedAtOnce)
                    """
                ).map { try $0.id(at: 0) }
            }
            guard let newest = ids.last else { break }
            last = newest.text
            try await store.write { [self] db in
                for id in ids { try refreshDueDay(of: id, on: now.date, db) }
            }
        }
        try await store.write { db in
            try db.run(
                """
                INSERT INTO calendar_mark (id, digest) VALUES (1, \(digest))
                ON CONFLICT (id) DO UPDATE SET digest = excluded.digest
                """)
        }
    }

    /// Cases of one transaction: acts have to wait for it.
    private static let refreshedAtOnce = 200

    private func refreshDueDay(of id: CaseID, on day: LocalDate, _ db: any Connection) throws {
        try db.hold(id)
        let state: CaseState?
        do {
            state = try db.foldedCase(id)?.state
        } catch StorageError.erased {
            return
        }
        guard let state else { return }
        let due = procedures.reading(state, on: day)?.dueOn
        try db.run("UPDATE case_row SET due_on = \(due) WHERE id = \(id)")
        for task in state.marking.tasks {
            try db.run(
                """
                UPDATE task SET due_on = \(state.dueDay(of: task, term: due))
                WHERE case_id = \(id) AND task_id = \(task.id)
                """)
        }
    }
}
