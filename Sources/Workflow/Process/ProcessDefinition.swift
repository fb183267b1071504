// A process as data: what a BPMN file says, linked and checked, never changed afterwards.

/// A loaded process. A case goes on by the very file it began with (`PinnedText`).
public struct ProcessDefinition: Hashable, Sendable {
    public let id: String
    public let name: String
    /// In the order of the file.
    public let nodes: [ProcessNode]
    /// In the order of the file, which is also the order in which a gateway tries its conditions.
    public let flows: [ProcessFlow]
    public let lanes: [ProcessLane]
    /// What its expressions and decisions may look at, in the order of the file.
    public let variables: [ProcessVariable]

    private let places: [String: Int]

    init(
        of draft: ProcessDraft, nodes: [ProcessNode], flows: [ProcessFlow], lanes: [ProcessLane]
    ) {
        id = draft.id
        name = draft.name
        variables = draft.variables
        self.nodes = nodes
        self.flows = flows
        self.lanes = lanes
        places = Dictionary(nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The node with that id.
    public func node(_ id: String) -> ProcessNode? { places[id].map { nodes[$0] } }

    /// The position of the node with that id in `nodes`.
    func place(of id: String) -> Int? { places[id] }

    /// The user tasks with their nodes, in the order of the file.
    public var userTasks: [(node: ProcessNode, task: UserTask)] {
        nodes.compactMap { node in
            if case .userTask(let task) = node.kind { (node, task) } else { nil }
        }
    }

    /// Every act that some task offers, without repetition, in the order of the file.
    public var acts: [String] {
        var seen: Set<String> = []
        return userTasks.flatMap { $0.task.offers.map(\.act) }.filter { seen.insert($0).inserted }
    }
}

/// One flow node. The numbers are positions in the definition's `flows` and `nodes`.
public struct ProcessNode: Hashable, Sendable {
    public let id: String
    public let name: String
    public let kind: Kind
    /// The id of the lane it stands in.
    public let lane: String?
    public let line: Int
    public internal(set) var incoming: [Int] = []
    public internal(set) var outgoing: [Int] = []
    /// The boundary events that stand on this node.
    public internal(set) var boundaryEvents: [Int] = []
    /// What a token that comes here means for the case.
    public let meaning: NodeMeaning

    public enum Kind: Hashable, Sendable {
        case start
        case userTask(UserTask)
        /// A task that the server has no part in: a token passes through (BPMN 2.0 §13.3.3, manual and plain tasks).
        case manualTask
        case serviceTask(action: String)
        case businessRuleTask(decision: String, result: String)
        /// `fallback` is the position of the default flow.
        case exclusiveGateway(fallback: Int?)
        case parallelGateway
        case catchEvent(EventTrigger)
        /// An event that may happen while the node `host` is busy.
        case boundaryEvent(EventTrigger, host: Int, isInterrupting: Bool)
        case end(terminates: Bool)
    }

    /// Whether a token that enters stays until something from outside happens.
    public var waits: Bool {
        switch kind {
        case .userTask, .serviceTask, .catchEvent: true
        default: false
        }
    }
}

/// What a process file says about the case when a token comes to a node: words for the procedure, which the interpreter
/// only hands on as facts. All are attributes of our namespace.
public struct NodeMeaning: Hashable, Sendable {
    /// The stage the case is at from here on.
    public var stage: String?
    /// What happens to the case here, in order, such as that it is filed.
    public var effects: [String] = []
    /// The kind of the paper that is issued here.
    public var paper: String?
}

/// What an event waits for. (Message, signal and error follow with "Workflow engine to the end".)
public enum EventTrigger: Hashable, Sendable {
    case timer(ProcessTimer)
}

/// An act that somebody of another role may do in place of a task, such as to take back what waits in it.
public struct TaskRight: Codable, Hashable, Sendable {
    public let role: String
    public let act: String
}

/// What offers acts: a user task of a process, and one that is open in a case.
public protocol OffersActs {
    /// The role whose task it is.
    var role: String { get }
    /// The slugs of the acts it offers to that role, in the order of the file.
    var acts: [String] { get }
    var rights: [TaskRight] { get }
}

extension OffersActs {
    /// Every act with the role it is offered to: the task's own first.
    public var offers: [TaskRight] { acts.map { TaskRight(role: role, act: $0) } + rights }
}

/// What a user task asks of people.
public struct UserTask: OffersActs, Hashable, Sendable {
    /// The role that its lane names.
    public let role: String
    public let acts: [String]
    public let rights: [TaskRight]
    /// A task that nobody must do: a right, such as to withdraw; it is in no inbox.
    public let isOptional: Bool
    /// The variable that holds the day by which it is to be done; the term of the case counts where there is none.
    public let due: String?
}

/// A name that expressions and decisions of a process may use, and where its value comes from.
public struct ProcessVariable: Hashable, Sendable {
    public let name: String
    /// A FEEL type name, such as `string` or `date`.
    public let type: String
    /// The fact of the case it stands for, such as `decision.kind`.
    public let source: String
    public let line: Int
}

/// A sequence flow between two nodes.
public struct ProcessFlow: Hashable, Sendable {
    public let id: String
    public let name: String
    public let source: Int
    public let target: Int
    public let condition: ProcessExpression?
    public let line: Int
}

/// A lane: who does what stands in it.
public struct ProcessLane: Hashable, Sendable {
    public let id: String
    public let name: String
    public let role: String?
    public let line: Int
}
