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
    /// A class, as rules are.
    final class Input: Sendable {
        let label: String
        let source: PlacedExpression
        /// The type that is declared for the column. It is not enforced: what the expression yields is what is tested.
        let declared: FEELType
        /// The expression's only name: most columns ask for nothing else.
        let variable: String?
        /// What the column admits; anything else is a fault of the caller.
        let allowed: TableCell?

        init(label: String, source: PlacedExpression, declared: FEELType, allowed: TableCell?) {
            self.label = label
            self.source = source
            self.declared = declared
            self.variable = source.expression.name
            self.allowed = allowed
        }
    }

    struct Output: Sendable {
        let name: String
        let line: Int
        let type: FEELType
        /// What the column may hold.
        let allowed: TableCell?
        /// The output values in order of priority.
        let priorities: [Value]
        let standard: PlacedExpression?
    }

    /// A class, so that looking at a rule does not copy its parts.
    final class Rule: Sendable {
        let id: String
        let line: Int
        let cells: [TableCell]
        let outputs: [PlacedExpression]
        /// The outputs when they are all literals.
        let constant: Value?
        let annotations: [String]

        init(
            id: String, line: Int, cells: [TableCell], outputs: [PlacedExpression], constant: Value?,
            annotations: [String]
        ) {
            self.id = id
            self.line = line
            self.cells = cells
            self.outputs = outputs
            self.constant = constant
            self.annotations = annotations
        }
    }

    let name: String
    let policy: HitPolicy
    let inputs: [Input]
    let outputs: [Output]
    let rules: [Rule]
    /// Where the table begins in the file.
    var line = 0
    /// Whether the author says that what the table leaves open is meant so.
    var gapsAreIntended = false
    private let index: RuleIndex

    init(name: String, policy: HitPolicy, inputs: [Input], outputs: [Output], rules: [Rule]) {
        self.name = name
        self.policy = policy
        self.inputs = inputs
        self.outputs = outputs
        self.rules = rules
        index = RuleIndex(rules.map(\.cells), columns: inputs.count)
    }

    /// Identifies the rule at that position for people who ask why.
    func matched(_ index: Int) -> MatchedRule {
        MatchedRule(id: rules[index].id, index: index + 1, annotations: rules[index].annotations)
    }

    /// The result, and the positions of the rules it came from.
    func evaluate(_ scope: Scope, _ evaluation: Evaluation) -> (value: Value, rules: [Int]) {
        var values: [Value] = []
        values.reserveCapacity(inputs.count)
        for input in inputs {
            let value =
                input.variable.flatMap { scope.value(of: $0) } ?? input.source.expression.evaluate(scope, evaluation)
            if let allowed = input.allowed, !value.isNull, !allowed.admits(value, scope, evaluation) {
                evaluation.report("table '\(name)': \(value.literal) is not allowed for '\(input.label)'")
                return (.null, [])
            }
            values.append(value)
        }
        let matches = matches(values, scope, evaluation)
        guard !matches.isEmpty else { return (standardResult(scope, evaluation), []) }
        return result(of: matches, scope, evaluation)
    }

    /// The positions of the rules that match, in order.
    private func matches(_ values: [Value], _ scope: Scope, _ evaluation: Evaluation) -> [Int] {
        let (candidates, columns) = index.candidates(values)
        var matches: [Int] = []
        for (position, word) in candidates.words.enumerated() {
            var rest = word
            while rest != 0 {
                let rule = (candidates.offset + position) * 64 + rest.trailingZeroBitCount
                rest &= rest - 1
                let admits = columns.allSatisfy {
                    rules[rule].cells[$0].admits(values[$0], scope, evaluation)
                }
                guard admits else { continue }
                matches.append(rule)
                if case .first = policy { return matches }
            }
        }
        return matches
    }
}
