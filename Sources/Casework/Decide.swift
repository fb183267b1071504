// The life of an act: may it be done, what is filled in, what happens, and what the process makes of it.

public import Basics
import FEEL
public import Forms
import Workflow

/// What an act came to: the events to append, and the case as it stands after them.
public struct DecidedAct: Sendable {
    public var events: [CaseEvent]
    public var state: CaseState

    public init(events: [CaseEvent], state: CaseState) {
        self.events = events
        self.state = state
    }

    /// Has these happen as well.
    public mutating func add(_ more: [CaseEvent], at now: Timestamp) {
        events += more
        for event in more { state.apply(event, at: now) }
    }

    /// The same with the seals of the papers that it issues, by their numbers: they are composed once it is decided.
    public func sealed(_ seals: [Int: PaperSeal]) -> DecidedAct {
        var sealed = self
        for (index, event) in events.enumerated() {
            guard case .paperIssued(var paper) = event, let seal = seals[paper.n] else { continue }
            paper.seal = seal
            sealed.events[index] = .paperIssued(paper: paper)
            sealed.state.seal(paper)
        }
        return sealed
    }
}

/// The pure heart: events out of an act, a timer or the answer of a service. The interpreter's facts are stored among
/// the events, so replay never runs it again.
public enum Decide {
    /// The first event of a case and what the process does at its start.
    public static func create(id: CaseID, _ creation: CaseCreation, _ procedure: Procedure, at now: Timestamp) throws
        -> DecidedAct
    {
        let created = CaseEvent.created(creation: creation)
        guard var state = CaseState(id: id, events: [(created, now)]) else {
            throw Rejection.process("a case must begin with its creation")
        }
        let environment = ProcessEnvironment(now: now) { _, _ in DecisionAnswer(value: .null) }
        let facts = try step(procedure.process, state.marking, .start, environment)
        let processed = CaseEvent.processed(stimulus: .start, variables: [:], facts: facts)
        state.apply(processed, at: now)
        return DecidedAct(events: [created, processed], state: state)
    }

    /// An act of a person. Permission comes first, then the form, then the act, then the process.
    /// - Parameters:
    ///   - task: the open task it is done in; without one, the only open task that offers it.
    ///   - expected: the version of the case the person had before them, when the page said so.
    public static func perform(
        _ slug: String, task: String? = nil, input: some FieldSource, expected: Int?, _ context: CaseContext
    ) throws -> DecidedAct {
        let (act, offered) = try open(slug, task: task, expected: expected, context)
        let answers = try read(input, by: form(of: act, context), act, context)
        guard context.isReauthenticated || !act.page.asksForPassword else {
            throw Rejection.invalid([Problem("password", code: "problem.wrong-password")])
        }
        return try carryOut(act, answers, in: offered, context)
    }

    /// The paper that the act would make with what was typed: the same way as the act, but for the password and the
    /// numbers. `nil` when it makes none.
    public static func preview(
        _ slug: String, task: String? = nil, input: some FieldSource, expected: Int?, _ context: CaseContext
    ) throws -> PaperPreview? {
        var trial = context
        trial.numbers = OpenNumbers()
        let (act, offered) = try open(slug, task: task, expected: expected, trial)
        let answers = try read(input, by: act.form(trial), act, trial)
        return PaperPreview(try carryOut(act, answers, in: offered, trial), of: act)
    }

    /// The act, when this person may do it now.
    private static func open(
        _ slug: String, task: String?, expected: Int?, _ context: CaseContext
    ) throws -> (any Act, OpenTask) {
        let state = context.state
        guard Permissions.maySee(context.actor, state) else { throw Rejection.notFound }
        guard let act = context.procedure.act(slug) else { throw Rejection.notFound }
        guard Permissions.isEver(slug, allowedTo: context.actor, in: context.procedure.process) else {
            throw Rejection.forbidden(act: slug)
        }
        let offered = Permissions.permitted(context.actor, state).filter {
            $0.slug == slug && (task == nil || $0.task.id == task)
        }
        guard expected == nil || expected == state.version, offered.count == 1 else { throw refusal(act, context) }
        return (act, offered[0].task)
    }

    private static func read(
        _ input: some FieldSource, by form: Form, _ act: any Act, _ context: CaseContext
    ) throws -> Answers {
        let (answers, found) = form.read(input, today: context.today)
        // What could not be read is not missed besides.
        let fields = Set(found.map(\.field))
        let problems = found + act.problems(answers, context).filter { !fields.contains($0.field) }
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        return answers
    }

