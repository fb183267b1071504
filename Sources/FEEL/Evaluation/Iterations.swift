// `for`, `some` and `every`.

import Basics

extension Node {
    func iterate(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        switch self {
        case .loop(let iterations, let body, let usesPartial):
            var results: [Value] = []
            let isComplete = Node.each(iterations[...], scope, evaluation) { inner in
                // The results so far are copied when the next one comes.
                guard !usesPartial || evaluation.charge(results.count) else { return false }
                let inner = usesPartial ? inner.binding("partial", .list(List(results))) : inner
                results.append(body.value(inner, evaluation))
                return true
            }
            return isComplete ? .list(List(results)) : .null
        case .quantified(let isEvery, let iterations, let condition):
            var truth: Bool? = isEvery
            let isComplete = Node.each(iterations[...], scope, evaluation) { inner in
                switch condition.value(inner, evaluation).asBoolean {
                case !isEvery:
                    truth = !isEvery
                    return false
                case nil: truth = nil
                default: break
                }
                return true
            }
            return isComplete ? boolean(truth) : .null
        default: return .null
        }
    }

    /// Calls `body` for every combination until it says no; `false` when a source cannot be iterated.
    private static func each(
        _ iterations: ArraySlice<Iteration>, _ scope: Scope, _ evaluation: Evaluation, _ body: (Scope) -> Bool
    ) -> Bool {
        var goesOn = true
        return walk(iterations, scope, evaluation, &goesOn, body)
    }

    private static func walk(
        _ iterations: ArraySlice<Iteration>, _ scope: Scope, _ evaluation: Evaluation, _ goesOn: inout Bool,
        _ body: (Scope) -> Bool
    ) -> Bool {
        guard let iteration = iterations.first else {
            goesOn = body(scope)
            return true
        }
        let source = iteration.source.value(scope, evaluation)
        let rest = iterations.dropFirst()
        let values: IterationValues?
        if let end = iteration.end {
            values = IterationValues(from: source, to: end.value(scope, evaluation))
        } else {
            values = IterationValues(source)
        }
        guard let values else { return false }
        for index in 0..<values.count {
            guard evaluation.charge(2) else { return false }
            let inner = scope.binding(iteration.name, values.value(index))
            guard walk(rest, inner, evaluation, &goesOn, body) else { return false }
            if !goesOn { break }
        }
        return true
    }
}

/// What a loop runs over, without making the list of a long range.
public struct IterationValues {
    public let count: Int
    public let value: (Int) -> Value

    private init(count: Int, value: @escaping (Int) -> Value) {
        self.count = count
        self.value = value
    }

    /// The elements of a list, the members of a closed range, or the value alone; `nil` for `null`.
    public init?(_ source: Value) {
        switch source {
        case .null: return nil
        case .list(let values):
            self.init(count: values.count) { values[$0] }
        case .range(let interval):
            guard let first = interval.lower.position, let last = interval.upper.position else { return nil }
            let start = interval.includesLower ? first : first + 1
            let end = interval.includesUpper ? last : last - 1
            guard start <= end else {
                self.init(.list([]))
                return
            }
            self.init(from: interval.lower.moved(to: start), to: interval.lower.moved(to: end))
        default:
            self.init(count: 1) { _ in source }
        }
    }

    /// The whole numbers or days from one to the other, upwards or downwards.
    init?(from start: Value, to end: Value) {
        switch (start, end) {
        case (.number, .number), (.date, .date): break
        default: return nil
        }
        guard let first = start.position, let last = end.position, (last - first).magnitude < 1 << 40 else {
            return nil
        }
        let step = first <= last ? 1 : -1
        self.init(count: (last - first) * step + 1) { start.moved(to: first + $0 * step) }
    }
}

extension Value {
    /// The place of a whole number or a day on its line.
    fileprivate var position: Int? {
        switch self {
        case .number: asInteger.flatMap { $0.magnitude < 1 << 60 ? $0 : nil }
        case .date(let date): date.days
        default: nil
        }
    }

    fileprivate func moved(to position: Int) -> Value {
        if case .date = self { return .date(LocalDate(days: position)) }
        return .integer(position)
    }
}
