// What a process file may name beyond BPMN: what the rest of the product knows.

public import FEEL

/// The words a process may use. Without a list anything goes: so are files read that were checked when they were new.
public struct ProcessVocabulary: Sendable {
    public var roles: Set<String>?
    public var acts: Set<String>?
    public var actions: Set<String>?
    /// The stages a case can be at.
    public var stages: [String: StageMeaning]?
    /// Whether every task and every end must name its stage: so it is in a procedure of ours, not in a foreign file.
    public var asksForStages = false
    public var papers: Set<String>?
    /// The decisions that can be asked, each with what it is asked with and what it gives.
    public var decisions: [String: DecisionShape]?
    /// The effects on a case, each with what it takes from the node it stands on.
    public var effects: [String: EffectNeed]?
    /// The facts of a case that variables can stand for.
    public var sources: [String: FEELType]?

    public init() {}

    /// The attributes of our namespace, each with the elements it may stand on; "node" is every flow node.
    public static var attributes: [String: [String]] {
        let common = BPMNVocabulary.nodeAttributes
        var places: [String: [String]] = [:]
        for (element, names) in BPMNVocabulary.ownAttributes {
            for name in names.subtracting(common) { places[name, default: []].append(element) }
        }
        for name in common { places[name] = ["node"] }
        return places
    }
}

/// What a decision is asked with, and what it gives.
public struct DecisionShape: Sendable {
    public var inputs: [String: FEELType]
    public var result: FEELType

    public init(inputs: [String: FEELType], result: FEELType) {
        self.inputs = inputs
        self.result = result
    }
}

/// What a process must know of a stage.
public struct StageMeaning: Sendable {
    /// Whether nothing more happens to a case at this stage.
    public var isFinal: Bool
    /// The effects that a case must have had before.
    public var after: [String]

    public init(isFinal: Bool, after: [String]) {
        self.isFinal = isFinal
        self.after = after
    }
}

/// What an effect needs where it stands.
public enum EffectNeed: Sendable {
    case nothing
    /// It stands on a decision that gives at least these members.
    case result([String: FEELType])
    /// It stands behind a node with each of these effects.
    case after([String])
}
