// One walk through a decision requirements graph.

import FEEL

/// Makes decisions from given values; every decision is made once.
final class DecisionRun {
    private let model: DecisionModel
    private let given: [String: Value]
    private let evaluation: Evaluation
    private var made: [String: Value] = [:]
    /// Decisions whose values the caller gave instead of having them made.
    private var replaced: Set<String> = []
    /// Decisions being made: one that needs itself is `null`.
    private var pending: Set<String> = []

    init(model: DecisionModel, given: [String: Value], evaluation: Evaluation) {
        self.model = model
        self.given = given
        self.evaluation = evaluation
    }

    /// The decision's value with the rules of its own table.
    func outcome(of decision: Decision) -> DecisionOutcome {
        let scope = scope(of: decision)
        let value: Value
        var rules: [MatchedRule] = []
        if case .table(let table) = decision.logic {
            let result = table.evaluate(scope, evaluation)
            value = result.value
            rules = result.rules.map { table.matched($0) }
        } else {
            value = decision.logic.value(scope, evaluation)
        }
        return DecisionOutcome(value: value.coerced(to: decision.variable.type, evaluation), rules: rules)
    }

    /// What a knowledge model yields for these arguments.
    func value(of knowledge: KnowledgeModel, _ arguments: [Value]) -> Value {
        var names = functions(knowledge.requiredKnowledge)
        if names[knowledge.name] == nil { names[knowledge.name] = model.function(knowledge.id).map(Value.function) }
        for (parameter, argument) in zip(knowledge.parameters, arguments) { names[parameter.name] = argument }
        return knowledge.logic.value(Scope(names), evaluation).coerced(to: knowledge.type, evaluation)
    }

    /// The value of a service's only output decision, or of all of them by name.
    func value(of service: DecisionService) -> Value {
        replaced = Set(service.inputDecisions.map(\.id))
        let outputs = service.outputDecisions.compactMap { model.decisions[$0.id] }
        if outputs.count == 1 { return value(of: outputs[0]).coerced(to: service.type, evaluation) }
        let context = Context(outputs.map { ($0.variable.name, value(of: $0)) })
        return Value.context(context).coerced(to: service.type, evaluation)
    }

    private func value(of decision: Decision) -> Value {
        if let value = made[decision.id] { return value }
        if replaced.contains(decision.id) { return given[decision.variable.name] ?? .null }
        guard pending.insert(decision.id).inserted else { return .null }
        defer { pending.remove(decision.id) }
        let value = decision.logic.value(scope(of: decision), evaluation)
            .coerced(to: decision.variable.type, evaluation)
        made[decision.id] = value
        return value
    }

    private func scope(of decision: Decision) -> Scope {
        var names = functions(decision.requiredKnowledge)
        for reference in decision.requiredInputs {
            guard let input = model.inputs[reference.id] else { continue }
            let value = given(input.variable.name, reference.qualifier)
            set(input.variable.name, value.coerced(to: input.variable.type, evaluation), reference, &names)
        }
        for reference in decision.requiredDecisions {
            guard let required = model.decisions[reference.id] else { continue }
            set(required.variable.name, value(of: required), reference, &names)
        }
        return Scope(names)
    }

    private func functions(_ references: [Reference]) -> [String: Value] {
        var names: [String: Value] = [:]
        for reference in references {
            guard let name = model.knowledge[reference.id]?.name ?? model.services[reference.id]?.name,
                let function = model.function(reference.id)
            else { continue }
            set(name, .function(function), reference, &names)
        }
        return names
    }

    /// What the caller gave under that name; for an imported element also under `import.name`.
    private func given(_ name: String, _ qualifier: String?) -> Value {
        guard let qualifier else { return given[name] ?? .null }
        return given["\(qualifier).\(name)"] ?? given[qualifier]?.asContext?[name] ?? given[name] ?? .null
    }

    /// Names a value; what is imported stands in a context that has the name of the import.
    private func set(_ name: String, _ value: Value, _ reference: Reference, _ names: inout [String: Value]) {
        guard let qualifier = reference.qualifier else {
            names[name] = value
            return
        }
        var context = names[qualifier]?.asContext ?? Context()
        context[name] = value
        names[qualifier] = .context(context)
    }
}
