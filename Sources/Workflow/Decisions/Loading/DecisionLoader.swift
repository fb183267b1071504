// Reads decision models from DMN 1.1 to 1.5 files, with every fault at its line.

public import Basics
import FEEL
import Formats

public enum DecisionLoader {
    /// The namespaces of the versions of DMN that are read.
    static let namespaces: Set<String> = [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ]

    /// Whether that is a name of FEEL, in whatever version. Until DMN 1.1 it had a namespace of its own.
    static func isFEEL(_ language: String) -> Bool {
        let name = language.uppercased()
        return name == "FEEL" || name.hasSuffix("FEEL/") || language.hasPrefix("http://www.omg.org/spec/FEEL/")
    }

    /// The namespace of our own attributes: `gaps="intended"` on a table says that what it leaves open is meant.
    static let ownNamespace = "https://trinhky.example/dmn"

    /// The model, unless an error forbids its use, and all that is wrong or worth knowing about the file: what cannot
    /// be read, what does not fit together, and what cannot work whatever the values will be. What is wrong in
    /// imported models is told as well.
    public static func load(
        _ bytes: [UInt8], file: String, imports: ImportSource = .nothing
    ) -> (DecisionModel?, [Diagnostic]) {
        let (model, findings) = loading(
            bytes, DecisionLoading(file: file, isStrict: true), DecisionImports(for: file, imports))
        return (findings.hasErrors ? nil : model, findings)
    }

    /// The model of a file as far as it can be made, for those who must not refuse it: what is wrong is `null`, and
    /// `DecisionModel.fault(of:)` names it. Only what makes a decision meaningless is found; `load` finds more.
    public static func read(
        _ bytes: [UInt8], file: String, imports: ImportSource = .nothing
    ) -> (DecisionModel?, [Diagnostic]) {
        read(ImportedFile(file: file, bytes: bytes), DecisionImports(for: file, imports))
    }

    /// The target namespace of a model; `nil` for what is none.
    static func namespace(of bytes: [UInt8], file: String) -> String? {
        // A file that cannot be read is nobody's import; whoever names it by its location is told why.
        guard let root = try? XMLReader.read(bytes, file: file), namespaces.contains(root.namespace) else { return nil }
        return root.attribute("namespace")
    }

    /// The same for a model that another one imports.
    static func read(_ file: ImportedFile, _ imports: DecisionImports) -> (DecisionModel?, [Diagnostic]) {
        loading(file.bytes, DecisionLoading(file: file.file, isStrict: false), imports)
    }

    private static func loading(
        _ bytes: [UInt8], _ begun: DecisionLoading, _ imports: DecisionImports
    ) -> (DecisionModel?, [Diagnostic]) {
        let root: XMLElement
        do {
            root = try XMLReader.read(bytes, file: begun.file)
        } catch {
            return (nil, error.diagnostics)
        }
        var loading = begun
        guard root.name == "definitions", namespaces.contains(root.namespace) else {
            loading.fault(root, "this is no DMN 1.1 to 1.5 model")
            return (nil, loading.diagnostics)
        }
        guard root.children.count <= Limits.decisionElementsMax else {
            loading.fault(root, "the model has more than \(Limits.decisionElementsMax) elements")
            return (nil, loading.diagnostics)
        }
        let model = loading.model(root, digest: Digest(of: bytes).hex, imports)
        loading.checkCircles(model)
        loading.check(model.knowing(loading.faults))
        return (model.knowing(loading.faults), loading.diagnostics)
    }
}

/// One file being read: the names and types known in it, and the findings so far.
struct DecisionLoading {
    let file: String
    /// Whether all is said that cannot work, or only what makes an element meaningless.
    let isStrict: Bool
    var diagnostics: [Diagnostic] = []
    var vocabulary = Vocabulary()
    /// The names by which the models of other namespaces are known here.
    var qualifiers: [String: String] = [:]
    /// The first fault of each element, and of each type by its name.
    private(set) var faults: [String: Diagnostic] = [:]
    var typeFaults: [String: Diagnostic] = [:]
    /// The imported files whose names are known here.
    var adopted: Set<String> = []
    /// Imports that were not found, by namespace.
    var missing: [String: Diagnostic] = [:]
    /// Where the file as a whole speaks another language than FEEL: that it does.
    var foreignLanguage: Diagnostic?
    /// Of what is being read: the element, or else the type.
    private var owner: String?
    var typeBeingRead: String?
    /// How many parts each type has that was read, and how many there are so far in the one being read.
    var typeParts: [String: Int] = [:]
    var partsSoFar = 0
    private var namespace = ""

    init(file: String, isStrict: Bool) {
        self.file = file
        self.isStrict = isStrict
    }

    mutating func fault(_ element: XMLElement, _ message: String) {
        fault(Diagnostic(.error, file: file, line: element.line, element: element.attribute("id"), message))
    }

    /// Notes what is wrong; what is being read cannot be used.
    mutating func fault(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
        spoil(diagnostic)
    }

    /// What is being read cannot be used for a reason that has been told already.
    mutating func spoil(_ diagnostic: Diagnostic) {
        if let owner {
            spoil(owner, diagnostic)
        } else if let typeBeingRead, typeFaults[typeBeingRead] == nil {
            typeFaults[typeBeingRead] = diagnostic
        }
    }

