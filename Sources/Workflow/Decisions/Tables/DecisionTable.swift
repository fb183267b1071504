// Decision tables, compiled so that a row costs a few comparisons.

import FEEL

/// How the rules that match make one result (DMN 1.5 §8.2.10).
enum HitPolicy: Sendable {
    case unique, any, first, priority, ruleOrder, outputOrder
    case collect(Aggregation?)

    enum Aggregation: String, Sendable { case sum = "SUM", min = "MIN", max = "MAX", count = "COUNT" }

    /// The policy of a `hitPolicy` and an `aggregation` attribute; unique where nothing is said.
    init?(name: String?, aggregation: String?) {
        switch name ?? "UNIQUE" {
        case "UNIQUE": self = .unique
        case "ANY": self = .any
        case "FIRST": self = .first
        case "PRIORITY": self = .priority
        case "RULE ORDER": self = .ruleOrder
        case "OUTPUT ORDER": self = .outputOrder
        case "COLLECT":
            guard let aggregation else {
                self = .collect(nil)
                return
            }
            guard let known = Aggregation(rawValue: aggregation) else { return nil }
            self = .collect(known)
        default: return nil
        }
    }
}

struct DecisionTable: Sendable {
    struct Input: Sendable {
        let label: String
        let expression: FEEL.Expression
        /// What the column admits; anything else is a fault of the caller.
        let allowed: UnaryTests?
    }

    struct Output: Sendable {
        let name: String
        let type: FEELType
        /// The output values in order of priority.
        let priorities: [Value]
        let standard: FEEL.Expression?
    }

    struct Rule: Sendable {
        let id: String
        let line: Int
        let cells: [TableCell]
        let outputs: [FEEL.Expression]
        /// The outputs when they are all literals.
        let constant: Value?
        let annotations: [String]
    }

    let name: String
    let policy: HitPolicy
    let inputs: [Input]
    let outputs: [Output]
    let rules: [Rule]

    /// Identifies the rule at that position for people who ask why.
    func matched(_ index: Int) -> MatchedRule {
        MatchedRule(id: rules[index].id, index: index + 1, annotations: rules[index].annotations)
    }

    /// The result, and the positions of the rules it came from.
    func evaluate(_ scope: Scope, _ evaluation: Evaluation) -> (value: Value, rules: [Int]) {
        var values: [Value] = []
        values.reserveCapacity(inputs.count)
        for input in inputs {
            let value = input.expression.name.flatMap { scope.value(of: $0) }
                ?? input.expression.evaluate(scope, evaluation)
            if let allowed = input.allowed, !value.isNull, !allowed.admit(value, scope, evaluation) {
                evaluation.report("table '\(name)': \(value.literal) is not allowed for '\(input.label)'")
                return (.null, [])
            }
            values.append(value)
        }
        var matches: [Int] = []
        for index in rules.indices where rules[index].admits(values, scope, evaluation) {
            matches.append(index)
            if case .first = policy { break }
        }
        guard !matches.isEmpty else { return (standardResult(scope, evaluation), []) }
        return result(of: matches, scope, evaluation)
    }
}

extension DecisionTable.Rule {
    func admits(_ values: [Value], _ scope: Scope, _ evaluation: Evaluation) -> Bool {
        for index in cells.indices where !cells[index].admits(values[index], scope, evaluation) { return false }
        return true
    }
}
