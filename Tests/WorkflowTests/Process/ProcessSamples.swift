// Small processes written tersely, and how tests load and run them.

import Basics
import FEEL
import Foundation
import Testing
import Workflow

/// Pieces of BPMN text.
enum Piece {
    static func start(_ id: String = "start") -> String { "<startEvent id=\"\(id)\"/>" }
    static func end(_ id: String = "end") -> String { "<endEvent id=\"\(id)\"/>" }
    static func stop(_ id: String) -> String { "<endEvent id=\"\(id)\"><terminateEventDefinition/></endEvent>" }
    static func task(_ id: String, _ acts: String = "do", optional: Bool = false) -> String {
        "<userTask id=\"\(id)\" name=\"\(id)\" tk:acts=\"\(acts)\"\(optional ? " tk:optional=\"true\"" : "")/>"
    }
    static func service(_ id: String, _ action: String = "act") -> String {
        "<serviceTask id=\"\(id)\" tk:action=\"\(action)\"/>"
    }
    static func rule(_ id: String, _ decision: String = "choice", _ result: String = "chosen") -> String {
        "<businessRuleTask id=\"\(id)\" tk:decision=\"\(decision)\" tk:result=\"\(result)\"/>"
    }
    static func either(_ id: String, fallback: String? = nil) -> String {
        "<exclusiveGateway id=\"\(id)\"\(fallback.map { " default=\"\($0)\"" } ?? "")/>"
    }
    static func all(_ id: String) -> String { "<parallelGateway id=\"\(id)\"/>" }
    static func timer(_ id: String, _ kind: String = "timeDuration", _ text: String = "PT1H") -> String {
        "<intermediateCatchEvent id=\"\(id)\">\(when(kind, text))</intermediateCatchEvent>"
    }
    static func boundary(
        _ id: String, on host: String, interrupting: Bool = true, _ kind: String = "timeDuration",
        _ text: String = "PT1H"
    ) -> String {
        "<boundaryEvent id=\"\(id)\" attachedToRef=\"\(host)\" cancelActivity=\"\(interrupting)\">\(when(kind, text))"
            + "</boundaryEvent>"
    }
    private static func when(_ kind: String, _ text: String) -> String {
        "<timerEventDefinition><\(kind)>\(text)</\(kind)></timerEventDefinition>"
    }
    /// A flow named by its ends: `a-b`.
    static func flow(_ from: String, _ to: String, _ condition: String? = nil) -> String {
        let tag = "<sequenceFlow id=\"\(from)-\(to)\" sourceRef=\"\(from)\" targetRef=\"\(to)\""
        guard let condition else { return tag + "/>" }
        let text = condition.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        return tag + "><conditionExpression>\(text)</conditionExpression></sequenceFlow>"
    }
    /// Flows one after another.
    static func chain(_ ids: String...) -> String {
        zip(ids, ids.dropFirst()).map { flow($0, $1) }.joined(separator: "\n")
    }
}

/// A whole file: the frame is on line 1, the pieces are on lines 2, 3 and so on. User tasks stand in a lane of `clerk`,
/// unless the pieces have lanes of their own.
func file(_ pieces: [String], frame: String = " isExecutable=\"true\"") -> String {
    let text = pieces.joined(separator: "\n")
    let tasks = text.matches(of: /<userTask id="([^"]+)"/).map { "<flowNodeRef>\($0.1)</flowNodeRef>" }.joined()
    let lanes =
        tasks.isEmpty || text.contains("<laneSet")
        ? "" : "<laneSet id=\"lanes\"><lane id=\"lane\" tk:role=\"clerk\">\(tasks)</lane></laneSet>"
    let variables = ["v", "n", "class"].map { "<tk:variable name=\"\($0)\" type=\"Any\" from=\"\($0)\"/>" }.joined()
    return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"urn:test\" "
        + "xmlns:tk=\"https://trinhky.example/bpmn\"><process id=\"p\"\(frame)>"
        + "<extensionElements>\(variables)</extensionElements>\(lanes)\n\(text)\n</process></definitions>"
}

func load(_ pieces: [String]) -> (ProcessDefinition?, [Diagnostic]) {
    ProcessLoader.load(Array(file(pieces).utf8), file: "p.bpmn")
}

/// The definition of a process that must be without fault.
func process(_ pieces: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> ProcessDefinition {
    let (definition, findings) = load(pieces)
    return try #require(definition, "\(findings)", sourceLocation: sourceLocation)
}

let noon = Timestamp(LocalDate(days: 18_800), hour: 12)

/// A process with its marking, for tests to drive.
struct Run {
    let definition: ProcessDefinition
    var marking = Marking()
    var log: [ProcessFact] = []
    var variables: [String: Value] = [:]
    var now = noon
    var decide: (String, [String: Value]) throws -> DecisionAnswer = { _, _ in DecisionAnswer(value: .null) }

    init(_ definition: ProcessDefinition, _ variables: [String: Value] = [:]) {
        self.definition = definition
        self.variables = variables
    }

    /// One step; its facts are applied and kept.
    @discardableResult mutating func step(_ stimulus: Stimulus) throws -> [ProcessFact] {
        let facts = try definition.step(
            marking, stimulus, ProcessEnvironment(variables: variables, now: now, decide: decide))
        for fact in facts {
            marking.apply(fact)
        }
        log += facts
        return facts
    }

    /// Does the open task of that node.
    mutating func complete(_ node: String, _ act: String = "do", outcome: String? = nil) throws {
        let task = try #require(marking.tasks.first { $0.node == node }, "\(node) is not open")
        try step(.taskCompleted(id: task.id, act: act, outcome: outcome ?? act))
    }

    /// Lets the timer of that node fire when it is due.
    mutating func fire(_ node: String) throws {
        let timer = try #require(marking.subscriptions.first { $0.node == node }, "\(node) does not run")
        now = max(now, timer.due ?? now)
        try step(.subscriptionFired(id: timer.id))
    }

    mutating func serve(_ node: String) throws {
        let service = try #require(marking.services.first { $0.node == node }, "\(node) is not asked for")
        try step(.serviceCompleted(id: service.id))
    }

    /// The nodes that hold tokens, sorted.
    var places: [String] { marking.tokens.map(\.node).sorted() }
    var openTasks: [String] { marking.tasks.map(\.node).sorted() }
    var openTimers: [String] { marking.subscriptions.map(\.node).sorted() }
}

/// Files that stand in the repository or beside it.
enum Place {
    static let root: URL = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let shared = root.deletingLastPathComponent().appendingPathComponent("shared")
    static let suites = shared.appendingPathComponent("suites")
    static var hasSuites: Bool { FileManager.default.fileExists(atPath: suites.path) }
    static var schema: String { suites.appendingPathComponent("schemas/BPMN20.xsd").path }
    static let writtenRequest = root.appendingPathComponent("Workflows/written-request/process.bpmn")

    static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }
}
