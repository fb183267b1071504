// The interpreter: moves tokens until all of them wait or are gone.

import Basics
import FEEL

/// One step under way. Everything it does is a fact, applied at once, so that replaying the facts cannot differ.
struct ProcessRun {
    private let definition: ProcessDefinition
    private let environment: ProcessEnvironment
    private var marking: Marking
    private var variables: [String: Value]
    private(set) var facts: [ProcessFact] = []
    /// Tokens that have just entered a node, oldest first.
    private var moving: [String] = []
    private var visits = 0

    init(_ definition: ProcessDefinition, _ marking: Marking, _ environment: ProcessEnvironment) {
        self.definition = definition
        self.marking = marking
        self.environment = environment
        variables = environment.variables
        for (name, made) in marking.decisions { variables[name] = made.result.value }
    }

    /// What the stimulus itself does; the tokens it sets moving go on in `advance`.
    mutating func take(_ stimulus: Stimulus) throws(ProcessFault) {
        switch stimulus {
        case .start:
            guard !marking.isStarted else { throw .alreadyStarted }
            for node in definition.nodes where node.kind == .start { try enter(node, by: nil) }
        case .taskCompleted(let id, let act, let outcome):
            try checkRunning()
            try complete(id, act, outcome)
        case .subscriptionFired(let id):
            try checkRunning()
            try fire(id)
        case .serviceCompleted(let id):
            try checkRunning()
            guard let service = marking.service(id) else { throw fault(.unknownService(id)) }
            note(.serviceCompleted(id: id))
            cancelSubscriptions(of: service.token)
            try leave(service.token, node(service.node))
        case .cancel:
            try checkRunning()
            clear()
            note(.ended(node: nil, terminated: true, scope: nil))
        }
    }

    private func checkRunning() throws(ProcessFault) {
        if marking.isEnded { throw .alreadyEnded }
    }

    /// Moves tokens on until none can move by itself.
    mutating func advance() throws(ProcessFault) {
        while !moving.isEmpty {
            let id = moving.removeFirst()
            visits += 1
            guard visits <= Limits.nodeVisitsMax else { throw .tooManyVisits }
            guard let token = marking.token(id) else { continue }
            try visit(token, node(token.node))
        }
    }

    private mutating func visit(_ token: Marking.Token, _ node: ProcessNode) throws(ProcessFault) {
        // A join means something once it is complete, a decision once it is made.
        switch node.kind {
        case .parallelGateway, .businessRuleTask: break
        default: noteMeaning(of: node)
        }
        switch node.kind {
        case .start, .boundaryEvent, .manualTask:
            try leave(token.id, node)
        case .userTask(let task):
            note(
                .taskOpened(
                    OpenTask(
                        id: marking.nextID("u"), token: token.id, node: node, task: task,
                        due: task.due.flatMap { variables[$0]?.asDate }, scope: token.scope)))
            try subscribeBoundaries(of: node, for: token)
        case .serviceTask(let action):
            note(
                .serviceRequested(
                    RequestedService(
                        id: marking.nextID("s"), token: token.id, node: node.id, action: action, scope: token.scope)))
            try subscribeBoundaries(of: node, for: token)
        case .businessRuleTask(let decision, let name):
            try decide(decision, name, at: node)
            noteMeaning(of: node)
            try leave(token.id, node)
        case .exclusiveGateway(let fallback):
            try leave(token.id, node, by: [choose(at: node, fallback: fallback)])
        case .parallelGateway:
            try join(node, token.scope)
        case .catchEvent(let trigger):
            try subscribe(to: trigger, node, for: token)
        case .end(let terminates):
            if terminates { clear() } else { remove(token.id, from: node) }
            note(.ended(node: node.id, terminated: terminates, scope: token.scope))
        }
    }

    /// Says what the node means for the case: first where it stands, then what happens, then what is issued.
    private mutating func noteMeaning(of node: ProcessNode) {
        if let stage = node.meaning.stage { note(.stageReached(stage: stage, node: node.id)) }
        for effect in node.meaning.effects { note(.effectCaused(effect: effect, node: node.id)) }
        if let paper = node.meaning.paper { note(.paperOrdered(kind: paper, node: node.id)) }
    }

    // MARK: Stimuli

    private mutating func complete(_ id: String, _ act: String, _ outcome: String) throws(ProcessFault) {
        guard let task = marking.task(id) else { throw fault(.unknownTask(id)) }
        guard task.offers.contains(where: { $0.act == act }) else { throw .actNotOffered(task: id, act: act) }
        let node = try node(task.node)
        note(.taskCompleted(id: id, outcome: outcome))
        cancelSubscriptions(of: task.token)
        variables[ProcessParser.outcome] = .string(outcome)
        try leave(task.token, node)
    }

    private mutating func fire(_ id: String) throws(ProcessFault) {
        guard let subscription = marking.subscription(id) else { throw fault(.unknownSubscription(id)) }
        if let due = subscription.due, due > environment.now { throw .timerNotDue(id) }
        let node = try node(subscription.node)
        note(.subscriptionFired(id: id))
        let token = subscription.token
        guard case .boundaryEvent(_, let host, let isInterrupting) = node.kind else { return try leave(token, node) }
        guard isInterrupting else { return try enter(node, by: nil, scope: subscription.scope) }
        for task in marking.tasks where task.token == token { note(.taskCancelled(id: task.id)) }
        for service in marking.services where service.token == token { note(.serviceCancelled(id: service.id)) }
        cancelSubscriptions(of: token)
        remove(token, from: definition.nodes[host])
        try enter(node, by: nil, as: token, scope: subscription.scope)
    }

