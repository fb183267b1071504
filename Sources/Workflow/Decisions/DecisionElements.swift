// The elements of a decision requirements graph.

import FEEL

/// A name with the type its values must have.
struct TypedName: Sendable {
    let name: String
    let type: FEELType
}

/// A requirement: the element it leads to, and the name of the import by which its model knows it.
struct Reference: Sendable {
    /// The `id` in the file; for elements of imported models with their namespace before it.
    let id: String
    let qualifier: String?
}

/// Something the caller gives.
struct InputDatum: Sendable {
    let id: String
    let variable: TypedName
}

/// Something the caller gives, as the decision that needs it knows it.
struct RequiredDatum: Sendable {
    let variable: TypedName
    let qualifier: String?
}

/// A decision with what it requires.
struct Decision: Sendable {
    let id: String
    let line: Int
    let name: String
    let variable: TypedName
    let requiredInputs: [Reference]
    let requiredDecisions: [Reference]
    let requiredKnowledge: [Reference]
    let logic: Logic
}

/// A business knowledge model: logic with parameters.
struct KnowledgeModel: Sendable {
    let id: String
    let line: Int
    let name: String
    let type: FEELType
    let parameters: [TypedName]
    let requiredKnowledge: [Reference]
    let logic: Logic
}

/// A part of the graph that is called as a whole.
struct DecisionService: Sendable {
    let id: String
    let name: String
    let type: FEELType
    let inputData: [Reference]
    let inputDecisions: [Reference]
    let outputDecisions: [Reference]

    /// Input data first, then the decisions that the caller stands in for.
    func parameters(in model: DecisionModel) -> [TypedName] {
        inputData.compactMap { model.inputs[$0.id]?.variable }
            + inputDecisions.compactMap { model.decisions[$0.id]?.variable }
    }
}

/// The elements of one file, and how they move into a model that imports it.
struct DecisionElements: Sendable {
    var inputs: [InputDatum] = []
    var decisions: [Decision] = []
    var knowledge: [KnowledgeModel] = []
    var services: [DecisionService] = []

    var ids: [String] {
        inputs.map(\.id) + decisions.map(\.id) + knowledge.map(\.id) + services.map(\.id)
    }

    func adding(_ others: DecisionElements) -> DecisionElements {
        DecisionElements(
            inputs: inputs + others.inputs, decisions: decisions + others.decisions,
            knowledge: knowledge + others.knowledge, services: services + others.services)
    }

    /// The same elements with the namespace before every id that has none yet.
    func qualified(_ namespace: String) -> DecisionElements {
        func id(_ id: String) -> String { id.contains("#") ? id : "\(namespace)#\(id)" }
        func all(_ references: [Reference]) -> [Reference] {
            references.map { Reference(id: id($0.id), qualifier: $0.qualifier) }
        }
        return DecisionElements(
            inputs: inputs.map { InputDatum(id: id($0.id), variable: $0.variable) },
            decisions: decisions.map {
                Decision(
                    id: id($0.id), line: $0.line, name: $0.name, variable: $0.variable,
                    requiredInputs: all($0.requiredInputs), requiredDecisions: all($0.requiredDecisions),
                    requiredKnowledge: all($0.requiredKnowledge), logic: $0.logic)
            },
            knowledge: knowledge.map {
                KnowledgeModel(
                    id: id($0.id), line: $0.line, name: $0.name, type: $0.type, parameters: $0.parameters,
                    requiredKnowledge: all($0.requiredKnowledge), logic: $0.logic)
            },
            services: services.map {
                DecisionService(
                    id: id($0.id), name: $0.name, type: $0.type, inputData: all($0.inputData),
                    inputDecisions: all($0.inputDecisions), outputDecisions: all($0.outputDecisions))
            })
    }
}
