// From the files of a folder to a procedure: read, put together, checked as a whole.

public import Basics
import FEEL
import Forms
public import Workflow

extension Procedure {
    /// The files that a folder must have, and those it may have beside its decision tables and letters.
    public static let processPath = "process.bpmn"
    public static let formPath = "form.xml"

    /// The procedure, or `nil` when a file cannot be used; all findings of all files are given.
    public static func load(_ files: ProcedureFiles) -> (Procedure?, [Diagnostic]) {
        var parts = ProcedureParts(files)
        parts.readForm()
        parts.readActs()
        parts.readPapers()
        parts.readWords()
        parts.readDecisions()
        parts.readProcess(parts.vocabulary)
        guard let procedure = parts.procedure, !parts.findings.hasErrors else { return (nil, parts.findings) }
        let findings = parts.findings + ProcedureChecks(procedure, files).findings()
        return (findings.hasErrors ? nil : procedure, findings)
    }

    /// What any process may name, whatever procedure it belongs to.
    public static var words: ProcessVocabulary {
        var vocabulary = ProcessVocabulary()
        vocabulary.roles = Set(Role.allCases.map(\.rawValue))
        vocabulary.acts = Set(Acts.all.map(\.slug))
        vocabulary.actions = Set(CaseAction.allCases.map(\.rawValue))
        vocabulary.stages = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0.rawValue, $0.meaning) })
        vocabulary.effects = Dictionary(uniqueKeysWithValues: CaseEffect.allCases.map { ($0.rawValue, $0.need) })
        return vocabulary
    }

    /// The procedure out of texts that were checked when a case was begun under them: checks that have become stricter
    /// since do not reach it. `nil` when it cannot be put together any more.
    public static func read(_ files: ProcedureFiles) -> Procedure? {
        var parts = ProcedureParts(files)
        parts.readForm { bytes, _ in (FormLoader.read(bytes), []) }
        parts.readActs()
        parts.readPapers()
        parts.readWords()
        parts.readDecisions { DecisionLoader.read($0, file: $1, imports: files.imports) }
        parts.process = files.files[processPath].flatMap { ProcessLoader.read($0) }
        return parts.procedure
    }
}

/// What has been read of a folder so far.
private struct ProcedureParts {
    let files: ProcedureFiles
    var findings: [Diagnostic] = []
    var process: ProcessDefinition?
    private var form: ApplicantForm?
    private var acts: [String: GenericAct] = [:]
    private var papers: PaperCatalogue?
    private var words: ProcedureWords?
    private var decisions: [String: DecisionModel] = [:]

    init(_ files: ProcedureFiles) { self.files = files }

    /// The whole, once its parts are there.
    var procedure: Procedure? {
        guard let process, let form, let papers, let words else { return nil }
        return Procedure(
            name: files.name, digest: Digest(of: Array(files.manifest.utf8)).hex, process: process,
            decisions: decisions, form: form, acts: acts, papers: papers, words: words)
    }

    mutating func readForm(
        _ read: ([UInt8], String) -> (ApplicantForm?, [Diagnostic]) = { FormLoader.load($0, file: $1) }
    ) {
        form = take(Procedure.formPath, read)
    }

    mutating func readActs() {
        guard let bytes = files.files[ActsFile.path] else { return }
        let (read, found) = ActsFile.load(bytes, file: files.place(ActsFile.path))
        findings += found
        acts = Dictionary(read.map { ($0.slug, $0) }) { first, _ in first }
    }

    mutating func readPapers() {
        let (read, found) = PaperCatalogue.read(files)
        findings += found
        papers = read
    }

    mutating func readWords() {
        let (read, found) = ProcedureWords.load(files)
        findings += found
        words = read
    }

    mutating func readDecisions() {
        let files = files
        readDecisions { DecisionLoader.load($0, file: $1, imports: files.imports) }
    }

    /// The models by the name of each decision they make; two decisions of one name cannot be told apart.
    mutating func readDecisions(_ read: ([UInt8], String) -> (DecisionModel?, [Diagnostic])) {
        var places: [String: String] = [:]
        var told: Set<Diagnostic> = []
        for (path, bytes) in files.ending("dmn") {
            let (model, found) = read(bytes, files.place(path))
            // What is wrong with a file is found again by every other that imports it.
            findings += found.filter { told.insert($0).inserted }
            for name in model?.decisionNames ?? [] {
                if let other = places[name] {
                    let what = "the decision \(name) stands in \(other) already"
                    findings.append(Diagnostic(file: files.place(path), line: 1, what))
                }
                places[name] = path
                decisions[name] = model
            }
        }
    }

    mutating func readProcess(_ vocabulary: ProcessVocabulary) {
        process = take(Procedure.processPath) { ProcessLoader.load($0, file: $1, vocabulary: vocabulary) }
    }

    var vocabulary: ProcessVocabulary {
        var vocabulary = Procedure.words
        vocabulary.acts?.formUnion(acts.keys)
        vocabulary.papers = papers?.kinds
        vocabulary.asksForStages = true
        vocabulary.sources = form.map(CaseSource.types)
        vocabulary.decisions = Dictionary(
            uniqueKeysWithValues: decisions.map { name, model in
                (name, DecisionShape(inputs: model.inputs(of: name), result: model.resultType(of: name) ?? .any))
            })
        return vocabulary
    }

    private mutating func take<T>(_ path: String, _ load: ([UInt8], String) -> (T?, [Diagnostic])) -> T? {
        guard let bytes = files.files[path] else {
            findings.append(Diagnostic(file: files.place(path), line: 0, "the file is missing"))
            return nil
        }
        let (value, found) = load(bytes, files.place(path))
        findings += found
        return value
    }
}

extension Stage {
    /// What a process must know of the stage: that an office only works on what was filed.
    var meaning: StageMeaning {
        let needsFiling: Bool =
            switch self {
            case .draft, .awaitingVouch, .withdrawn, .stopped, .closed: false
            case .filed, .supplementRequested, .paymentDue, .rejectedAtIntake, .accepted, .proposed, .signed, .issued,
                .fulfilled, .suspended, .refused:
                true
            }
        return StageMeaning(isFinal: isFinal, after: needsFiling ? [CaseEffect.file.rawValue] : [])
    }
}
