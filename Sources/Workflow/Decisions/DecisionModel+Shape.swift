// What a decision is asked with and what it gives, for those who ask it.

public import FEEL

extension DecisionModel {
    /// The input data that the decision needs, itself or through what it requires, with their types; `Any` where none
    /// is declared. Empty for a decision that the model does not have.
    public func inputs(of decision: String) -> [String: FEELType] {
        var found: [String: FEELType] = [:]
        for id in required(by: decision) {
            if let variable = inputs[id]?.variable { found[variable.name] = variable.type }
        }
        return found
    }

    /// The type of what the decision yields, declared or told from its logic; a context with its members. `nil` for a
    /// decision that the model does not have.
    public func resultType(of decision: String) -> FEELType? {
        guard let id = id(of: decision), decisions[id] != nil else { return nil }
        var checks = DecisionChecks(self)
        return checks.result(of: id)
    }

    /// The ids of all that the element of that name needs, its own first.
    func required(by name: String) -> [String] {
        guard let first = id(of: name) else { return [] }
        var found = [first]
        var seen: Set = [first]
        var next = 0
        while next < found.count {
            for id in requirements(of: found[next]) where seen.insert(id).inserted { found.append(id) }
            next += 1
        }
        return found
    }

    /// The ids of the elements that an element leads to.
    func requirements(of id: String) -> [String] {
        if let decision = decisions[id] {
            return (decision.requiredInputs + decision.requiredDecisions + decision.requiredKnowledge).map(\.id)
        }
        if let knowledge = knowledge[id] { return knowledge.requiredKnowledge.map(\.id) }
        return services[id]?.outputDecisions.map(\.id) ?? []
    }
}
