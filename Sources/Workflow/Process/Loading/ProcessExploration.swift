// Walks through every marking a process can come to, to find joins that starve and tokens that multiply.

import Basics

/// All reachable markings, with conditions taken as undecided: every way out of a choice is tried. Moves that need
/// nobody are taken at once, one at a time, which leaves out only orders of moves that make no difference.
struct ProcessExploration {
    /// Joins at which a token can be left for ever.
    private(set) var stuckJoins: Set<Int> = []
    /// Waiting nodes that two tokens can be in.
    private(set) var doubled: Set<Int> = []
    /// The node that sent out one token too many.
    private(set) var multiplying: Int?
    /// Whether the bound on markings was reached before all had been seen.
    private(set) var isIncomplete = false

    private let definition: ProcessDefinition
    private let withReminders: Bool

    private struct Token: Hashable, Comparable {
        var node: Int
        /// The flow it came by; it matters at joins only and is 0 elsewhere.
        var flow = 0
        /// The non-interrupting timers that have fired already, as bits by their order on the node.
        var fired: UInt64 = 0

        static func < (left: Token, right: Token) -> Bool {
            (left.node, left.flow, left.fired) < (right.node, right.flow, right.fired)
        }
    }

    /// Without reminders, timers that do not interrupt are taken never to fire.
    init(_ definition: ProcessDefinition, withReminders: Bool = true) {
        self.definition = definition
        self.withReminders = withReminders
    }

    mutating func explore(from start: Int) {
        let first = [Token(node: start)]
        var seen: Set<[Token]> = [first]
        var open = [first]
        while let marking = open.popLast() {
            for next in successors(of: marking) where !seen.contains(next) {
                guard seen.count < Limits.processStatesMax else {
                    isIncomplete = true
                    return
                }
                note(next)
                if multiplying != nil { return }
                seen.insert(next)
                open.append(next)
            }
        }
    }

    private mutating func note(_ marking: [Token]) {
        for (one, other) in zip(marking, marking.dropFirst())
        where one.node == other.node && definition.nodes[one.node].waits {
            doubled.insert(one.node)
        }
        if marking.count > Limits.tokensMax { multiplying = busiest(marking) }
    }

    /// The node with the most tokens: what multiplies is near it.
    private func busiest(_ marking: [Token]) -> Int? {
        Dictionary(grouping: marking, by: \.node).max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    }

    private mutating func successors(of marking: [Token]) -> [[Token]] {
        for (index, token) in marking.enumerated() where !definition.nodes[token.node].waits {
            if let moves = idleMoves(of: index, in: marking) { return moves }
        }
        let waiting = marking.indices.filter { definition.nodes[marking[$0].node].waits }
        if waiting.isEmpty { stuckJoins.formUnion(marking.map(\.node)) }
        return waiting.flatMap { waitingMoves(of: $0, in: marking) }
    }

    /// What a token that needs nobody can do; `nil` when it stands at a join that is not complete.
    private func idleMoves(of index: Int, in marking: [Token]) -> [[Token]]? {
        let token = marking[index]
        let node = definition.nodes[token.node]
        switch node.kind {
        case .parallelGateway:
            var rest = marking
            for flow in node.incoming {
                guard let at = rest.firstIndex(where: { $0.node == token.node && $0.flow == flow }) else { return nil }
                rest.remove(at: at)
            }
            return [sorted(rest + node.outgoing.map(entered))]
        case .end(let terminates):
            if terminates { return [[]] }
            var rest = marking
            rest.remove(at: index)
            return [rest]
        default:
            return node.outgoing.map { replace(index, in: marking, by: [entered($0)]) }
        }
    }

    private func waitingMoves(of index: Int, in marking: [Token]) -> [[Token]] {
        let token = marking[index]
        let node = definition.nodes[token.node]
        var moves = node.outgoing.map { replace(index, in: marking, by: [entered($0)]) }
        for (bit, place) in node.boundaryEvents.enumerated() {
            let boundary = definition.nodes[place]
            guard case .boundaryEvent(_, _, let isInterrupting) = boundary.kind else { continue }
            let out = boundary.outgoing.map(entered)
            if isInterrupting {
                moves.append(replace(index, in: marking, by: out))
            } else if withReminders, bit < 64, token.fired & (1 << UInt64(bit)) == 0 {
                var stays = token
                stays.fired |= 1 << UInt64(bit)
                moves.append(replace(index, in: marking, by: [stays] + out))
            }
        }
        return moves
    }

    private func entered(_ flow: Int) -> Token {
        let target = definition.flows[flow].target
        return Token(node: target, flow: definition.nodes[target].kind == .parallelGateway ? flow : 0)
    }

    private func replace(_ index: Int, in marking: [Token], by tokens: [Token]) -> [Token] {
        var rest = marking
        rest.remove(at: index)
        return sorted(rest + tokens)
    }

    /// Markings are sets: the order of tokens must not tell two apart.
    private func sorted(_ marking: [Token]) -> [Token] { marking.sorted() }
}
