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
    }

    /// What the stimulus itself does; the tokens it sets moving go on in `advance`.
    mutating func take(_ stimulus: Stimulus) throws(ProcessFault) {
        if case .start = stimulus {
            guard !marking.isStarted else { throw .alreadyStarted }
            for node in definition.nodes where node.kind == .start { try enter(node, by: nil) }
            return
        }
        guard !marking.isEnded else { throw .alreadyEnded }
        switch stimulus {
        case .start:
            break
        case .completeTask(let id, let outcome):
            try complete(id, outcome)
        case .timerFired(let id):
            try fire(id)
        case .serviceCompleted(let id):
            guard let service = marking.service(id) else { throw fault(.unknownService(id)) }
            note(.serviceClosed(id: id))
            disarmTimers(of: service.token)
            try leave(service.token, node(service.node))
        case .cancel:
            clear()
            note(.ended(node: nil, terminated: true))
        }
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
        switch node.kind {
        case .start, .boundaryTimer:
            try leave(token.id, node)
        case .userTask(let task):
            note(
                .taskOpened(
                    OpenTask(
                        id: marking.nextID("u"), token: token.id, node: node.id, name: node.name, role: task.role,
                        acts: task.acts, isOptional: task.isOptional)))
            try armBoundaryTimers(of: node, for: token.id)
        case .serviceTask(let action):
            note(
                .serviceRequested(
                    RequestedService(id: marking.nextID("s"), token: token.id, node: node.id, action: action)))
            try armBoundaryTimers(of: node, for: token.id)
        case .businessRuleTask(let decision, let name):
            try decide(decision, name, at: node)
            try leave(token.id, node)
        case .exclusiveGateway(let fallback):
            try leave(token.id, node, by: [choose(at: node, fallback: fallback)])
        case .parallelGateway:
            try join(node)
        case .timer(let timer):
            try arm(timer, node, for: token.id)
        case .end(let terminates):
            if terminates { clear() } else { remove(token.id, from: node) }
            note(.ended(node: node.id, terminated: terminates))
        }
    }

    // MARK: Stimuli

    private mutating func complete(_ id: String, _ outcome: String) throws(ProcessFault) {
        guard let task = marking.task(id) else { throw fault(.unknownTask(id)) }
        guard task.acts.contains(outcome) else { throw .outcomeNotOffered(task: id, outcome: outcome) }
        let node = try node(task.node)
        note(.taskClosed(id: id, outcome: outcome))
        disarmTimers(of: task.token)
        variables["outcome"] = .string(outcome)
        try leave(task.token, node)
    }

    private mutating func fire(_ id: String) throws(ProcessFault) {
        guard let timer = marking.timer(id) else { throw fault(.unknownTimer(id)) }
        guard timer.due <= environment.now else { throw .timerNotDue(id) }
        let node = try node(timer.node)
        note(.timerDisarmed(id: id))
        guard case .boundaryTimer(_, let host, let isInterrupting) = node.kind else {
            return try leave(timer.token, node)
        }
        guard isInterrupting else { return try enter(node, by: nil) }
        for task in marking.tasks where task.token == timer.token { note(.taskClosed(id: task.id, outcome: nil)) }
        for service in marking.services where service.token == timer.token { note(.serviceClosed(id: service.id)) }
        disarmTimers(of: timer.token)
        remove(timer.token, from: definition.nodes[host])
        try enter(node, by: nil, as: timer.token)
    }

    // MARK: Nodes

    /// Asks for the decision; what it gives is a variable from here on, `null` included.
    private mutating func decide(_ decision: String, _ name: String, at node: ProcessNode) throws(ProcessFault) {
        let value: Value
        do { value = try environment.decide(decision, variables) } catch {
            throw .decisionFailed(node: node.id, decision: decision, reason: String(describing: error))
        }
        guard let result = FactValue(value) else {
            throw .decisionFailed(node: node.id, decision: decision, reason: "the result cannot be stored")
        }
        variables[name] = value
        note(.decisionEvaluated(node: node.id, decision: decision, name: name, result: result))
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
    private mutating func join(_ node: ProcessNode) throws(ProcessFault) {
        var arrived: [Marking.Token] = []
        for flow in node.incoming {
            let id = definition.flows[flow].id
            guard let token = marking.tokens.first(where: { $0.node == node.id && $0.flow == id }) else { return }
            arrived.append(token)
        }
        guard let first = arrived.first else { return }
        for token in arrived.dropFirst() { remove(token.id, from: node) }
        try leave(first.id, node)
    }

    private mutating func armBoundaryTimers(of node: ProcessNode, for token: String) throws(ProcessFault) {
        for place in node.boundaryTimers {
            let boundary = definition.nodes[place]
            if case .boundaryTimer(let timer, _, _) = boundary.kind { try arm(timer, boundary, for: token) }
        }
    }

    private mutating func arm(_ timer: ProcessTimer, _ node: ProcessNode, for token: String) throws(ProcessFault) {
        guard let due = timer.due(variables, now: environment.now) else { throw .noDueTime(node: node.id) }
        note(.timerArmed(ArmedTimer(id: marking.nextID("c"), token: token, node: node.id, due: due)))
    }

    private mutating func disarmTimers(of token: String) {
        for timer in marking.timers where timer.token == token { note(.timerDisarmed(id: timer.id)) }
    }

    /// Closes all that is open, so that whoever follows the facts sees each thing end.
    private mutating func clear() {
        for task in marking.tasks { note(.taskClosed(id: task.id, outcome: nil)) }
        for timer in marking.timers { note(.timerDisarmed(id: timer.id)) }
        for service in marking.services { note(.serviceClosed(id: service.id)) }
        for token in marking.tokens { note(.tokenLeft(id: token.id, node: token.node)) }
        moving = []
    }

    // MARK: Tokens

    /// Takes the token out of the node and along its outgoing flows; the first flow keeps the token's id.
    private mutating func leave(
        _ token: String, _ node: ProcessNode, by flows: [Int]? = nil
    ) throws(ProcessFault) {
        remove(token, from: node)
        var carried: String? = token
        for flow in flows ?? node.outgoing {
            try enter(definition.nodes[definition.flows[flow].target], by: definition.flows[flow].id, as: carried)
            carried = nil
        }
    }

    /// Takes the token out of the node. It may still stand in line to be visited there: then it does so no more.
    private mutating func remove(_ token: String, from node: ProcessNode) {
        moving.removeAll { $0 == token }
        note(.tokenLeft(id: token, node: node.id))
    }

    private mutating func enter(
        _ node: ProcessNode, by flow: String?, as token: String? = nil
    ) throws(ProcessFault) {
        guard marking.tokens.count < Limits.tokensMax else { throw .tooManyTokens }
        let id = token ?? marking.nextID("t")
        note(.tokenEntered(id: id, node: node.id, flow: flow))
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
