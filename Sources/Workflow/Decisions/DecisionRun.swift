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
        replaced = Set(service.inputDecisions)
        let outputs = service.outputDecisions.compactMap { model.decisions[$0] }
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
        for id in decision.requiredInputs {
            guard let input = model.inputs[id] else { continue }
            let value = given[input.variable.name] ?? .null
            names[input.variable.name] = value.coerced(to: input.variable.type, evaluation)
        }
        for id in decision.requiredDecisions {
            guard let required = model.decisions[id] else { continue }
            names[required.variable.name] = value(of: required)
        }
        return Scope(names)
    }

    private func functions(_ ids: [String]) -> [String: Value] {
        var names: [String: Value] = [:]
        for id in ids {
            guard let name = model.knowledge[id]?.name ?? model.services[id]?.name else { continue }
            names[name] = model.function(id).map(Value.function)
        }
        return names
    }
}
