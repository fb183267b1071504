// The syntax tree of a FEEL expression.

/// One node; `?` and the variables of loops are names like any other.
indirect enum Node: Sendable {
    case constant(Value)
    case name(String)
    case negation(Node)
    /// An operand and what follows it, one link after the other: as long as it is written, and no deeper for it.
    case chain(Node, [Link])
    case conditional(Node, Node, Node)
    /// `for`; the results so far have a name only where the body mentions them.
    case loop([Iteration], Node, usesPartial: Bool)
    case quantified(isEvery: Bool, [Iteration], Node)
    case list([Node])
    case context([(key: String, value: Node)])
    case range(lower: Node, upper: Node, includesLower: Bool, includesUpper: Bool)
    case function([Parameter], Node)
    /// A comparison with the value under test; as a value, the range of all that satisfy it.
    case test(ComparisonOperator, Node)
    /// The cell `-`.
    case anything
    case not([Node])
    /// What yields `null` whatever happens, with the reason.
    case hopeless(ExpressionProblem.Kind, String)
}

/// What follows an operand, and is applied to all that stands before it: an operator with its right side, a call, a
/// path, a filter.
enum Link: Sendable {
    case arithmetic(ArithmeticOperator, Node)
    case comparison(ComparisonOperator, Node)
    case conjunction(Node)
    case disjunction(Node)
    case between(Node, Node)
    case membership([Node])
    case instance(FEELType)
    case call([Node])
    case callNamed([(name: String, value: Node)])
    case path(String)
    case filter(Node)
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
        case .negation(let node), .test(_, let node): node.usesInput
        case .chain(let head, let links): head.usesInput || links.contains { $0.nodes.contains(where: \.usesInput) }
        case .range(let lower, let upper, _, _): lower.usesInput || upper.usesInput
        case .conditional(let condition, let consequence, let alternative):
            condition.usesInput || consequence.usesInput || alternative.usesInput
        case .list(let nodes), .not(let nodes): nodes.contains(where: \.usesInput)
        case .loop(let iterations, let body, _), .quantified(_, let iterations, let body):
            body.usesInput || iterations.contains { $0.source.usesInput || $0.end?.usesInput ?? false }
        case .context(let entries): entries.contains { $0.value.usesInput }
        }
    }
}

extension Link {
    /// The expressions in it.
    fileprivate var nodes: [Node] {
        switch self {
        case .arithmetic(_, let node), .comparison(_, let node), .conjunction(let node), .disjunction(let node),
            .filter(let node):
            [node]
        case .between(let lower, let upper): [lower, upper]
        case .membership(let nodes), .call(let nodes): nodes
        case .callNamed(let arguments): arguments.map(\.value)
        case .instance, .path: []
        }
    }
}