    // MARK: Nodes

    /// Asks for the decision; what it gives is a variable from here on, `null` included.
    private mutating func decide(_ decision: String, _ name: String, at node: ProcessNode) throws(ProcessFault) {
        let answer: DecisionAnswer
        do { answer = try environment.decide(decision, variables) } catch {
            throw .decisionFailed(node: node.id, decision: decision, reason: String(describing: error))
        }
        guard let result = FactValue(answer.value) else {
            throw .decisionFailed(node: node.id, decision: decision, reason: "the result cannot be stored")
        }
        variables[name] = answer.value
        note(
            .decisionMade(
                DecisionMade(
                    node: node.id, decision: decision, name: name, result: result, table: answer.table,
                    rules: answer.rules)))
    }

    /// The first flow whose condition is true, else the default one.
    private func choose(at node: ProcessNode, fallback: Int?) throws(ProcessFault) -> Int {
        if node.outgoing.count == 1, let only = node.outgoing.first { return only }
        for flow in node.outgoing where flow != fallback {
            if let condition = definition.flows[flow].condition, condition.value(variables, now: environment.now).isTrue
            {
                return flow
            }
        }
        guard let fallback else { throw .noFlowChosen(node: node.id) }
        return fallback
    }

    /// Goes on once every incoming flow has brought a token: takes one of each and sends one out by every flow.
    private mutating func join(_ node: ProcessNode, _ scope: String?) throws(ProcessFault) {
        var arrived: [Marking.Token] = []
        for flow in node.incoming {
            let id = definition.flows[flow].id
            let token = marking.tokens.first { $0.node == node.id && $0.flow == id && $0.scope == scope }
            guard let token else { return }
            arrived.append(token)
        }
        guard let first = arrived.first else { return }
        for token in arrived.dropFirst() { remove(token.id, from: node) }
        noteMeaning(of: node)
        try leave(first.id, node)
    }

    private mutating func subscribeBoundaries(of node: ProcessNode, for token: Marking.Token) throws(ProcessFault) {
        for place in node.boundaryEvents {
            let boundary = definition.nodes[place]
            if case .boundaryEvent(let trigger, _, _) = boundary.kind {
                try subscribe(to: trigger, boundary, for: token)
            }
        }
    }

    private mutating func subscribe(
        to trigger: EventTrigger, _ node: ProcessNode, for token: Marking.Token
    ) throws(ProcessFault) {
        switch trigger {
        case .timer(let timer):
            guard let due = timer.due(variables, now: environment.now) else { throw .noDueTime(node: node.id) }
            note(
                .subscribed(
                    Subscription(
                        id: marking.nextID("c"), token: token.id, node: node.id, at: due, scope: token.scope)))
        }
    }

    private mutating func cancelSubscriptions(of token: String) {
        for one in marking.subscriptions where one.token == token { note(.subscriptionCancelled(id: one.id)) }
    }

    /// Closes all that is open, so that whoever follows the facts sees each thing end.
    private mutating func clear() {
        for task in marking.tasks { note(.taskCancelled(id: task.id)) }
        for one in marking.subscriptions { note(.subscriptionCancelled(id: one.id)) }
        for service in marking.services { note(.serviceCancelled(id: service.id)) }
        for token in marking.tokens { note(.tokenLeft(id: token.id, node: token.node)) }
        moving = []
    }

    // MARK: Tokens

    /// Takes the token out of the node and along its outgoing flows; the first flow keeps the token's id.
    private mutating func leave(
        _ token: String, _ node: ProcessNode, by flows: [Int]? = nil
    ) throws(ProcessFault) {
        let scope = marking.token(token)?.scope
        remove(token, from: node)
        var carried: String? = token
        for flow in flows ?? node.outgoing {
            let (id, target) = (definition.flows[flow].id, definition.nodes[definition.flows[flow].target])
            try enter(target, by: id, as: carried, scope: scope)
            carried = nil
        }
    }

    /// Takes the token out of the node. It may still stand in line to be visited there: then it does so no more.
    private mutating func remove(_ token: String, from node: ProcessNode) {
        moving.removeAll { $0 == token }
        note(.tokenLeft(id: token, node: node.id))
    }

    private mutating func enter(
        _ node: ProcessNode, by flow: String?, as token: String? = nil, scope: String? = nil
    ) throws(ProcessFault) {
        guard marking.tokens.count < Limits.tokensMax else { throw .tooManyTokens }
        let id = token ?? marking.nextID("t")
        note(.tokenEntered(id: id, node: node.id, flow: flow, scope: scope))
        moving.append(id)
    }

    private mutating func note(_ fact: ProcessFact) {
        marking.apply(fact)
        facts.append(fact)
    }

    private func node(_ id: String) throws(ProcessFault) -> ProcessNode {
        guard let node = definition.node(id) else { throw .unknownNode(id) }
        return node
    }

    /// A process that never began is said to be so, rather than that it lacks a task.
    private func fault(_ fault: ProcessFault) -> ProcessFault { marking.isStarted ? fault : .notStarted }
}
