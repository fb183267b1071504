// Where the expressions of a process look at a variable.

import FEEL

extension ProcessDefinition {
    /// Whether the condition of some flow, or of one flow out of `node`, has that name in it.
    public func conditionsMention(_ name: String, at node: ProcessNode? = nil) -> Bool {
        let flows = node.map { $0.outgoing.map { self.flows[$0] } } ?? flows
        return flows.contains { $0.condition?.parsed.mentions(name) ?? false }
    }

    /// Whether some timer has that name in it.
    public func timersMention(_ name: String) -> Bool {
        nodes.contains { node in
            switch node.kind {
            case .catchEvent(.timer(let timer)), .boundaryEvent(.timer(let timer), _, _):
                timer.expression.parsed.mentions(name)
            default: false
            }
        }
    }
}
