// Computes the value of a syntax tree.

extension Node {
    /// The value in that scope; errors are `null`.
    func value(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .constant(let value): return value
        case .name(let name):
            return scope.value(of: name) ?? Builtins.all[name].map(Value.function) ?? Paths.value(of: name, scope)
        default: break
        }
        guard evaluation.charge() else { return .null }
        switch self {
        case .constant, .name, .hopeless: return .null
        case .negation(let node): return Arithmetic.negate(node.value(scope, evaluation))
        case .arithmetic(let operation, let left, let right):
            let left = left.value(scope, evaluation)
            return Arithmetic.apply(operation, left, right.value(scope, evaluation), evaluation)
        case .comparison(let operation, let left, let right):
            let left = left.value(scope, evaluation)
            return boolean(Comparison.apply(operation, left, right.value(scope, evaluation)))
        case .conjunction, .disjunction: return connective(scope, evaluation)
        case .between(let value, let lower, let upper):
            let value = value.value(scope, evaluation)
            let interval = Interval(lower.value(scope, evaluation), upper.value(scope, evaluation))
            guard !interval.lower.isNull, !interval.upper.isNull else { return .null }
            return boolean(interval.contains(value))
        case .membership(let value, let tests):
            return boolean(Node.anyOf(tests, admits: value.value(scope, evaluation), scope, evaluation))
        case .instance(let node, let type):
            return boolean(node.value(scope, evaluation).isInstance(of: type, evaluation))
        case .conditional(let condition, let consequence, let alternative):
            return (condition.value(scope, evaluation).isTrue ? consequence : alternative).value(scope, evaluation)
        case .loop, .quantified: return iterate(scope, evaluation)
        case .list(let nodes): return .list(nodes.map { $0.value(scope, evaluation) })
        case .context(let entries): return contextValue(entries, scope, evaluation)
        case .range, .test: return rangeValue(scope, evaluation)
        case .function(let parameters, let body): return .function(Node.function(parameters, body, scope, named: nil))
        case .call(let callee, let arguments):
            guard case .function(let function) = callee.value(scope, evaluation) else { return .null }
            return function.call(arguments.map { $0.value(scope, evaluation) }, evaluation)
        case .callNamed(let callee, let arguments):
            guard case .function(let function) = callee.value(scope, evaluation) else { return .null }
            return function.call(named: arguments.map { ($0.name, $0.value.value(scope, evaluation)) }, evaluation)
        case .path(let node, let name): return Paths.member(name, of: node.value(scope, evaluation))
        case .filter(let node, let condition):
            return Filters.filter(node.value(scope, evaluation), scope, evaluation) {
                condition.value($0, evaluation)
            }
        case .anything: return .boolean(true)
        case .not(let tests):
            guard let input = scope.value(of: "?") else { return .null }
            return boolean(Node.anyOf(tests, admits: input, scope, evaluation).map { !$0 })
        }
    }

    private func connective(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .conjunction(let left, let right):
            let first = left.value(scope, evaluation).asBoolean
            if first == false { return .boolean(false) }
            let second = right.value(scope, evaluation).asBoolean
            if second == false { return .boolean(false) }
            return first == true && second == true ? .boolean(true) : .null
        case .disjunction(let left, let right):
            let first = left.value(scope, evaluation).asBoolean
            if first == true { return .boolean(true) }
            let second = right.value(scope, evaluation).asBoolean
            if second == true { return .boolean(true) }
            return first == false && second == false ? .boolean(false) : .null
        default: return .null
        }
    }

    private func contextValue(
        _ entries: [(key: String, value: Node)], _ scope: Scope, _ evaluation: Evaluation
    ) -> Value {
        var context = Context()
        var inner = scope
        for (key, node) in entries {
            let value: Value
            if case .function(let parameters, let body) = node {
                value = .function(Node.function(parameters, body, inner, named: key))
            } else {
                value = node.value(inner, evaluation)
            }
            context[key] = value
            inner = inner.binding(key, value)
        }
        return .context(context)
    }

    private func rangeValue(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .range(let lower, let upper, let includesLower, let includesUpper):
            let interval = Interval(
                lower.value(scope, evaluation), upper.value(scope, evaluation), includesLower: includesLower,
                includesUpper: includesUpper)
            if !interval.lower.isNull, !interval.upper.isNull {
                guard let order = Comparison.order(interval.lower, interval.upper), order <= 0 else { return .null }
            }
            return .range(interval)
        case .test(let operation, let limit):
            let limit = limit.value(scope, evaluation)
            guard !limit.isNull else { return .null }
            return .range(Interval(operation, limit))
        default: return .null
        }
    }

    /// A function with the scope it stands in; one that has a name can call itself by it.
    private static func function(
        _ parameters: [Parameter], _ body: Node, _ scope: Scope, named ownName: String?
    ) -> Function {
        let names = parameters.map(\.name)
        let types = parameters.map { $0.type ?? .any }
        return Function(parameters: names, types: types) { arguments, evaluation in
            var inner = scope
            if let ownName {
                inner = inner.binding(ownName, .function(function(parameters, body, scope, named: ownName)))
            }
            for (name, argument) in zip(names, arguments) { inner = inner.binding(name, argument) }
            return body.value(inner, evaluation)
        }
    }
}

/// The FEEL value of a ternary truth.
func boolean(_ truth: Bool?) -> Value { truth.map(Value.boolean) ?? .null }
