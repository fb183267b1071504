// A decision model that has been read and checked: what it decides, and how it is asked.

public import Basics
public import FEEL

/// Why a decision cannot be made. What FEEL calls an error is no fault, it is `null`.
public enum DecisionFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The model has no decision, knowledge model or service of that name.
    case unknown(String)
    /// The evaluation took more time or space than allowed.
    case tooMuch(String)
    /// A table contradicts itself for this input: more rules match than its hit policy permits.
    case contradiction(String)

    public var description: String {
        switch self {
        case .unknown(let name): "there is no decision '\(name)'"
        case .tooMuch(let name): "the evaluation of '\(name)' takes too much"
        case .contradiction(let message): message
        }
    }
}

/// A rule that contributed to a decision.
public struct MatchedRule: Hashable, Sendable, Codable {
    /// The `id` of the rule in the file; empty when it has none.
    public let id: String
    /// The number of the row, counted from 1.
    public let index: Int
    /// The texts of its annotation columns.
    public let annotations: [String]

    public init(id: String, index: Int, annotations: [String]) {
        self.id = id
        self.index = index
        self.annotations = annotations
    }
}

/// What was decided, and by which rules of the decision's table.
public struct DecisionOutcome: Sendable {
    public let value: Value
    public let rules: [MatchedRule]
}

/// Immutable and safe to share: one model serves every case.
public final class DecisionModel: Sendable {
    struct Header: Sendable {
        let name: String
        let namespace: String
        let digest: String
    }

    private let header: Header
    /// The name of the model and its target namespace.
    public var name: String { header.name }
    public var namespace: String { header.namespace }
    /// SHA-256 of the file, in hexadecimal digits; cases remember which table decided them.
    public var digest: String { header.digest }

    let inputs: [String: InputDatum]
    let decisions: [String: Decision]
    let knowledge: [String: KnowledgeModel]
    let services: [String: DecisionService]
    /// The item definitions, for models that import this one.
    let types: [String: FEELType]
    /// What makes elements meaningless, by their ids.
    let faults: [String: Diagnostic]
    /// What the file itself defines.
    let own: DecisionElements
    let ownIDs: Set<String>
    /// What each decision takes from the caller, by its id.
    let requiredData: [String: [RequiredDatum]]
    private let imported: [DecisionModel]
    /// References by name; of two elements with one name the first in the file counts.
    private let references: [String: String]

    init(
        _ header: Header, own: DecisionElements, imported: [DecisionModel], types: [String: FEELType],
        faults: [String: Diagnostic] = [:]
    ) {
        self.header = header
        self.own = own
        ownIDs = Set(own.ids)
        self.imported = imported
        self.types = types
        self.faults = imported.reduce(faults) { $0.merging($1.qualifiedFaults) { first, _ in first } }
        let all = imported.reduce(own) { $0.adding($1.qualified) }
        let inputs = Dictionary(all.inputs.map { ($0.id, $0) }) { first, _ in first }
        self.inputs = inputs
        decisions = Dictionary(all.decisions.map { ($0.id, $0) }) { first, _ in first }
        requiredData = decisions.mapValues { decision in
            decision.requiredInputs.compactMap { reference in
                inputs[reference.id].map { RequiredDatum(variable: $0.variable, qualifier: reference.qualifier) }
            }
        }
        knowledge = Dictionary(all.knowledge.map { ($0.id, $0) }) { first, _ in first }
        services = Dictionary(all.services.map { ($0.id, $0) }) { first, _ in first }
        let named =
            own.decisions.map { ($0.name, $0.id) } + own.knowledge.map { ($0.name, $0.id) }
            + own.services.map { ($0.name, $0.id) }
        references = Dictionary(named) { first, _ in first }
    }

    /// The digests of the files it imports, and of those that they import.
    public var importedDigests: Set<String> {
        imported.reduce(into: []) { $0.formUnion($1.importedDigests.union([$1.digest])) }
    }

    /// The names of the decisions of this file, in alphabetical order.
    public var decisionNames: [String] { own.decisions.map(\.name).sorted() }

