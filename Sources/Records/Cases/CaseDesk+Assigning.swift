// Whose the steps of a case are: taken on, given, given back.

public import Basics
public import Casework
public import Forms
public import Storage
public import Workflow

extension CaseDesk {
    /// One person's word on whose a task is. Throws `Rejection`.
    /// - Parameter expected: the version of the case that they had before them.
    @discardableResult
    public func assign(
        _ step: AssigningStep, task: String, of id: CaseID, by actor: Actor, input: FieldValues, expected: Int?,
        at now: Timestamp
    ) async throws -> CaseState {
        try await change(id, by: actor, at: now) { [procedures] context, db in
            let people = try context.state.marking.task(task).map { try db.people(for: $0, of: context.state) } ?? []
            let act = try Assigning.decide(
                step, task: task, input: input, among: people.map(\.assignee), expected: expected,
                term: procedures.reading(context.state, on: now.date)?.dueOn, context)
            return Decided(act: act)
        }
    }

    /// Those who could have that task, with how much they have.
    public func people(for task: OpenTask, of state: CaseState) async throws -> [AssignablePerson] {
        try await store.read { db in try db.people(for: task, of: state) }
    }

    /// Gives the step of that role in each of the cases to the person of `input`. One that cannot be given stops no
    /// other.
    public func give(
        _ role: Role, inEach chosen: [ChosenCase], by actor: Actor, input: FieldValues,
        at clock: @Sendable () -> Timestamp
    ) async -> [DealtCase] {
        await dealing(with: chosen) { one, dealt in
            let now = clock()
            guard let state = try await look(one.id, actor, at: now)?.state else { throw Rejection.notFound }
            dealt.code = state.code
            let open = state.marking.tasks.first { $0.role == role.rawValue && !$0.isOptional }
            guard let task = open else { throw Rejection.conflict(version: state.version, stage: state.stage) }
            try await assign(
                .give, task: task.id, of: one.id, by: actor, input: input, expected: one.version, at: now)
        }
    }

    /// The cases that wait for people of that role at the office of whoever signs for it, the most urgent first: those
    /// that are nobody's yet, or those that somebody has.
    public func assignable(
        _ role: Role, isHeld: Bool, at page: PagePlace, for head: Actor
    ) async throws -> (lines: ListPage<CaseLine>, states: [CaseID: CaseState]) {
        var filter = CaseFilter()
        filter.assigned = isHeld ? .others : .nobodys
        // They look at the inbox of the people whom they give work.
        var people = head
        people.roles = [role]
        let (asked, readers) = (filter, people)
        let lines = try await store.read { db in
            try db.inbox(of: readers, asked, at: page, size: Limits.assignedAtOnceMax)
        }
        var states: [CaseID: CaseState] = [:]
        for line in lines.lines { states[line.id] = try await find(line.id, head)?.state }
        return (lines, states)
    }
}

extension Worker {
    /// Gives back what is for people who do not work where it waits any more: nothing waits on somebody who is gone.
    /// To be called now and then; each case is a transaction of its own.
    public func releaseAbandoned(at now: Timestamp) async throws {
        let abandoned = try await desk.store.read { db in try db.abandonedTasks() }
        for one in abandoned {
            try await desk.change(one.caseID, by: .system(by: .timer), at: now) { context, db in
                // They may have come back meanwhile, or somebody else took it on.
                guard try db.abandonedTasks(of: one.caseID).contains(one) else { return nil }
                return Assigning.abandon(task: one.task, of: one.account, context)
                    .map { CaseDesk.Decided(act: $0) }
            }
        }
    }
}

/// A task that is for somebody who is not there.
struct AbandonedTask: Hashable, Sendable {
    var caseID: CaseID
    var task: String
    var account: AccountID
}

extension Connection {
    func people(for task: OpenTask, of state: CaseState) throws -> [AssignablePerson] {
        guard let role = Role(rawValue: task.role), Assigning.roles.contains(role) else { return [] }
        let office = OfficeCode(TaskRow(task, of: state).holder)
        let counts = try rows(
            """
            SELECT assignee, count(*) FROM task
            WHERE holder = \(office.text) AND role = \(role.rawValue) AND is_optional = 0 AND assignee <> ''
            GROUP BY assignee
            """
        ).map { (try $0.text(at: 0), try $0.int(at: 1)) }
        let tasks = Dictionary(counts, uniquingKeysWith: +)
        return try people(holding: role, at: office).map { person in
            AssignablePerson(
                assignee: Assignee(account: person.id, name: person.name), tasks: tasks[person.id.text] ?? 0)
        }
    }

    /// Tasks of people who are out of use, or do not have that role at that office any more.
    func abandonedTasks(of id: CaseID? = nil) throws -> [AbandonedTask] {
        let ofCase: Query = id.map { " AND t.case_id = \($0)" } ?? ""
        return try rows(
            """
            SELECT t.case_id, t.task_id, t.assignee FROM task t LEFT JOIN account a ON a.id = t.assignee
            WHERE t.assignee <> ''\(ofCase) AND (a.id IS NULL OR a.is_disabled = 1
                OR coalesce(a.office_code, '') <> t.holder OR ' ' || a.roles || ' ' NOT LIKE '% ' || t.role || ' %')
            ORDER BY t.case_id, t.task_id LIMIT \(Limits.abandonedTasksMax)
            """
        ).map { AbandonedTask(caseID: try $0.id(at: 0), task: try $0.text(at: 1), account: try $0.id(at: 2)) }
    }
}

/// Somebody whom a task can be given, and how many of that kind they have.
public struct AssignablePerson: Hashable, Sendable {
    public var assignee: Assignee
    public var tasks: Int
}
