// Checks that a linked process makes sense: one beginning, everything connected, every choice decidable, no idle loops.

import Basics

struct ProcessChecks {
    private let definition: ProcessDefinition
    private(set) var findings: ProcessFindings

    init(_ definition: ProcessDefinition, _ findings: ProcessFindings) {
        self.definition = definition
        self.findings = findings
    }

    mutating func run() {
        for (index, node) in definition.nodes.enumerated() {
            checkFlows(of: node)
            checkConditions(of: node, at: index)
        }
        let starts = definition.nodes.indices.filter { definition.nodes[$0].kind == .start }
        guard let start = starts.first else {
            return findings.error(0, definition.id, "the process has no startEvent")
        }
        for second in starts.dropFirst() { say(second, "a second startEvent is not supported") }
        checkReach(from: start)
        checkIdleLoops()
        guard !findings.all.hasErrors else { return }
        var exploration = ProcessExploration(definition)
        exploration.explore(from: start)
        report(exploration)
        if let place = exploration.multiplying { reportPile(at: place, from: start) }
    }

    private mutating func checkFlows(of node: ProcessNode) {
        let (incoming, outgoing) = (node.incoming.count, node.outgoing.count)
        var faults: [String] = []
        switch node.kind {
        case .start:
            if incoming > 0 { faults.append("a startEvent has no incoming flow") }
        case .boundaryEvent:
            if incoming > 0 { faults.append("a boundaryEvent has no incoming flow") }
        default:
            if incoming == 0 { faults.append("no flow leads here") }
        }
        switch node.kind {
        case .end:
            if outgoing > 0 { faults.append("an endEvent has no outgoing flow") }
        case .exclusiveGateway, .parallelGateway:
            if outgoing == 0 { faults.append("no flow leads on from here") }
            if incoming == 1, outgoing == 1 {
                findings.warning(node.line, node.id, "the gateway neither joins nor divides")
            }
        default:
            if outgoing == 0 { faults.append("no flow leads on from here") }
            if outgoing > 1 { faults.append("only gateways have several outgoing flows") }
        }
        for fault in faults { findings.error(node.line, node.id, fault) }
    }

    private mutating func checkConditions(of node: ProcessNode, at index: Int) {
        guard case .exclusiveGateway(let fallback) = node.kind, node.outgoing.count > 1 else {
            for flow in node.outgoing.map({ definition.flows[$0] }) where flow.condition != nil {
                findings.error(flow.line, flow.id, "only a flow out of a dividing exclusiveGateway has a condition")
            }
            return
        }
        for place in node.outgoing {
            let flow = definition.flows[place]
            if place == fallback, flow.condition != nil {
                findings.error(flow.line, flow.id, "the default flow has no condition")
            } else if place != fallback, flow.condition == nil {
                findings.error(flow.line, flow.id, "the flow needs a condition, or must be the default one")
            }
        }
        if fallback == nil {
            findings.warning(
                node.line, node.id, "the gateway has no default flow: a case cannot go on when no condition holds")
        }
    }

    // MARK: Graph

    /// The nodes a token may come from; a boundary timer's is the node it stands on.
    private func previous(_ place: Int) -> [Int] {
        let node = definition.nodes[place]
        if case .boundaryEvent(_, let host, _) = node.kind { return [host] }
        return node.incoming.map { definition.flows[$0].source }
    }

    private mutating func checkReach(from start: Int) {
        let reached = definition.closure([start], definition.next)
        let ending = definition.closure(definition.nodes.indices.filter { definition.nodes[$0].isEnd }, previous)
        for (place, node) in definition.nodes.enumerated() {
            if !reached.contains(place), !node.incoming.isEmpty || node.isBoundary {
                say(place, "cannot be reached from the start")
            } else if !ending.contains(place), !node.outgoing.isEmpty {
                say(place, "no end can be reached from here")
            }
        }
    }

    /// A loop in which nothing waits would run for ever, or until `Limits.nodeVisitsMax` stops it.
    private mutating func checkIdleLoops() {
        var left = idleNodesOnLoops()
        while let place = left.min() {
            let loop = definition.closure([place]) {
                definition.next($0).filter(left.contains) + previous($0).filter(left.contains)
            }
            left.subtract(loop)
            let names = loop.sorted().prefix(10).map { definition.nodes[$0].id }.joined(separator: ", ")
            say(place, "nothing waits in the loop of \(names)")
        }
    }

    /// The nodes without waiting that lie on loops of such nodes: what is left when ends of chains are taken away, one
    /// by one from both sides.
    private func idleNodesOnLoops() -> Set<Int> {
        var left = Set(definition.nodes.indices.filter { !definition.nodes[$0].waits })
        var ends = Array(left)
        while let place = ends.popLast() {
            guard left.contains(place) else { continue }
            let (after, before) = (definition.next(place).filter(left.contains), previous(place).filter(left.contains))
            guard after.isEmpty || before.isEmpty else { continue }
            left.remove(place)
            ends += after + before
        }
        return left
    }

    // MARK: Behaviour

    private mutating func report(_ exploration: ProcessExploration) {
        for place in exploration.stuckJoins.sorted() {
            say(place, "the join can wait for ever: some incoming flow may never bring a token")
        }
        if exploration.isIncomplete, exploration.multiplying == nil {
            findings.warning(0, definition.id, "the process has too many states to check its joins")
        }
        for place in exploration.doubled.sorted() where exploration.multiplying == nil {
            let node = definition.nodes[place]
            findings.warning(node.line, node.id, "can be open twice at the same time")
        }
    }

    /// Branches that never join are a fault. Reminders of a task in a loop pile up only as long as nobody does a
    /// thing: that is worth saying, no more.
    private mutating func reportPile(at place: Int, from start: Int) {
        var quiet = ProcessExploration(definition, withReminders: false)
        quiet.explore(from: start)
        if let place = quiet.multiplying { return say(place, "tokens can pile up here without end") }
        let node = definition.nodes[place]
        findings.warning(node.line, node.id, "can be open any number of times: each round of a loop may add one")
    }

    private mutating func say(_ place: Int, _ message: String) {
        findings.error(definition.nodes[place].line, definition.nodes[place].id, message)
    }
}

extension ProcessNode {
    var isBoundary: Bool { if case .boundaryEvent = kind { true } else { false } }
}
