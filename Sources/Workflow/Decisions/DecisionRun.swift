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

    init(model: DecisionModel, given: [String: Value], evaluation: Evaluation) {
        self.model = model
        self.given = given
        self.evaluation = evaluation
    }

    /// The decision's value with the rules of its own table.
    func outcome(of decision: Decision) -> DecisionOutcome {
        makeRequirements(of: decision)
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
        var names = Names(capacity: knowledge.parameters.count + knowledge.requiredKnowledge.count + 1)
        if let own = model.function(knowledge.id) { names.set(knowledge.name, .function(own), nil) }
        add(knowledge.requiredKnowledge, to: &names)
        for (parameter, argument) in zip(knowledge.parameters, arguments) { names.set(parameter.name, argument, nil) }
        return knowledge.logic.value(names.scope, evaluation).coerced(to: knowledge.type, evaluation)
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
        if let value = known(decision) { return value }
        makeRequirements(of: decision)
        return make(decision)
    }

    /// The value that the decision has already.
    private func known(_ decision: Decision) -> Value? {
        if replaced.contains(decision.id) { return given[decision.variable.name] ?? .null }
        return made[decision.id]
    }

    /// Makes all that a decision requires, the first of a chain first; a long chain costs no stack. What requires
    /// itself is `null` where it comes round.
    private func makeRequirements(of first: Decision) {
        if first.requiredDecisions.isEmpty { return }
        var open = [(decision: first, rest: first.requiredDecisions)]
        var pending: Set<String> = [first.id]
        while let place = open.indices.last {
            guard let next = open[place].rest.popLast() else {
                let decision = open.removeLast().decision
                if !open.isEmpty { _ = make(decision) }
                continue
            }
            guard let decision = model.decisions[next.id], known(decision) == nil,
                pending.insert(decision.id).inserted
            else { continue }
            open.append((decision, decision.requiredDecisions))
        }
    }

    /// Makes a decision whose requirements are made.
    private func make(_ decision: Decision) -> Value {
        guard evaluation.charge(4) else { return .null }
        let value = decision.logic.value(scope(of: decision), evaluation)
            .coerced(to: decision.variable.type, evaluation)
        made[decision.id] = value
        return value
    }

    private func scope(of decision: Decision) -> Scope {
        let data = model.requiredData[decision.id] ?? []
        var names = Names(
            capacity: decision.requiredKnowledge.count + data.count + decision.requiredDecisions.count)
        add(decision.requiredKnowledge, to: &names)
        for datum in data {
            let value = given(datum.variable.name, datum.qualifier)
            names.set(datum.variable.name, value.coerced(to: datum.variable.type, evaluation), datum.qualifier)
        }
        for reference in decision.requiredDecisions {
            guard let required = model.decisions[reference.id] else { continue }
            names.set(required.variable.name, known(required) ?? .null, reference.qualifier)
        }
        return names.scope
    }

    private func add(_ references: [Reference], to names: inout Names) {
        for reference in references {
            guard let name = model.knowledge[reference.id]?.name ?? model.services[reference.id]?.name,
                let function = model.function(reference.id)
            else { continue }
            names.set(name, .function(function), reference.qualifier)
        }
    }

    /// What the caller gave under that name; for an imported element also under `import.name`.
    private func given(_ name: String, _ qualifier: String?) -> Value {
        guard let qualifier else { return given[name] ?? .null }
        return given["\(qualifier).\(name)"] ?? given[qualifier]?.asContext?[name] ?? given[name] ?? .null
    }
}

/// The names an element knows; what is imported stands in a context that has the name of the import.
private struct Names {
    private var values: [(String, Value)] = []
    private var imported: [String: Context] = [:]

    mutating func set(_ name: String, _ value: Value, _ qualifier: String?) {
        if let qualifier {
            imported[qualifier, default: Context()][name] = value
        } else {
            values.append((name, value))
        }
    }

    init(capacity: Int) { values.reserveCapacity(capacity) }

    var scope: Scope {
        imported.isEmpty ? Scope(values) : Scope(values + imported.map { ($0.key, .context($0.value)) })
    }
}
