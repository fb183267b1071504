// Why the interpreter could not do what it was asked; nothing has happened then.

/// A stimulus that does not fit where the process stands, or a process that does not fit its data. Codes and parameters
/// only: callers word them.
public enum ProcessFault: Error, Hashable, Sendable {
    case alreadyStarted
    case notStarted
    case alreadyEnded
    case unknownTask(String)
    case unknownSubscription(String)
    case unknownService(String)
    /// The act is none of those that the task offers.
    case actNotOffered(task: String, act: String)
    case timerNotDue(String)
    /// No condition of that gateway holds and it has no default flow.
    case noFlowChosen(node: String)
    /// The expression of that timer gave no date, date and time, or duration.
    case noDueTime(node: String)
    /// The decision could not be evaluated at all; a decision without a result is no fault.
    case decisionFailed(node: String, decision: String, reason: String)
    /// The marking names a node that this definition does not have: it belongs to another definition.
    case unknownNode(String)
    /// More nodes were visited for one stimulus than `Limits.nodeVisitsMax`.
    case tooManyVisits
    /// More tokens than `Limits.tokensMax`.
    case tooManyTokens
}
