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
    /// When it was received; `nil` before.
    public var filedAt: Timestamp?
    public var at: Timestamp
    /// Whose it is, in an inbox; `nil` while it is anybody's.
    public var assignee: Assignee?
}

extension SortKey {
    /// The order of inboxes: the most urgent first, then what waits longest.
    public static let inbox = SortKey(
        .text("t.due_on"), .integer("t.opened_ms"), .text("t.case_id"), .text("t.task_id"))
    /// The order of lists of cases: what changed last comes first.
    public static let cases = SortKey(.integer("c.updated_ms"), .text("c.id"), descending: true)
    /// The same as the table of offices has it.
    fileprivate static let officeCases = SortKey(.integer("o.updated_ms"), .text("o.case_id"), descending: true)
    /// What was received last, or first, is on top. Whatever was never filed counts as received long ago.
    fileprivate static func received(
        _ order: CaseFilter.Order, at filed: Query = "coalesce(c.filed_ms, 0)", id: Query = "c.id"
    ) -> SortKey {
        SortKey(.integer(filed), .text(id), descending: order == .newest)
    }
}

extension CaseFilter {
    /// The key of a list of cases in this order.
    public var casesKey: SortKey { order == .usual ? .cases : .received(order) }
}

extension SortedList {
    static let line: Query = "c.id, c.code, c.service, c.requester_name, c.stage, c.is_manual, c.filed_ms"

    /// What waits on this person or their office. Tasks nobody must do are left out.
    /// - Parameter colleagues: whose tasks are shown besides.
    static func inbox(of actor: Actor, _ filter: CaseFilter, colleagues: [AccountID]) -> SortedList {
        SortedList(
            "\(line), t.due_on, t.opened_ms, a.id, a.name", from: "task t",
            joined: "JOIN case_row c ON c.id = t.case_id LEFT JOIN account a ON a.id = t.assignee",
            where: tasks(of: actor, filter, colleagues), by: filter.inboxKey)
    }

    /// The conditions on the task `t` of which one holds for each that waits on this person or their office: one
    /// holder, role and assignee each, since only then an index has them in order. All that narrows is of the task: it
    /// is counted without a look at the cases.
    static func tasks(of actor: Actor, _ filter: CaseFilter, _ colleagues: [AccountID]) -> [Query] {
        let holders = [actor.office?.text, actor.requester?.description].compactMap { $0 }
        let parts = actor.roles.sorted { $0.rawValue < $1.rawValue }.compactMap { role in
            onTask(of: role, actor).map { "t.role = \(role.rawValue)\($0)\(filter.onTask)" as Query }
        }
        let assignees = filter.assignees(for: actor, colleagues)
        return holders.flatMap { holder in
            parts.flatMap { part in
                assignees.map {
                    "t.is_optional = 0 AND t.holder = \(holder) AND t.assignee = \($0) AND \(part)" as Query
                }
            }
        }
    }

    /// Which tasks of a role are theirs: an approver's those that they have an authority for. `nil` for none.
    private static func onTask(of role: Role, _ actor: Actor) -> Query? {
        guard role == .approver else { return "" }
        let authorities = actor.authorities.filter { $0.office == actor.office }
        if authorities.isEmpty { return nil }
        if authorities.contains(where: \.services.isEmpty) { return "" }
        return " AND t.service IN (\(list: Set(authorities.flatMap(\.services)).sorted()))"
    }

    /// The cases that the person may see: their organisation's, those that are or were at their office, or — for an
    /// inspector — everything that was filed.
    static func cases(visibleTo actor: Actor, _ filter: CaseFilter) -> SortedList {
        if let requester = actor.requester {
            return cases(where: "c.requester = \(requester.description)", filter)
        }
        if actor.roles.contains(.inspector) { return cases(where: "c.code IS NOT NULL", filter) }
        guard let office = actor.office, !actor.roles.isDisjoint(with: [.clerk, .officer, .approver]) else {
            return SortedList(columns, from: "case_row c", where: [], by: filter.casesKey)
        }
        let narrowing = filter.at(stage: "o.stage", service: "o.service", filed: "o.filed_ms")
        // A case comes to an office by being filed or transferred: it has its code.
        return SortedList(
            columns, from: "case_office o", joined: "JOIN case_row c ON c.id = o.case_id",
            where: ["o.office = \(office.text)\(narrowing)"],
            narrowedBy: filter.onCase("c"),
            by: filter.order == .usual
                ? .officeCases : .received(filter.order, at: "o.filed_ms", id: "o.case_id"))
    }

