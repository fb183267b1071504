// Boxed expressions: the logic of decisions and knowledge models.

import FEEL

/// The logic of a decision (DMN 1.5 §10.2).
indirect enum Logic: Sendable {
    case expression(PlacedExpression)
    case table(DecisionTable)
    /// Entries in order; the one without a name is the result.
    case context([LogicEntry])
    case invocation(Logic, [LogicBinding], line: Int)
    case function([TypedName], Logic)
    case relation([String], [[Logic]])
    case list([Logic])
    case conditional(Logic, Logic, Logic)
    case filter(Logic, Logic)
    /// The results so far have a name only where the body mentions them.
    case loop(String, Logic, Logic, usesPartial: Bool)
    case quantified(isEvery: Bool, String, Logic, Logic)
    /// Logic that says itself of which type its value is.
    case typed(Logic, FEELType)
    /// No logic was given.
    case none
}

/// An expression with the line it stands on.
struct PlacedExpression: Sendable {
    let expression: FEEL.Expression
    let line: Int
}

/// An argument of a boxed invocation.
struct LogicBinding: Sendable {
    let name: String
    let line: Int
    let value: Logic
}

/// One entry of a boxed context.
struct LogicEntry: Sendable {
    let variable: TypedName?
    let line: Int
    let logic: Logic
}

extension Logic {
    func value(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        guard evaluation.enter() else { return .null }
        defer { evaluation.leave() }
        return composite(scope, evaluation)
    }

    private func composite(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .expression(let placed): return placed.expression.evaluate(scope, evaluation)
        case .table(let table): return table.evaluate(scope, evaluation).value
        case .context(let entries): return Logic.context(entries, scope, evaluation)
        case .invocation(let callee, let bindings, _):
            guard case .function(let function) = callee.value(scope, evaluation) else { return .null }
            return function.call(named: bindings.map { ($0.name, $0.value.value(scope, evaluation)) }, evaluation)
        case .function(let parameters, let body):
            let names = parameters.map(\.name)
            return .function(
                Function(parameters: names, types: parameters.map(\.type), keeping: scope.depth) {
                    body.value(scope.binding(names, $0), $1)
                })
        case .relation(let columns, let rows):
            guard evaluation.charge(4 * columns.count * rows.count) else { return .null }
            return .list(
                List(
                    rows.map { row in
                        .context(Context(zip(columns, row).map { ($0, $1.value(scope, evaluation)) }))
                    }))
        case .list(let elements): return .list(List(elements.map { $0.value(scope, evaluation) }))
        case .conditional(let condition, let consequence, let alternative):
            // Boxed conditions are stricter than those of FEEL's `if`: what is no truth decides nothing.
            let truth = condition.value(scope, evaluation)
            guard case .boolean = truth else { return truth.isNull ? alternative.value(scope, evaluation) : .null }
            return (truth.isTrue ? consequence : alternative).value(scope, evaluation)
        case .filter(let source, let condition):
            return Filters.filter(source.value(scope, evaluation), scope, evaluation, strictly: true) {
                condition.value($0, evaluation)
            }
        case .loop(let variable, let source, let body, let usesPartial):
            return Logic.loop(
                variable, source.value(scope, evaluation), body, usesPartial: usesPartial, scope, evaluation)
        case .quantified(let isEvery, let variable, let source, let condition):
            let results = Logic.loop(
                variable, source.value(scope, evaluation), condition, usesPartial: false, scope, evaluation)
            guard let truths = results.asList else { return .null }
            guard truths.allSatisfy({ $0.isNull || $0 == .boolean(true) || $0 == .boolean(false) }) else {
                return .null
            }
            if truths.contains(.boolean(!isEvery)) { return .boolean(!isEvery) }
            return truths.allSatisfy { $0 == .boolean(isEvery) } ? .boolean(isEvery) : .null
        case .typed(let logic, let type): return logic.value(scope, evaluation).coerced(to: type, evaluation)
        case .none: return .null
        }
    }

    private static func context(_ entries: [LogicEntry], _ scope: Scope, _ evaluation: Evaluation) -> Value {
        var context = Context()
        for entry in entries {
            // A function would keep the context of now, which is then copied for the next entry.
            guard evaluation.charge(4 + context.keys.count) else { return .null }
            let value = entry.logic.value(scope.entering(context), evaluation)
            guard let variable = entry.variable else { return value }
            context[variable.name] = value.coerced(to: variable.type, evaluation)
        }
        return .context(context)
    }

    private static func loop(
        _ variable: String, _ source: Value, _ body: Logic, usesPartial: Bool, _ scope: Scope,
        _ evaluation: Evaluation
    ) -> Value {
        guard let values = IterationValues(source) else { return .null }
        var results: [Value] = []
        for index in 0..<values.count {
            guard evaluation.charge(2 + (usesPartial ? results.count : 0)) else { return .null }
            var inner = scope.binding(variable, values.value(index))
            if usesPartial { inner = inner.binding("partial", .list(List(results))) }
            results.append(body.value(inner, evaluation))
        }
        return .list(List(results))
    }
}
