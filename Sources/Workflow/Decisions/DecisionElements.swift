// The elements of a decision requirements graph.

import FEEL

/// A name with the type its values must have.
struct TypedName: Sendable {
    let name: String
    let type: FEELType
}

/// Something the caller gives.
struct InputDatum: Sendable {
    let id: String
    let variable: TypedName
}

/// A decision with what it requires, all by id.
struct Decision: Sendable {
    let id: String
    let name: String
    let variable: TypedName
    let requiredInputs: [String]
    let requiredDecisions: [String]
    let requiredKnowledge: [String]
    let logic: Logic
}

/// A business knowledge model: logic with parameters.
struct KnowledgeModel: Sendable {
    let id: String
    let name: String
    let type: FEELType
    let parameters: [TypedName]
    let requiredKnowledge: [String]
    let logic: Logic
}

/// A part of the graph that is called as a whole.
struct DecisionService: Sendable {
    let id: String
    let name: String
    let type: FEELType
    let inputData: [String]
    let inputDecisions: [String]
    let outputDecisions: [String]

    /// Input data first, then the decisions that the caller stands in for.
    func parameters(in model: DecisionModel) -> [TypedName] {
        inputData.compactMap { model.inputs[$0]?.variable }
            + inputDecisions.compactMap { model.decisions[$0]?.variable }
    }
}
