// Parsed FEEL, ready to be evaluated many times.

/// An expression.
public struct Expression: Sendable {
    let node: Node

    init(node: Node) { self.node = node }

    /// An expression that is nothing but this value.
    public init(constant value: Value) { node = .constant(value) }

    /// Reads `text`; names of several words are understood when `vocabulary` has them.
    public static func parse(
        _ text: String, _ vocabulary: Vocabulary = Vocabulary()
    ) throws(FEELSyntaxError) -> Expression {
        var parser = try Parser(text, vocabulary)
        let node = try parser.expression()
        try parser.finish()
        return Expression(node: node)
    }

    /// The value in that scope; `null` when anything goes wrong, as FEEL says.
    public func evaluate(_ scope: Scope = Scope(), _ evaluation: Evaluation = Evaluation()) -> Value {
        let value = node.value(scope, evaluation)
        return evaluation.isExhausted ? .null : value
    }

    /// The name when the expression is nothing but a name.
    public var name: String? { if case .name(let name) = node { name } else { nil } }

    /// The name that the expression begins with when it is a name, or a path from one: `person` of `person.name`.
    public var root: String? {
        var head = node
        if case .chain(let first, let links) = node {
            guard links.allSatisfy(\.isPath) else { return nil }
            head = first
        }
        if case .name(let name) = head { return name }
        return nil
    }

    /// The value when the expression is nothing but a literal.
    public var constant: Value? { node.constant }
}

/// The tests of one cell of a decision table, or of the allowed values of a type.
public struct UnaryTests: Sendable {
    let node: Node

    /// The cell `-`.
    public static let anything = UnaryTests(node: .anything)

    /// Reads a cell: `-`, or tests with commas between them, or `not(…)` round such tests.
    public static func parse(
        _ text: String, _ vocabulary: Vocabulary = Vocabulary()
    ) throws(FEELSyntaxError) -> UnaryTests {
        var parser = try Parser(text, vocabulary)
        let node = try parser.unaryTests()
        try parser.finish()
        return UnaryTests(node: node)
    }

    /// Whether the value passes; `null` from a test counts as no.
    public func admit(_ value: Value, _ scope: Scope, _ evaluation: Evaluation) -> Bool {
        let inner = node.usesInput ? scope.binding("?", value) : scope
        return node.admits(value, inner, evaluation) ?? false
    }

    func admit(_ value: Value, _ evaluation: Evaluation) -> Bool { admit(value, Scope(), evaluation) }

    /// The literals of the cell in order, when it holds nothing but literals (an output or allowed-values list).
    public var literals: [Value]? {
        if let constant = node.constant { return [constant] }
        guard case .list(let nodes) = node else { return nil }
        let values = nodes.compactMap(\.constant)
        return values.count == nodes.count ? values : nil
    }
}

extension Node {
    /// The value of a literal, signed numbers and durations included, and of calls of the date functions on literals.
    var constant: Value? {
        switch self {
        case .constant(let value): return value
        case .negation(let node):
            guard let value = node.constant else { return nil }
            return Arithmetic.negate(value)
        case .chain(.name(let name), let links):
            guard links.count == 1, case .call(let arguments) = links[0],
                ["date", "time", "date and time", "duration"].contains(name)
            else { return nil }
            let values = arguments.compactMap(\.constant)
            guard values.count == arguments.count, let function = Builtins.all[name] else { return nil }
            return function.call(values, Evaluation())
        default: return nil
        }
    }
}

extension Link {
    fileprivate var isPath: Bool { if case .path = self { true } else { false } }
}
