// Reads decision models from DMN 1.2 to 1.5 files, with every fault at its line.

public import Basics
import FEEL
import Formats

public enum DecisionLoader {
    /// The namespaces of the versions of DMN that are read.
    static let namespaces: Set<String> = [
        "http://www.omg.org/spec/DMN/20180521/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ]

    /// The namespace of our own attributes: `gaps="intended"` on a table says that what it leaves open is meant.
    static let ownNamespace = "https://trinhky.example/dmn"

    /// The model, unless an error forbids its use, and all that is wrong or worth knowing about the file.
    public static func load(_ bytes: [UInt8], file: String) -> (DecisionModel?, [Diagnostic]) {
        let root: XMLElement
        do {
            root = try XMLReader.read(bytes, file: file)
        } catch {
            return (nil, error.diagnostics)
        }
        var loading = DecisionLoading(file: file)
        guard root.name == "definitions", namespaces.contains(root.namespace) else {
            loading.fault(root, "this is no DMN 1.2 to 1.5 model")
            return (nil, loading.diagnostics)
        }
        let model = loading.model(root, digest: Digest(of: bytes).hex)
        return (loading.diagnostics.hasErrors ? nil : model, loading.diagnostics)
    }
}

/// One file being read: the names and types known in it, and the findings so far.
struct DecisionLoading {
    let file: String
    var diagnostics: [Diagnostic] = []
    var vocabulary = Vocabulary()

    init(file: String) { self.file = file }

    mutating func fault(_ element: XMLElement, _ message: String) {
        diagnostics.append(
            Diagnostic(.error, file: file, line: element.line, element: element.attribute("id"), message))
    }

    mutating func warn(_ element: XMLElement, _ message: String) {
        diagnostics.append(
            Diagnostic(.warning, file: file, line: element.line, element: element.attribute("id"), message))
    }

    mutating func model(_ root: XMLElement, digest: String) -> DecisionModel {
        for element in root.children("import") {
            fault(element, "imports of other models are not supported")
        }
        collectNames(root)
        readTypes(root)
        var inputs: [InputDatum] = []
        var decisions: [Decision] = []
        var knowledge: [KnowledgeModel] = []
        var services: [DecisionService] = []
        for element in root.children where element.namespace == root.namespace {
            switch element.name {
            case "inputData": inputs.append(InputDatum(id: id(element), variable: variable(of: element)))
            case "decision": decisions.append(decision(element))
            case "businessKnowledgeModel": knowledge.append(knowledgeModel(element))
            case "decisionService": services.append(service(element))
            case "description", "extensionElements", "import", "itemDefinition", "knowledgeSource",
                "elementCollection", "performanceIndicator", "organizationUnit", "association", "textAnnotation",
                "group":
                break
            default: warn(element, "<\(element.name)> is not understood and was left out")
            }
        }
        checkReferences(root)
        return DecisionModel(
            name: root.attribute("name") ?? "", namespace: root.attribute("namespace") ?? "", digest: digest,
            inputs: inputs, decisions: decisions, knowledge: knowledge, services: services)
    }

    // MARK: Elements

    func id(_ element: XMLElement) -> String { element.attribute("id") ?? name(of: element) }

    func name(of element: XMLElement) -> String { Vocabulary.canonical(element.attribute("name") ?? "") }

    /// The variable of an element, which has the element's name where it is not written out.
    mutating func variable(of element: XMLElement) -> TypedName {
        guard let variable = element.first("variable") else { return TypedName(name: name(of: element), type: .any) }
        let own = name(of: variable)
        return TypedName(name: own.isEmpty ? name(of: element) : own, type: type(of: variable))
    }

    private mutating func decision(_ element: XMLElement) -> Decision {
        let logic = element.children.first { Self.logicNames.contains($0.name) }
        if logic == nil { warn(element, "the decision '\(name(of: element))' has no logic: it is always null") }
        return Decision(
            id: id(element), name: name(of: element), variable: variable(of: element),
            requiredInputs: references(element, "informationRequirement", "requiredInput"),
            requiredDecisions: references(element, "informationRequirement", "requiredDecision"),
            requiredKnowledge: references(element, "knowledgeRequirement", "requiredKnowledge"),
            logic: logic.map { self.logic($0, named: name(of: element)) } ?? .none)
    }

    private mutating func knowledgeModel(_ element: XMLElement) -> KnowledgeModel {
        let function = element.first("encapsulatedLogic")
        if function == nil {
            warn(element, "the knowledge model '\(name(of: element))' has no logic: it is always null")
        }
        let (parameters, body) = function.map { self.function($0, named: name(of: element)) } ?? ([], .none)
        return KnowledgeModel(
            id: id(element), name: name(of: element), type: variable(of: element).type, parameters: parameters,
            requiredKnowledge: references(element, "knowledgeRequirement", "requiredKnowledge"), logic: body)
    }

    private mutating func service(_ element: XMLElement) -> DecisionService {
        DecisionService(
            id: id(element), name: name(of: element), type: variable(of: element).type,
            inputData: element.children("inputData").compactMap(reference),
            inputDecisions: element.children("inputDecision").compactMap(reference),
            outputDecisions: element.children("outputDecision").compactMap(reference))
    }

    // MARK: References

    private func references(_ element: XMLElement, _ requirement: String, _ kind: String) -> [String] {
        element.children(requirement).compactMap { $0.first(kind).flatMap(reference) }
    }

    /// The id that an `href` of this file points to.
    private func reference(_ element: XMLElement) -> String? {
        guard let href = element.attribute("href"), let mark = href.lastIndex(of: "#") else { return nil }
        return String(href[href.index(after: mark)...])
    }

    /// Every reference must lead to an element of this file.
    private mutating func checkReferences(_ root: XMLElement) {
        let known = Set(root.children.map(id))
        let kinds: Set<String> = [
            "requiredInput", "requiredDecision", "requiredKnowledge", "inputData", "inputDecision", "outputDecision",
            "encapsulatedDecision",
        ]
        for element in root.children where element.namespace == root.namespace {
            let candidates = element.children + element.children.flatMap(\.children)
            for candidate in candidates where kinds.contains(candidate.name) && candidate.attribute("href") != nil {
                guard let target = reference(candidate), known.contains(target) else {
                    fault(candidate, "'\(candidate.attribute("href") ?? "")' leads nowhere")
                    continue
                }
            }
        }
    }

    /// Makes every name of the file known before the first expression is read.
    private mutating func collectNames(_ element: XMLElement) {
        for attribute in ["name", "iteratorVariable"] {
            if let name = element.attribute(attribute) { vocabulary.add(name) }
        }
        for child in element.children { collectNames(child) }
    }
}
