// Walks through the elements of a model and says what in their logic cannot work.

import FEEL

/// Knows what every element may name, and with what types. Each element is walked through once.
struct DecisionChecks {
    private let model: DecisionModel
    private let analysesTables: Bool
    private var seen: [String: Walked] = [:]
    /// Elements being walked through: of those that need themselves nothing is known.
    private var pending: Set<String> = []

    private struct Walked {
        let type: FEELType
        let check: LogicCheck
    }

    /// - Parameter analysesTables: whether overlaps, gaps and their like are looked for besides.
    init(_ model: DecisionModel, analysesTables: Bool = false) {
        self.model = model
        self.analysesTables = analysesTables
    }

    /// What is wrong in the logic of an element.
    mutating func problems(of id: String) -> [LogicProblem] {
        prepare(id)
        return seen[id]?.check.problems ?? []
    }

    /// What is worth knowing about its tables.
    mutating func warnings(of id: String) -> [TableAnalysis.Finding] {
        prepare(id)
        return seen[id]?.check.warnings ?? []
    }

    /// What a decision or knowledge model yields: what is declared, else what its logic says.
    mutating func result(of id: String) -> FEELType {
        let declared = model.decisions[id]?.variable.type ?? model.knowledge[id]?.type ?? .any
        switch declared.base {
        case .any, .unknown: break
        case .context(let members) where members.isEmpty: break
        default: return declared
        }
        prepare(id)
        return seen[id]?.type ?? declared
    }

    /// Walks through an element and all it requires, that first; a long chain of requirements costs no stack.
    private mutating func prepare(_ first: String) {
        guard seen[first] == nil, pending.insert(first).inserted else { return }
        var open = [(id: first, rest: model.requirements(of: first))]
        while let place = open.indices.last {
            guard let next = open[place].rest.popLast() else {
                let id = open.removeLast().id
                seen[id] = walk(id)
                pending.remove(id)
                continue
            }
            guard seen[next] == nil, pending.insert(next).inserted else { continue }
            open.append((next, model.requirements(of: next)))
        }
    }

    /// `nil` for what has no logic.
    private mutating func walk(_ id: String) -> Walked? {
        if let decision = model.decisions[id] {
            var check = LogicCheck(line: decision.line, analysesTables: analysesTables)
            let names = KnownNames(names(of: decision))
            let type = check.type(
                of: decision.logic, names, as: decision.variable.type, "the decision '\(decision.name)'")
            return Walked(type: type, check: check)
        }
        guard let knowledge = model.knowledge[id] else { return nil }
        var check = LogicCheck(line: knowledge.line, analysesTables: analysesTables)
        let names = KnownNames(names(of: knowledge))
        let type = check.type(of: knowledge.logic, names, as: knowledge.type, "the knowledge model '\(knowledge.name)'")
        return Walked(type: type, check: check)
    }

    private mutating func names(of decision: Decision) -> [String: FEELType] {
        var names = functions(decision.requiredKnowledge)
        for reference in decision.requiredInputs {
            guard let input = model.inputs[reference.id]?.variable else { continue }
            names.set(input.name, input.type, reference)
        }
        for reference in decision.requiredDecisions {
            guard let required = model.decisions[reference.id] else { continue }
            names.set(required.variable.name, result(of: required.id), reference)
        }
        return names
    }

    /// A knowledge model can call itself.
    private mutating func names(of knowledge: KnowledgeModel) -> [String: FEELType] {
        var names = functions(knowledge.requiredKnowledge)
        if names[knowledge.name] == nil { names[knowledge.name] = function(knowledge.id)?.type }
        for parameter in knowledge.parameters { names[parameter.name] = parameter.type }
        return names
    }

    private mutating func functions(_ references: [Reference]) -> [String: FEELType] {
        var names: [String: FEELType] = [:]
        for reference in references {
            guard let (name, type) = function(reference.id) else { continue }
            names.set(name, type, reference)
        }
        return names
    }

    private mutating func function(_ id: String) -> (name: String, type: FEELType)? {
        func signature(_ parameters: [TypedName], _ result: FEELType) -> FEELType {
            .function(parameters.map { .init($0.name, type: $0.type) }, result)
        }
        // Of what cannot be used nothing is known; its fault has been told.
        if model.faults[id] != nil, let name = model.knowledge[id]?.name ?? model.services[id]?.name {
            return (name, .any)
        }
        if let knowledge = model.knowledge[id] {
            return (knowledge.name, signature(knowledge.parameters, result(of: id)))
        }
        guard let service = model.services[id] else { return nil }
        return (service.name, signature(service.parameters(in: model), result(of: service)))
    }

    private mutating func result(of service: DecisionService) -> FEELType {
        if service.type.isKnown { return service.type }
        let outputs = service.outputDecisions.compactMap { model.decisions[$0.id] }
        if outputs.count == 1 { return result(of: outputs[0].id) }
        var members: [String: FEELType] = [:]
        for output in outputs { members[output.variable.name] = result(of: output.id) }
        return .context(members)
    }
}

extension [String: FEELType] {
    /// Names a type; what is imported stands in a context that has the name of the import.
    fileprivate mutating func set(_ name: String, _ type: FEELType, _ reference: Reference) {
        guard let qualifier = reference.qualifier else {
            self[name] = type
            return
        }
        var members: [String: FEELType] = [:]
        if case .context(let known)? = self[qualifier] { members = known }
        members[name] = type
        self[qualifier] = .context(members)
    }
}
