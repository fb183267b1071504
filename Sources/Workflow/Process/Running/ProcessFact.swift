// What the interpreter did: facts that are stored as part of a case's events and only applied ever after.

public import Basics

/// One thing that happened in a process. Facts are for ever: their names and fields are a stored format. Each says one
/// thing only: what was done and what was merely needed no more are different facts.
public enum ProcessFact: Codable, Hashable, Sendable {
    /// A token, new or moving on, is at `node`; `flow` is the sequence flow it came by, none at a start or boundary.
    case tokenEntered(id: String, node: String, flow: String?, scope: String?)
    case tokenLeft(id: String, node: String)
    /// Something with tokens of its own began. (Roadmap, "Workflow engine to the end": sub-process, call activity,
    /// multi-instance.)
    case scopeOpened(ProcessScope)
    case scopeClosed(id: String)
    case taskOpened(OpenTask)
    /// `outcome` is the act that completed the task, or the outcome that was chosen in it.
    case taskCompleted(id: String, outcome: String)
    /// The process took the task away.
    case taskCancelled(id: String)
    case subscribed(Subscription)
    /// What was waited for happened.
    case subscriptionFired(id: String)
    /// It is waited for no more.
    case subscriptionCancelled(id: String)
    case decisionMade(DecisionMade)
    case serviceRequested(RequestedService)
    case serviceCompleted(id: String)
    case serviceCancelled(id: String)
    /// A token came to a node that puts the case at that stage.
    case stageReached(stage: String, node: String)
    /// A token came to a node that does this to the case.
    case effectCaused(effect: String, node: String)
    /// A token came to a node that issues a paper of this kind.
    case paperOrdered(kind: String, node: String)
    /// An end was reached. With `terminated` nothing of the scope goes on; `node` is missing when it was cancelled.
    case ended(node: String?, terminated: Bool, scope: String?)
}

/// A part of a process with tokens of its own. The process itself is the scope without an id.
public struct ProcessScope: Codable, Hashable, Sendable {
    public let id: String
    /// The node it runs in.
    public let node: String
    /// The scope that node belongs to; none for the process itself.
    public let parent: String?
    /// Which of several instances of the node, from 1; none where there is only one.
    public let instance: Int?
}

/// A task that waits for somebody's act.
public struct OpenTask: OffersActs, Codable, Hashable, Sendable {
    public let id: String
    /// The token that waits in it.
    public let token: String
    /// The id of the user task in the process.
    public let node: String
    public let name: String
    public let role: String
    public let acts: [String]
    public let rights: [TaskRight]
    /// A right rather than a duty: it is in no inbox.
    public let isOptional: Bool
    /// The day by which it is to be done; the term of the case where there is none.
    public let due: LocalDate?
    public let scope: String?
    /// Which of several instances of the task, from 1. (Roadmap, "Workflow engine to the end": multi-instance.)
    public let instance: Int?
    /// The office it waits at, where that is not the one that holds the case: a case may be held by several.
    public let office: String?
}

extension OpenTask {
    /// A task as it opens at a node.
    public init(
        id: String, token: String, node: ProcessNode, task: UserTask, due: LocalDate? = nil, scope: String? = nil,
        office: String? = nil
    ) {
        self.init(
            id: id, token: token, node: node.id, name: node.name, role: task.role, acts: task.acts,
            rights: task.rights, isOptional: task.isOptional, due: due, scope: scope, instance: nil, office: office)
    }
}

/// Something a token waits for beside tasks and services.
public struct Subscription: Codable, Hashable, Sendable {
    /// What it waits for. (Roadmap, "Workflow engine to the end": message, signal and error.)
    public enum Kind: String, Codable, Hashable, Sendable { case timer, message, signal, error }

    public let id: String
    public let kind: Kind
    /// The token that waits at the event, or in the task that the event stands on.
    public let token: String
    /// The id of the event in the process.
    public let node: String
    /// When a timer is due; none for the other kinds.
    public let due: Timestamp?
    /// What tells one message, signal or error from another; none for timers.
    public let key: String?
    public let scope: String?
}

extension Subscription {
    /// A timer.
    public init(id: String, token: String, node: String, at due: Timestamp, scope: String? = nil) {
        self.init(id: id, kind: .timer, token: token, node: node, due: due, key: nil, scope: scope)
    }
}

/// What a decision gave, and by which rules of which table: it stays readable for the rest of the case.
public struct DecisionMade: Codable, Hashable, Sendable {
    public let node: String
    public let decision: String
    /// The variable that conditions and decisions know the result by.
    public let name: String
    public let result: FactValue
    /// SHA-256 of the file of the table, in hexadecimal digits.
    public let table: String
    public let rules: [MatchedRule]
}

/// A service task that waits for the server to do something.
public struct RequestedService: Codable, Hashable, Sendable {
    public let id: String
    public let token: String
    /// The id of the service task in the process.
    public let node: String
    /// What is to be done: the name that the task gives.
    public let action: String
    public let scope: String?
}
