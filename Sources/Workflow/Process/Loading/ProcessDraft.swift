// What the parser hands to the linker: the file's own names, not yet resolved, each with its line.

import Basics

/// A name that refers to something else in the file.
struct DraftReference {
    var id: String
    var line: Int
}

struct DraftNode {
    enum Kind {
        case start
        case userTask(acts: [String], rights: [TaskRight], isOptional: Bool, due: String?)
        case manualTask
        case serviceTask(action: String)
        case businessRuleTask(decision: String, result: String)
        case exclusiveGateway(fallback: DraftReference?)
        case parallelGateway
        case catchEvent(EventTrigger)
        case boundaryEvent(EventTrigger, host: DraftReference, isInterrupting: Bool)
        case end(terminates: Bool)
        /// The node is wrong in itself and that was said; it is kept so that references to it are not called wrong too.
        case broken
    }

    var id: String
    var name: String
    var line: Int
    var kind: Kind
    /// The element's name, for messages.
    var element: String
    /// `gatewayDirection`, where it says something.
    var direction: String?
    var incoming: [DraftReference] = []
    var outgoing: [DraftReference] = []
    var meaning = NodeMeaning()

    var isBroken: Bool { if case .broken = kind { true } else { false } }
}

struct DraftFlow {
    var id: String
    var name: String
    var line: Int
    var source: DraftReference
    var target: DraftReference
    var condition: ProcessExpression?
}

struct DraftLane {
    var id: String
    var name: String
    var role: String?
    var line: Int
    var members: [DraftReference]
}

struct ProcessDraft {
    var id = ""
    var name = ""
    var line = 0
    var nodes: [DraftNode] = []
    var flows: [DraftFlow] = []
    var lanes: [DraftLane] = []
    var variables: [ProcessVariable] = []
    /// Ids of elements that were refused: references to them are not reported a second time.
    var refused: Set<String> = []
}

/// The findings of one file, in the order they were made.
struct ProcessFindings {
    let file: String
    private(set) var all: [Diagnostic] = []

    init(file: String) { self.file = file }

    mutating func error(_ line: Int, _ element: String?, _ message: String) {
        all.append(Diagnostic(file: file, line: line, element: element.flatMap { $0.isEmpty ? nil : $0 }, message))
    }

    mutating func warning(_ line: Int, _ element: String?, _ message: String) {
        all.append(Diagnostic(.warning, file: file, line: line, element: element, message))
    }

    mutating func append(_ diagnostics: [Diagnostic]) { all += diagnostics }
}
