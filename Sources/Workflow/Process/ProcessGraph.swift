// Where a token can go in a process, whatever the conditions say.

extension ProcessDefinition {
    /// The nodes a token may be at next, boundary timers included.
    func next(_ place: Int) -> [Int] {
        nodes[place].outgoing.map { flows[$0].target } + nodes[place].boundaryEvents
    }

    /// These nodes and all that can be come to from them in steps that `next` gives.
    func closure(_ places: [Int], _ next: (Int) -> [Int]) -> Set<Int> {
        var found = Set(places)
        var open = places
        while let place = open.popLast() {
            for other in next(place) where found.insert(other).inserted { open.append(other) }
        }
        return found
    }

    /// The nodes that a token can come to from that one before it waits again, whatever the conditions say.
    public func passed(from id: String) -> [ProcessNode] {
        guard let place = place(of: id) else { return [] }
        let starts = nodes[place].outgoing.map { flows[$0].target }
        let passed = closure(starts) { nodes[$0].waits ? [] : nodes[$0].outgoing.map { flows[$0].target } }
        return passed.sorted().map { nodes[$0] }
    }

    /// Whether a token can come to `node` without having passed any node that `isPassed` names.
    public func isReachable(_ node: ProcessNode, avoiding isPassed: (ProcessNode) -> Bool) -> Bool {
        guard let goal = place(of: node.id) else { return false }
        let starts = nodes.indices.filter { nodes[$0].kind == .start }
        return closure(starts) { isPassed(nodes[$0]) ? [] : next($0) }.contains(goal)
    }
}

extension ProcessNode {
    var isEnd: Bool { if case .end = kind { true } else { false } }
}