    /// The cases that were handed in on paper at the desk of that office.
    fileprivate static func cases(enteredAt desk: OfficeCode) -> SortedList {
        cases(where: "c.desk = \(desk.text)", CaseFilter())
    }

    private static let columns: Query = "\(line), c.due_on, c.updated_ms, NULL, NULL"

    private static func cases(where those: Query, _ filter: CaseFilter) -> SortedList {
        SortedList(
            columns, from: "case_row c",
            where: ["\(those)\(filter.at(stage: "c.stage", service: "c.service", filed: "c.filed_ms"))"],
            narrowedBy: filter.onCase("c"), by: filter.casesKey)
    }
}

extension Connection {
    /// How many tasks wait on this person or their office, counted up to `Limits.countedRowsMax`.
    public func inboxCount(of actor: Actor, _ filter: CaseFilter = CaseFilter()) throws -> BoundedCount {
        try count(.inbox(of: actor, filter, colleagues: try colleagues(of: actor, filter)), upTo: Limits.countedRowsMax)
    }

    /// How many cases the person may see, counted likewise.
    public func caseCount(visibleTo actor: Actor, _ filter: CaseFilter = CaseFilter()) throws -> BoundedCount {
        try count(.cases(visibleTo: actor, filter), upTo: Limits.countedRowsMax)
    }

    /// The cases that wait on this person or their office, the most urgent first where the filter says no other order.
    public func inbox(
        of actor: Actor, _ filter: CaseFilter = CaseFilter(), at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> ListPage<CaseLine> {
        try lines(.inbox(of: actor, filter, colleagues: try colleagues(of: actor, filter)), at: place, size)
    }

    /// Those who could have tasks of the same kinds at the same office.
    func colleagues(of actor: Actor, _ filter: CaseFilter) throws -> [AccountID] {
        guard filter.assigned == .others, let office = actor.office else { return [] }
        let roles = actor.roles.intersection(Assigning.roles)
        return try roles.flatMap { try people(holding: $0, at: office) }.map(\.id).filter { $0 != actor.account }
    }

    /// All cases the person may see, the latest first where the filter says no other order.
    public func cases(
        visibleTo actor: Actor, _ filter: CaseFilter = CaseFilter(), at place: PagePlace = .first,
        size: Int = Limits.pageRows
    ) throws -> ListPage<CaseLine> {
        try lines(.cases(visibleTo: actor, filter), at: place, size)
    }

    /// The cases that were entered at the desk of that office, the latest first.
    public func cases(
        enteredAt desk: OfficeCode, at place: PagePlace = .first, size: Int = Limits.pageRows
    ) throws -> ListPage<CaseLine> {
        try lines(.cases(enteredAt: desk), at: place, size)
    }

    /// How many they are, counted up to `Limits.countedRowsMax`.
    public func caseCount(enteredAt desk: OfficeCode) throws -> BoundedCount {
        try count(.cases(enteredAt: desk), upTo: Limits.countedRowsMax)
    }

    /// The case of that code, however it is spelled, where the person may see it.
    public func visibleCase(coded code: String, to actor: Actor) throws -> CaseID? {
        guard let id = try caseID(ofCode: code.uppercased()), try mayKnow(id, actor) else { return nil }
        return id
    }

    /// Whether the person may know of a case that cannot be read any more: `Permissions.maySee` from the read tables.
    func mayKnow(_ id: CaseID, _ actor: Actor) throws -> Bool {
        if actor.roles.contains(.system) { return true }
        if let office = actor.office, actor.roles.contains(.clerk), try has(.cases(enteredAt: office), id.text) {
            return true
        }
        return try has(.cases(visibleTo: actor, CaseFilter()), id.text)
    }

    func lines(_ list: SortedList, at place: PagePlace, _ size: Int) throws -> ListPage<CaseLine> {
        let first = list.keyLength
        return try page(of: list, at: place, size: size) { row in
            let stage = try row.text(at: first + 4)
            guard let stage = Stage(rawValue: stage) else { throw StorageError.corrupt("unknown stage \(stage)") }
            let due = try row.optionalDate(at: first + 7)
            return CaseLine(
                id: try row.id(at: first), code: try row.optionalText(at: first + 1),
                service: try row.text(at: first + 2), organization: try row.text(at: first + 3), stage: stage,
                dueOn: due == noDueDate ? nil : due, isManual: try row.bool(at: first + 5),
                filedAt: try row.optionalInt64(at: first + 6).map(Timestamp.init(milliseconds:)),
                at: try row.timestamp(at: first + 8),
                assignee: try row.optionalID(at: first + 9).map {
                    Assignee(account: $0, name: try row.text(at: first + 10))
                })
        }
    }
}
