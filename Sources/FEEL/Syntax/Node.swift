// The syntax tree of a FEEL expression.

/// One node; `?` and the variables of loops are names like any other.
indirect enum Node: Sendable {
    case constant(Value)
    case name(String)
    case negation(Node)
    case arithmetic(ArithmeticOperator, Node, Node)
    case comparison(ComparisonOperator, Node, Node)
    case conjunction(Node, Node)
    case disjunction(Node, Node)
    case between(Node, Node, Node)
    case membership(Node, [Node])
    case instance(Node, FEELType)
    case conditional(Node, Node, Node)
    /// `for`; the results so far have a name only where the body mentions them.
    case loop([Iteration], Node, usesPartial: Bool)
    case quantified(isEvery: Bool, [Iteration], Node)
    case list([Node])
    case context([(key: String, value: Node)])
    case range(lower: Node, upper: Node, includesLower: Bool, includesUpper: Bool)
    case function([Parameter], Node)
    case call(Node, [Node])
    case callNamed(Node, [(name: String, value: Node)])
    case path(Node, String)
    case filter(Node, Node)
    /// A comparison with the value under test; as a value, the range of all that satisfy it.
    case test(ComparisonOperator, Node)
    /// The cell `-`.
    case anything
    case not([Node])
    /// What yields `null` whatever happens, with the reason.
    case hopeless(ExpressionProblem.Kind, String)
}

enum ArithmeticOperator: Sendable { case add, subtract, multiply, divide, power }

enum ComparisonOperator: Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }

/// `name in source`, where a source may be `from..to`.
struct Iteration: Sendable {
    let name: String
    let source: Node
    /// The end of `from..to`; `source` is then its beginning.
    let end: Node?
}

/// A formal parameter of a function literal.
struct Parameter: Sendable {
    let name: String
    let type: FEELType?
}

extension Node {
    /// Whether the expression speaks of the value under test itself.
    var usesInput: Bool {
        switch self {
        case .constant, .anything, .function, .hopeless: false
        case .name(let name): name == "?"
        case .negation(let node), .instance(let node, _), .path(let node, _), .test(_, let node): node.usesInput
        case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
            .conjunction(let left, let right), .disjunction(let left, let right), .filter(let left, let right):
            left.usesInput || right.usesInput
        case .range(let lower, let upper, _, _): lower.usesInput || upper.usesInput
        case .between(let value, let lower, let upper), .conditional(let value, let lower, let upper):
            value.usesInput || lower.usesInput || upper.usesInput
        case .membership(let value, let tests): value.usesInput || tests.contains(where: \.usesInput)
        case .list(let nodes), .not(let nodes): nodes.contains(where: \.usesInput)
        case .loop(let iterations, let body, _), .quantified(_, let iterations, let body):
            body.usesInput || iterations.contains { $0.source.usesInput || $0.end?.usesInput ?? false }
        case .context(let entries): entries.contains { $0.value.usesInput }
        case .call(let callee, let arguments): callee.usesInput || arguments.contains(where: \.usesInput)
        case .callNamed(let callee, let arguments):
            callee.usesInput || arguments.contains { $0.value.usesInput }
        }
    }
}
