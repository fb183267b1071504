// The life of an act: may it be done, what is filled in, what happens, and what the process makes of it.

public import Basics
import FEEL
public import Forms
public import Workflow

/// What an act came to: the events to append, and the case as it stands after them.
public struct DecidedAct: Sendable {
    public var events: [CaseEvent]
    public var state: CaseState

    public init(events: [CaseEvent], state: CaseState) {
        self.events = events
        self.state = state
    }
}

/// The pure heart: events out of an act, a timer or the answer of a service. The interpreter's facts are stored among
/// the events, so replay never runs it again.
public enum Decide {
    /// The first event of a case and what the process does at its start.
    public static func create(
        id: CaseID, service: ServiceEntry, organization: Organization, formVersion: Int,
        _ definition: ProcessDefinition,
        at now: Timestamp
    ) throws -> DecidedAct {
        let created = CaseEvent.created(
            service: service.code, organization: organization, formVersion: formVersion, process: definition.id,
            processDigest: definition.digest)
        guard var state = CaseState(id: id, events: [(created, now)]) else {
            throw Rejection.process("a case must begin with its creation")
        }
        let environment = ProcessEnvironment(variables: [:], now: now) { _, _ in .null }
        let facts = try step(definition, state.marking, .start, environment)
        let processed = CaseEvent.processed(facts: facts)
        state.apply(processed, at: now)
        return DecidedAct(events: [created, processed], state: state)
    }

    /// An act of a person. Permission comes first, then the form, then the act, then the process.
    /// - Parameter expected: the version of the case the person had before them, when the page said so.
    public static func perform(
        _ slug: String, input: some FieldSource, expected: Int?, _ context: CaseContext
    ) throws -> DecidedAct {
        let state = context.state
        guard Permissions.maySee(context.actor, state) else { throw Rejection.notFound }
        guard let act = Acts.named(slug) else { throw Rejection.notFound }
        guard Permissions.isEver(slug, allowedTo: context.actor) else { throw Rejection.forbidden(act: slug) }
        guard expected == nil || expected == state.version,
            let offered = Permissions.permitted(context.actor, state).first(where: { $0.slug == slug })
        else { throw refusal(slug, context) }
        let (answers, problems) = act.form(context).read(input, today: context.today)
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        let events = try act.decide(answers, context)
        return try advance(events, .completeTask(id: offered.task.id, outcome: slug), context)
    }

    /// A timer of the process fell due.
    public static func fireTimer(_ timer: String, _ context: CaseContext) throws -> DecidedAct {
        try advance([], .timerFired(id: timer), context)
    }

    /// A service task is done; `events` say with what result.
    public static func completeService(
        _ service: String, events: [CaseEvent], _ context: CaseContext
    ) throws -> DecidedAct {
        try advance(events, .serviceCompleted(id: service), context)
    }

    /// Why an act that is theirs in general cannot be done now.
    private static func refusal(_ slug: String, _ context: CaseContext) -> Rejection {
        if slug == "sign", context.state.stage == .proposed, Permissions.hasPrepared(context.actor, context.state) {
            return .rule("four-eyes")
        }
        // Said plainly, or it would look as if somebody had been faster.
        let (actor, state) = (context.actor, context.state)
        let isOpen = [Role.clerk, .officer, .approver].contains { role in
            actor.roles.contains(role) && Permissions.table[role]?[state.stage]?.contains(slug) ?? false
        }
        if isOpen, actor.organization == state.organization.id, actor.office != nil, actor.office == state.office {
            return .rule("own-organization")
        }
        return .conflict(version: context.state.version, stage: context.state.stage)
    }

    private static func advance(
        _ events: [CaseEvent], _ stimulus: Stimulus, _ context: CaseContext
    ) throws -> DecidedAct {
        var decided = DecidedAct(events: [], state: context.state)
        func add(_ event: CaseEvent) {
            decided.events.append(event)
            decided.state.apply(event, at: context.now)
        }
        for event in events { add(event) }
        var after = context
        after.state = decided.state
        let facts = try step(
            context.definition, decided.state.marking, stimulus,
            ProcessEnvironment(variables: variables(after), now: context.now, decide: context.evaluate))
        add(.processed(facts: facts))
        for fact in facts {
            after.state = decided.state
            for event in try consequences(of: fact, after) { add(event) }
        }
        guard decided.state.version <= Limits.eventsPerCaseMax else {
            throw Rejection.process("the case has more than \(Limits.eventsPerCaseMax) events")
        }
        return decided
    }

    /// What the process itself brings about, beside what people do.
    private static func consequences(of fact: ProcessFact, _ context: CaseContext) throws -> [CaseEvent] {
        switch fact {
        case .decisionEvaluated(_, Filing.competenceDecision, _, let result):
            try Filing.events(result.value, context)
        case .ended("supplement-lapsed", _): [.supplementLapsed]
        case .ended("closed", _): [.closed]
        default: []
        }
    }

    /// What conditions, timers and tables of the process may look at.
    private static func variables(_ context: CaseContext) -> [String: Value] {
        var variables = Filing.inputs(context)
        variables["decision"] = context.state.proposal.map { .string($0.kind.rawValue) } ?? .null
        variables["supplementUntil"] = context.state.supplement.map { .date($0.until) } ?? .null
        variables["useUntil"] = context.state.useUntil.map { .date($0) } ?? .null
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
