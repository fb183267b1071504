// Makes one result of the rules that match, by the table's hit policy.

import FEEL

extension DecisionTable {
    /// What the table yields when no rule matches: the default outputs, else nothing.
    func standardResult(_ scope: Scope, _ evaluation: Evaluation) -> Value {
        guard outputs.contains(where: { $0.standard != nil }) else { return .null }
        return combined(outputs.map { $0.standard?.expression.evaluate(scope, evaluation) ?? .null }, evaluation)
    }

    func result(of matches: [Int], _ scope: Scope, _ evaluation: Evaluation) -> (value: Value, rules: [Int]) {
        func output(_ index: Int) -> Value {
            rules[index].constant
                ?? combined(rules[index].outputs.map { $0.expression.evaluate(scope, evaluation) }, evaluation)
        }
        switch policy {
        case .unique:
            guard matches.count == 1 else {
                report("more than one rule matches", matches, evaluation)
                return (.null, matches)
            }
            return (output(matches[0]), matches)
        case .any:
            let first = output(matches[0])
            for index in matches.dropFirst() where output(index) != first {
                report("rules with different outputs match", matches, evaluation)
                return (.null, matches)
            }
            return (first, matches)
        case .first: return (output(matches[0]), [matches[0]])
        case .priority:
            let best = byPriority(matches, output)[0]
            return (output(best), [best])
        case .outputOrder:
            let ordered = byPriority(matches, output)
            return (.list(List(ordered.map(output))), ordered)
        case .ruleOrder, .collect(nil): return (.list(List(matches.map(output))), matches)
        case .collect(let aggregation?):
            return (aggregate(matches.map(output), aggregation, evaluation), matches)
        }
    }

    /// One output is the result itself, several make a context.
    func combined(_ values: [Value], _ evaluation: Evaluation) -> Value {
        let typed = zip(outputs, values).map { output, value in value.coerced(to: output.type, evaluation) }
        return outputs.count == 1 ? typed[0] : .context(Context(Array(zip(outputs.map(\.name), typed))))
    }

    private func report(_ what: String, _ matches: [Int], _ evaluation: Evaluation) {
        let numbers = matches.map { String($0 + 1) }.joined(separator: ", ")
        evaluation.report("table '\(name)': \(what) (\(numbers))")
    }

    /// The rules by the place of their outputs in the lists of output values, the first output counting most.
    private func byPriority(_ matches: [Int], _ output: (Int) -> Value) -> [Int] {
        let ranked = matches.map { index in
            let value = output(index)
            let parts = outputs.map { outputs.count == 1 ? value : value.asContext?[$0.name] ?? .null }
            return (index, rank(of: parts))
        }
        let sorted = ranked.enumerated().sorted { left, right in
            left.element.1 == right.element.1
                ? left.offset < right.offset : left.element.1.lexicographicallyPrecedes(right.element.1)
        }
        return sorted.map { $0.element.0 }
    }

    /// The places of outputs in the lists of output values.
    func rank(of parts: [Value]) -> [Int] {
        zip(outputs, parts).map { $0.priorities.firstIndex(of: $1) ?? $0.priorities.count }
    }

    private func aggregate(
        _ values: [Value], _ aggregation: HitPolicy.Aggregation, _ evaluation: Evaluation
    ) -> Value {
        if case .count = aggregation { return .integer(values.count) }
        guard outputs.count > 1 else { return reduce(values, aggregation, evaluation) }
        let columns = outputs.map { output in
            (output.name, reduce(values.map { $0.asContext?[output.name] ?? .null }, aggregation, evaluation))
        }
        return .context(Context(columns))
    }

    private func reduce(
        _ values: [Value], _ aggregation: HitPolicy.Aggregation, _ evaluation: Evaluation
    ) -> Value {
        let name =
            switch aggregation {
            case .sum: "sum"
            case .min: "min"
            case .max: "max"
            case .count: "count"
            }
        return Function.builtin(name)?.call([.list(List(values))], evaluation) ?? .null
    }
}