    private static func carryOut(
        _ act: any Act, _ answers: Answers, in task: OpenTask, _ given: CaseContext
    ) throws -> DecidedAct {
        var context = given
        context.authority = Permissions.authority(of: given.actor, for: act.slug, in: task, given.state)
        // The log has beside a decision what was known to whoever made it.
        let shown = context.watch.map { [CaseEvent.watchShown(report: $0)] } ?? []
        let events = shown + (try act.decide(answers, context))
        let stimulus = Stimulus.taskCompleted(
            id: task.id, act: act.slug, outcome: act.outcome(answers, context))
        return try advance(events, stimulus, context)
    }

    /// What the person fills in: the act's own fields, and the password where it asks for it.
    public static func form(of act: any Act, _ context: CaseContext) -> Form {
        var form = act.form(context)
        if act.page.asksForPassword { form.fields.append(Field("password", .password)) }
        return form
    }

    /// What the process waited for happened, such as that a timer fell due.
    public static func fire(_ subscription: String, _ context: CaseContext) throws -> DecidedAct {
        try advance([], .subscriptionFired(id: subscription), context)
    }

    /// The payment platform says that the fee was paid: what `record-payment` says, without anybody.
    public static func pay(_ payment: FeePayment, _ context: CaseContext) throws -> DecidedAct {
        guard let task = context.state.paymentTask, context.state.owesFee else { throw Rejection.rule("no-fee-due") }
        let paid = Stimulus.taskCompleted(id: task.id, act: Acts.payment.slug, outcome: Acts.payment.slug)
        return try advance([.feePaid(payment: payment)], paid, context)
    }

    /// A service task is done; `events` say with what result.
    public static func completeService(
        _ service: String, events: [CaseEvent], _ context: CaseContext
    ) throws -> DecidedAct {
        try advance(events, .serviceCompleted(id: service), context)
    }

    /// Why an act that is theirs in general cannot be done now. Said plainly where a rule stands against it, or it
    /// would look as if somebody had been faster.
    private static func refusal(_ act: any Act, _ context: CaseContext) -> Rejection {
        let (actor, state) = (context.actor, context.state)
        let isOpen = actor.roles.contains { act.allowed[$0]?.contains(state.stage) ?? false }
        if isOpen, let rule = act.bar(actor, state) { return .rule(rule) }
        if let rule = Permissions.passing(actor, act.slug, state) { return .rule(rule) }
        return .conflict(version: state.version, stage: state.stage)
    }

    private static func advance(
        _ events: [CaseEvent], _ stimulus: Stimulus, _ context: CaseContext
    ) throws -> DecidedAct {
        var after = context
        var decided: [CaseEvent] = []
        func add(_ event: CaseEvent) {
            decided.append(event)
            after.state.apply(event, at: context.now)
        }
        for event in events { add(event) }
        let variables = variables(after)
        let procedure = context.procedure
        let environment = ProcessEnvironment(variables: variables, now: context.now, decide: procedure.evaluate)
        let facts = try step(procedure.process, after.state.marking, stimulus, environment)
        let stored = variables.compactMapValues { $0.isNull ? nil : FactValue($0) }
        add(.processed(stimulus: stimulus, variables: stored, facts: facts))
        for fact in facts {
            for event in try consequences(of: fact, after) { add(event) }
        }
        guard after.state.version <= Limits.eventsPerCaseMax else {
            throw Rejection.process("the case has more than \(Limits.eventsPerCaseMax) events")
        }
        return DecidedAct(events: decided, state: after.state)
    }

    /// What the process itself brings about, beside what people do.
    private static func consequences(of fact: ProcessFact, _ context: CaseContext) throws -> [CaseEvent] {
        switch fact {
        case .effectCaused(let name, let node):
            guard let effect = CaseEffect(rawValue: name) else {
                throw Rejection.process("node \(node) names the effect \(name), which does not exist")
            }
            return try effect.events(context)
        case .paperOrdered(let kind, _):
            return [.paperIssued(paper: try Issuing.paper(ordered: kind, context))]
        default: return []
        }
    }

    /// What conditions, timers and tables of the process may look at: what it declares.
    private static func variables(_ context: CaseContext) -> [String: Value] {
        var variables: [String: Value] = [:]
        for variable in context.procedure.process.variables {
            variables[variable.name] = CaseSource.value(of: variable.source, context)
        }
        return variables
    }

    private static func step(
        _ definition: ProcessDefinition, _ marking: Marking, _ stimulus: Stimulus, _ environment: ProcessEnvironment
    ) throws -> [ProcessFact] {
        do {
            return try definition.step(marking, stimulus, environment)
        } catch {
            throw Rejection.process(String(describing: error))
        }
    }
}