    /// The names of the input data that the decision looks at, itself or through others; empty for what is no decision.
    public func inputNames(of decision: String) -> Set<String> {
        var names: Set<String> = []
        var open = id(of: decision).map { [$0] } ?? []
        var seen = Set(open)
        while let id = open.popLast() {
            guard let found = decisions[id] else { continue }
            names.formUnion(found.requiredInputs.compactMap { inputs[$0.id]?.variable.name })
            for required in found.requiredDecisions where seen.insert(required.id).inserted { open.append(required.id) }
        }
        return names
    }

    /// All elements as a model that imports this one knows them: ids with the namespace before them.
    var qualified: DecisionElements {
        DecisionElements(
            inputs: Array(inputs.values), decisions: Array(decisions.values), knowledge: Array(knowledge.values),
            services: Array(services.values)
        ).qualified(namespace)
    }

    /// The faults under the ids that an importing model uses.
    private var qualifiedFaults: [String: Diagnostic] {
        Dictionary(faults.map { ($0.key.contains("#") ? $0.key : "\(namespace)#\($0.key)", $0.value) }) { first, _ in
            first
        }
    }

    /// The same model, with what is known to be wrong in its elements.
    func knowing(_ faults: [String: Diagnostic]) -> DecisionModel {
        if faults.isEmpty { return self }
        return DecisionModel(header, own: own, imported: imported, types: types, faults: faults)
    }

    /// Why the decision, knowledge model or service of that name means nothing: a fault in it or in what it requires.
    /// Only a model that was read with faults has any.
    public func fault(of decision: String) -> Diagnostic? {
        faults.isEmpty ? nil : required(by: decision).lazy.compactMap { self.faults[$0] }.first
    }

    /// The ids of this file's elements as an importing file writes them.
    var qualifiedIDs: [String] { own.ids.map { "\(namespace)#\($0)" } }

    /// Makes the decision of that name, or calls the knowledge model or decision service with `input` as its arguments.
    /// `now` is what `now()` and `today()` say.
    public func evaluate(
        _ decision: String, input: [String: Value], now: Timestamp? = nil
    ) throws(DecisionFault) -> DecisionOutcome {
        guard let id = id(of: decision) else { throw .unknown(decision) }
        let evaluation = Evaluation(now: now)
        let outcome: DecisionOutcome
        if let decision = decisions[id] {
            let run = DecisionRun(model: self, given: composed(input), evaluation: evaluation)
            outcome = run.outcome(of: decision)
        } else if let function = function(id) {
            let arguments = function.parameters.map { input[$0]?.composed ?? .null }
            outcome = DecisionOutcome(value: function.call(arguments, evaluation), rules: [])
        } else {
            throw .unknown(decision)
        }
        // Whoever prints, stores or reads the outcome walks through all of it.
        guard evaluation.charge(walking: outcome.value) else { throw .tooMuch(decision) }
        if let fault = evaluation.faults.first { throw .contradiction(fault) }
        return outcome
    }

    private func composed(_ input: [String: Value]) -> [String: Value] {
        input.values.allSatisfy(\.isComposed) ? input : input.mapValues(\.composed)
    }

    /// The id of the element of that name.
    func id(of name: String) -> String? { references[name] ?? references[Vocabulary.canonical(name)] }

    /// The knowledge model or decision service of that id as something that can be called.
    func function(_ id: String) -> Function? {
        if let knowledge = knowledge[id] {
            return Function(
                parameters: knowledge.parameters.map(\.name), types: knowledge.parameters.map(\.type),
                result: knowledge.type
            ) {
                arguments, evaluation in
                let run = DecisionRun(model: self, given: [:], evaluation: evaluation)
                return run.value(of: knowledge, arguments)
            }
        }
        guard let service = services[id] else { return nil }
        let parameters = service.parameters(in: self)
        return Function(parameters: parameters.map(\.name), types: parameters.map(\.type)) {
            arguments, evaluation in
            let given = Dictionary(zip(parameters.map(\.name), arguments)) { first, _ in first }
            return DecisionRun(model: self, given: given, evaluation: evaluation).value(of: service)
        }
    }
}
