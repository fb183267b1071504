// Computes the value of a syntax tree.

extension Node {
    /// The value in that scope; errors are `null`.
    func value(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .constant(let value): return value
        case .name(let name): return Node.value(of: name, scope)
        case .chain(.name(let name), let links) where links.count == 1:
            // A member of what has a name, `row.age`, is hardly more than the name; a list of rows has many.
            guard case .path(let member) = links[0] else { break }
            let value = Node.value(of: name, scope)
            if case .list = value { break }
            return Paths.member(member, of: value)
        default: break
        }
        guard evaluation.enter() else { return .null }
        let value = composite(scope, evaluation)
        evaluation.leave()
        return evaluation.admits(value) ? value : .null
    }

    private static func value(of name: String, _ scope: Scope) -> Value {
        scope.value(of: name) ?? Builtins.all[name].map(Value.function) ?? Paths.value(of: name, scope)
    }

    /// The value of a node that has parts.
    private func composite(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .constant, .name, .hopeless: return .null
        case .negation(let node): return Arithmetic.negate(node.value(scope, evaluation))
        case .chain(let head, let links):
            var value = head.value(scope, evaluation)
            // The first link is paid for with the node, and so is a path before it, which is hardly any work.
            guard evaluation.charge(links.count / 8) else { return .null }
            var isPaid = true
            for link in links {
                if case .path = link {} else if isPaid { isPaid = false } else if !evaluation.charge() { return .null }
                value = link.applied(to: value, scope, evaluation)
            }
            return value
        case .conditional(let condition, let consequence, let alternative):
            return (condition.value(scope, evaluation).isTrue ? consequence : alternative).value(scope, evaluation)
        case .loop, .quantified: return iterate(scope, evaluation)
        case .list(let nodes):
            guard evaluation.charge(1 + nodes.count) else { return .null }
            return .list(List(nodes.map { $0.value(scope, evaluation) }))
        case .context(let entries): return contextValue(entries, scope, evaluation)
        case .range, .test: return rangeValue(scope, evaluation)
        case .function(let parameters, let body):
            guard evaluation.charge(8) else { return .null }
            return .function(Node.function(parameters, body, scope, named: nil))
        case .anything: return .boolean(true)
        case .not(let tests):
            guard let input = scope.value(of: "?") else { return .null }
            return boolean(Node.anyOf(tests, admits: input, scope, evaluation).map { !$0 })
        }
    }

    private func contextValue(
        _ entries: [(key: String, value: Node)], _ scope: Scope, _ evaluation: Evaluation
    ) -> Value {
        var context = Context()
        for (key, node) in entries {
            guard evaluation.charge(4) else { return .null }
            // A function keeps the scope, and with it the context of now, which is then copied for the next entry.
            if case .function = node, !evaluation.charge(context.keys.count) { return .null }
            let value = Node.entry(key, node, scope.entering(context), evaluation)
            context[key] = value
        }
        return .context(context)
    }

    private static func entry(_ key: String, _ node: Node, _ scope: Scope, _ evaluation: Evaluation) -> Value {
        guard case .function(let parameters, let body) = node else { return node.value(scope, evaluation) }
        return .function(Node.function(parameters, body, scope, named: key))
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
        return Function(parameters: names, types: types, keeping: scope.depth) { arguments, evaluation in
            var inner = scope
            if let ownName {
                inner = inner.binding(ownName, .function(function(parameters, body, scope, named: ownName)))
            }
            return body.value(inner.binding(names, arguments), evaluation)
        }
    }
}

extension Link {
    /// What it makes of the value before it.
    fileprivate func applied(to value: Value, _ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .arithmetic(let operation, let right):
            return Arithmetic.apply(operation, value, right.value(scope, evaluation), evaluation)
        case .comparison(let operation, let right):
            let right = right.value(scope, evaluation)
            guard evaluation.charge(comparing: value, right) else { return .null }
            return boolean(Comparison.apply(operation, value, right))
        case .conjunction(let right): return connective(value, right, decidedBy: false, scope, evaluation)
        case .disjunction(let right): return connective(value, right, decidedBy: true, scope, evaluation)
        case .between(let lower, let upper):
            let interval = Interval(lower.value(scope, evaluation), upper.value(scope, evaluation))
            guard evaluation.charge(comparing: value, value) else { return .null }
            return boolean(interval.contains(value))
        case .membership(let tests): return boolean(Node.anyOf(tests, admits: value, scope, evaluation))
        case .instance(let type): return boolean(value.isInstance(of: type, evaluation))
        case .call(let arguments):
            guard case .function(let function) = value else { return .null }
            return function.call(arguments.map { $0.value(scope, evaluation) }, evaluation)
        case .callNamed(let arguments):
            guard case .function(let function) = value else { return .null }
            return function.call(named: arguments.map { ($0.name, $0.value.value(scope, evaluation)) }, evaluation)
        case .path(let name):
            if case .list(let list) = value, !evaluation.charge(list.size) { return .null }
            return Paths.member(name, of: value)
        case .filter(let condition):
            return Filters.filter(value, scope, evaluation) { condition.value($0, evaluation) }
        }
    }

    /// `and` and `or`: one side that is `truth` decides, whatever the other is; else both have to be known.
    private func connective(
        _ value: Value, _ right: Node, decidedBy truth: Bool, _ scope: Scope, _ evaluation: Evaluation
    ) -> Value {
        let first = value.asBoolean
        if first == truth { return .boolean(truth) }
        let second = right.value(scope, evaluation).asBoolean
        if second == truth { return .boolean(truth) }
        return first == nil || second == nil ? .null : .boolean(!truth)
    }
}

/// The FEEL value of a ternary truth.
func boolean(_ truth: Bool?) -> Value { truth.map(Value.boolean) ?? .null }