    mutating func spoil(_ owner: String, _ diagnostic: Diagnostic) {
        if faults[owner] == nil { faults[owner] = diagnostic }
    }

    mutating func warn(_ element: XMLElement, _ message: String) {
        diagnostics.append(
            Diagnostic(.warning, file: file, line: element.line, element: element.attribute("id"), message))
    }

    mutating func model(_ root: XMLElement, digest: String, _ imports: DecisionImports) -> DecisionModel {
        namespace = root.attribute("namespace") ?? ""
        if let language = root.attribute("expressionLanguage"), !language.isEmpty, !DecisionLoader.isFEEL(language) {
            let what = "the expression language '\(language)' is not supported"
            foreignLanguage = Diagnostic(file: file, line: root.line, element: root.attribute("id"), what)
        }
        let imported = imported(root, imports)
        collectNames(root)
        readTypes(root)
        var elements = DecisionElements()
        for element in root.children where element.namespace == root.namespace {
            owner = id(element)
            switch element.name {
            case "inputData":
                elements.inputs.append(
                    InputDatum(id: id(element), variable: variable(of: element)))
            case "decision": elements.decisions.append(decision(element))
            case "businessKnowledgeModel": elements.knowledge.append(knowledgeModel(element))
            case "decisionService": elements.services.append(service(element))
            case "description", "extensionElements", "import", "itemDefinition", "knowledgeSource",
                "elementCollection", "performanceIndicator", "organizationUnit", "association", "textAnnotation",
                "group":
                break
            default: warn(element, "<\(element.name)> is not understood and was left out")
            }
        }
        checkReferences(root, imported)
        owner = nil
        checkUniqueness(root)
        return DecisionModel(
            DecisionModel.Header(name: root.attribute("name") ?? "", namespace: namespace, digest: digest),
            own: elements, imported: imported, types: vocabulary.types)
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
            id: id(element), line: element.line, name: name(of: element), variable: variable(of: element),
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
        var (parameters, body) = function.map { self.function($0, named: name(of: element)) } ?? ([], .none)
        if parameters.isEmpty, case .table(let table) = body {
            // The input expressions of a table stand for parameters that are not declared (DMN 1.5 §10.2.1.7).
            var seen: Set<String> = []
            let names = table.inputs.compactMap(\.source.expression.root).filter { seen.insert($0).inserted }
            parameters = names.map { TypedName(name: $0, type: .any) }
        }
        var type = variable(of: element).type
        // The variable holds the model as a function; what the function yields is what a call yields.
        if case .function(_, let result) = type.base { type = result }
        return KnowledgeModel(
            id: id(element), line: element.line, name: name(of: element), type: type,
            parameters: parameters,
            requiredKnowledge: references(element, "knowledgeRequirement", "requiredKnowledge"), logic: body)
    }

    private mutating func service(_ element: XMLElement) -> DecisionService {
        DecisionService(
            id: id(element), name: name(of: element), type: variable(of: element).type,
            inputData: element.children("inputData").compactMap { reference($0) },
            inputDecisions: element.children("inputDecision").compactMap { reference($0) },
            outputDecisions: element.children("outputDecision").compactMap { reference($0) })
    }

    // MARK: References

    private func references(_ element: XMLElement, _ requirement: String, _ kind: String) -> [Reference] {
        element.children(requirement).compactMap { $0.first(kind).flatMap { reference($0) } }
    }

    /// The element that an `href` points to, in this file or in an imported model.
    private func reference(_ element: XMLElement) -> Reference? {
        guard let href = element.attribute("href"), let mark = href.lastIndex(of: "#") else { return nil }
        let id = String(href[href.index(after: mark)...])
        let target = String(href[..<mark])
        if target.isEmpty || target == namespace { return Reference(id: id, qualifier: nil) }
        return Reference(id: href, qualifier: qualifiers[target].flatMap { $0.isEmpty ? nil : $0 })
    }

    /// Every reference must lead to an element of this file or of an imported one.
    private mutating func checkReferences(_ root: XMLElement, _ imported: [DecisionModel]) {
        let known = Set(root.children.map(id) + imported.flatMap(\.qualifiedIDs))
        let kinds: Set<String> = [
            "requiredInput", "requiredDecision", "requiredKnowledge", "inputData", "inputDecision", "outputDecision",
            "encapsulatedDecision",
        ]
        for element in root.children where element.namespace == root.namespace {
            owner = id(element)
            let candidates = element.children + element.children.flatMap(\.children)
            for candidate in candidates where kinds.contains(candidate.name) && candidate.attribute("href") != nil {
                let href = candidate.attribute("href") ?? ""
                if let target = reference(candidate), known.contains(target.id) { continue }
                if let known = missing[String(href.prefix { $0 != "#" })] {
                    spoil(known)
                } else {
                    fault(candidate, "'\(href)' leads nowhere")
                }
            }
        }
    }

    /// Makes every name of the file known before the first expression is read.
    mutating func collectNames(_ element: XMLElement) {
        for attribute in ["name", "iteratorVariable"] {
            if let name = element.attribute(attribute) { vocabulary.add(name) }
        }
        for child in element.children { collectNames(child) }
    }
}
