// What the interpreter did: facts that are stored as part of a case's events and only applied ever after.

public import Basics

/// One thing that happened in a process. Facts are for ever: their names and fields are a stored format.
public enum ProcessFact: Codable, Hashable, Sendable {
    /// A token, new or moving on, is at `node`; `flow` is the sequence flow it came by, none at a start or boundary.
    case tokenEntered(id: String, node: String, flow: String?)
    case tokenLeft(id: String, node: String)
    case taskOpened(OpenTask)
    /// `outcome` is the act that completed the task; none when the process took it away.
    case taskClosed(id: String, outcome: String?)
    case timerArmed(ArmedTimer)
    /// The timer fired or is needed no more.
    case timerDisarmed(id: String)
    /// `name` is the variable that conditions know the result by.
    case decisionEvaluated(node: String, decision: String, name: String, result: FactValue)
    case serviceRequested(RequestedService)
    /// The service answered, or is needed no more.
    case serviceClosed(id: String)
    /// An end was reached. With `terminated` nothing of the process goes on; `node` is missing when it was cancelled.
    case ended(node: String?, terminated: Bool)
}

/// A task that waits for somebody's act.
public struct OpenTask: Codable, Hashable, Sendable {
    public let id: String
    /// The token that waits in it.
    public let token: String
    /// The id of the user task in the process.
    public let node: String
    public let name: String
    public let role: String
    /// The slugs of the acts it offers.
    public let acts: [String]
    /// A right rather than a duty: it is in no inbox.
    public let isOptional: Bool

    public init(
        id: String, token: String, node: String, name: String, role: String, acts: [String], isOptional: Bool
    ) {
        self.id = id
        self.token = token
        self.node = node
        self.name = name
        self.role = role
        self.acts = acts
        self.isOptional = isOptional
    }
}

/// A timer that runs.
public struct ArmedTimer: Codable, Hashable, Sendable {
    public let id: String
    /// The token that waits at the timer, or in the task that it watches.
    public let token: String
    /// The id of the timer event in the process.
    public let node: String
    public let due: Timestamp

    public init(id: String, token: String, node: String, due: Timestamp) {
        self.id = id
        self.token = token
        self.node = node
        self.due = due
    }
}

/// A service task that waits for the server to do something.
public struct RequestedService: Codable, Hashable, Sendable {
    public let id: String
    public let token: String
    /// The id of the service task in the process.
    public let node: String
    /// What is to be done: the name that the task gives.
    public let action: String

    public init(id: String, token: String, node: String, action: String) {
        self.id = id
        self.token = token
        self.node = node
        self.action = action
    }
}
