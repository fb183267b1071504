// What lists and inboxes show.

public import Basics
public import Casework
public import Storage

/// One line of an inbox or a list of cases.
public struct CaseLine: Sendable, Hashable {
    public var id: CaseID
    public var code: String?
    public var service: String
    public var organization: String
    public var stage: Stage
    /// The day by which it must be done; `nil` when nothing runs.
    public var dueOn: LocalDate?
    public var isManual: Bool
    public var at: Timestamp
}

/// One page of such lines.
public struct CaseLines: Sendable, Hashable {
    public var lines: [CaseLine]
    public var hasMore: Bool
}

extension Connection {
    /// How many tasks wait on this person or their office.
    public func inboxCount(of actor: Actor) throws -> Int {
        try one("SELECT count(*) FROM task t WHERE \(waiting(on: actor))")?.int(at: 0) ?? 0
    }

    /// How many cases the person may see.
    public func caseCount(visibleTo actor: Actor) throws -> Int {
        guard let which = visible(to: actor) else { return 0 }
        return try one("SELECT count(*) FROM case_row c WHERE \(which)")?.int(at: 0) ?? 0
    }

    private func waiting(on actor: Actor) -> Query {
        let holders = [actor.office?.text, actor.requester?.description].compactMap { $0 }
        return """
            t.is_optional = 0 AND t.holder IN (\(list: holders))
                AND t.role IN (\(list: actor.roles.map(\.rawValue).sorted()))
            """
    }

    /// The cases that wait on this person or their office, the most urgent first. Tasks nobody must do are left out.
    public func inbox(of actor: Actor, skipping: Int = 0, limit: Int = Limits.pageRows) throws -> CaseLines {
        let rows = try rows(
            """
            SELECT c.id, c.code, c.service, c.requester_name, c.stage, t.due_on, c.is_manual, t.opened_ms
            FROM task t JOIN case_row c ON c.id = t.case_id
            WHERE \(waiting(on: actor))
            ORDER BY t.due_on, t.opened_ms LIMIT \(limit + 1) OFFSET \(skipping)
            """)
        return try lines(rows, limit)
    }

    /// All cases the person may see: their organisation's, those that are or were at their office, or — for an
    /// inspector — everything that was filed. The latest first.
    public func cases(visibleTo actor: Actor, skipping: Int = 0, limit: Int = Limits.pageRows) throws -> CaseLines {
        guard let which = visible(to: actor) else { return CaseLines(lines: [], hasMore: false) }
        let rows = try rows(
            """
            SELECT c.id, c.code, c.service, c.requester_name, c.stage, c.due_on, c.is_manual, c.updated_ms
            FROM case_row c WHERE \(which) ORDER BY c.updated_ms DESC LIMIT \(limit + 1) OFFSET \(skipping)
            """)
        return try lines(rows, limit)
    }

    /// Whether the person may know of a case that cannot be read any more: `Permissions.maySee` from the read tables.
    func mayKnow(_ id: CaseID, _ actor: Actor) throws -> Bool {
        if actor.roles.contains(.system) { return true }
        guard let which = visible(to: actor) else { return false }
        return try one("SELECT 1 FROM case_row c WHERE c.id = \(id) AND \(which)") != nil
    }

    /// The condition on `case_row c` for cases that the person may see; `nil` when that is none.
    private func visible(to actor: Actor) -> Query? {
        if let requester = actor.requester { return "c.requester = \(requester.description)" }
        if actor.roles.contains(.inspector) { return "c.code IS NOT NULL" }
        guard let office = actor.office, !actor.roles.isDisjoint(with: [.clerk, .officer, .approver]) else {
            return nil
        }
        return """
            c.code IS NOT NULL AND EXISTS (SELECT 1 FROM case_office o
                WHERE o.case_id = c.id AND o.office = \(office.text))
            """
    }

    private func lines(_ rows: [Row], _ limit: Int) throws -> CaseLines {
        let lines = try rows.prefix(limit).map { row in
            let stage = try row.text(at: 4)
            guard let stage = Stage(rawValue: stage) else { throw StorageError.corrupt("unknown stage \(stage)") }
            let due = try row.optionalDate(at: 5)
            return CaseLine(
                id: try row.id(at: 0), code: try row.optionalText(at: 1), service: try row.text(at: 2),
                organization: try row.text(at: 3), stage: stage, dueOn: due == noDueDate ? nil : due,
                isManual: try row.bool(at: 6), at: try row.timestamp(at: 7))
        }
        return CaseLines(lines: lines, hasMore: rows.count > limit)
    }
}
