// Taking on, giving and giving back a step of a case.

public import Basics
public import Forms
public import Workflow

/// What somebody does about whose a step is. The raw values are in addresses.
public enum AssigningStep: String, CaseIterable, Sendable {
    /// They take it on, or over from a colleague.
    case take
    /// Whoever signs for the office says whose it is.
    case give
    /// It is anybody's again.
    case release
}

/// The rules of whose a step is. No process is asked: it goes on as before, for fewer people.
public enum Assigning {
    /// Whose steps can be one person's. Who decides is said by authority to sign, not here.
    public static let roles: Set<Role> = [.clerk, .officer]

    /// What this person may do about whose that task is.
    public static func steps(_ actor: Actor, _ task: OpenTask, _ state: CaseState) -> [AssigningStep] {
        guard Permissions.maySee(actor, state), isAssignable(task) else { return [] }
        let holder = state.assignment(of: task)?.to.account
        let leads = Permissions.signs(actor, whereIs: task, state)
        var steps: [AssigningStep] = []
        if holder == nil || holder != actor.account, Permissions.isFor(task, actor, state) { steps.append(.take) }
        if leads { steps.append(.give) }
        if let holder, leads || holder == actor.account { steps.append(.release) }
        return steps
    }

    static func isAssignable(_ task: OpenTask) -> Bool {
        !task.isOptional && Role(rawValue: task.role).map(roles.contains) ?? false
    }

    /// What is filled in for that step.
    /// - Parameter people: who could have the task, where it is given.
    public static func form(
        _ step: AssigningStep, _ task: OpenTask, among people: [Assignee], _ context: CaseContext
    ) -> Form {
        let holder = context.state.assignment(of: task)?.to.account
        let isChange = holder.map { $0 != context.actor.account } ?? false
        guard step == .give else {
            return Form(id: step.rawValue, fields: step == .take && !isChange ? [] : [reason(isRequired: isChange)])
        }
        return givingForm(among: people, needsReason: isChange)
    }

    /// What whoever signs for an office fills in.
    public static func givingForm(among people: [Assignee], needsReason: Bool) -> Form {
        let options = people.map { Option($0.account.text, .text(BilingualText(vi: $0.name, en: $0.name))) }
        return Form(
            id: AssigningStep.give.rawValue,
            fields: [
                Field("assignee", .choice(Options(options))),
                Field("assignee_due", .date(DateLimits(notBefore: .today())), isRequired: false),
                reason(isRequired: needsReason),
            ])
    }

    private static func reason(isRequired: Bool) -> Field {
        Field("reason", .text(max: Limits.assigningReasonCharactersMax), isRequired: isRequired)
    }

    /// What happens.
    /// - Parameters:
    ///   - expected: the version of the case that the person had before them.
    ///   - term: the day by which the case must be answered.
    /// - Throws: a `Rejection`.
    public static func decide(
        _ step: AssigningStep, task id: String, input: some FieldSource, among people: [Assignee], expected: Int?,
        term: LocalDate?, _ context: CaseContext
    ) throws -> DecidedAct {
        let (actor, state) = (context.actor, context.state)
        guard Permissions.maySee(actor, state) else { throw Rejection.notFound }
        guard let task = state.marking.task(id), steps(actor, task, state).contains(step),
            expected == nil || expected == state.version
        else { throw Rejection.conflict(version: state.version, stage: state.stage) }
        var (answers, problems) = form(step, task, among: people, context).read(input, today: context.today)
        let due = answers.date("assignee_due")
        if let due, let term, due > term { problems.append(Problem("assignee_due", code: "problem.due-after-term")) }
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        let reason = answers.words("reason")
        let event: CaseEvent
        switch step {
        case .release: event = .released(step: task.node, by: Signatory(actor), reason: reason)
        case .take:
            guard let account = actor.account else { throw Rejection.forbidden(act: step.rawValue) }
            let taken = Assignment(
                to: Assignee(account: account, name: actor.name), by: Signatory(actor), reason: reason, due: nil)
            event = .assigned(step: task.node, assignment: taken)
        case .give:
            let chosen = answers.text("assignee")
            guard let person = people.first(where: { $0.account.text == chosen }) else {
                throw Rejection.invalid([Problem("assignee", .unknownChoice, ["value": ""])])
            }
            event = .assigned(
                step: task.node,
                assignment: Assignment(to: person, by: Signatory(actor), reason: reason, due: due))
        }
        return happened(event, context)
    }

    /// The server gives back what was for somebody who is not there any more; `nil` where it is not theirs.
    public static func abandon(task id: String, of account: AccountID, _ context: CaseContext) -> DecidedAct? {
        let state = context.state
        guard let task = state.marking.task(id), state.assignment(of: task)?.to.account == account else { return nil }
        return happened(.released(step: task.node, by: nil, reason: ""), context)
    }

    private static func happened(_ event: CaseEvent, _ context: CaseContext) -> DecidedAct {
        var act = DecidedAct(events: [], state: context.state)
        act.add([event], at: context.now)
        return act
    }
}

extension CaseState {
    /// Whose the task is; `nil` while it is anybody's at the office.
    public func assignment(of task: OpenTask) -> Assignment? {
        Assigning.isAssignable(task) ? assignments[task.node] : nil
    }
}
