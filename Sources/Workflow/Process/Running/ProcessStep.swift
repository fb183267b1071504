// What goes into one step of a process.

public import Basics
public import FEEL

/// What reaches a process from outside.
public enum Stimulus: Hashable, Sendable {
    case start
    /// Somebody did the task; `outcome` is the act, and `outcome` is also the variable that conditions know it by.
    case completeTask(id: String, outcome: String)
    case timerFired(id: String)
    case serviceCompleted(id: String)
    /// Takes everything away.
    case cancel
}

/// What a step may know of the world.
public struct ProcessEnvironment {
    /// What expressions see, and decisions are given.
    public var variables: [String: Value]
    public var now: Timestamp
    /// Evaluates a decision of the decision model by name; no result is `null`, not an error.
    public var decide: (String, [String: Value]) throws -> Value

    public init(
        variables: [String: Value] = [:], now: Timestamp, decide: @escaping (String, [String: Value]) throws -> Value
    ) {
        self.variables = variables
        self.now = now
        self.decide = decide
    }
}

extension ProcessDefinition {
    /// What `stimulus` makes happen in a process that stands at `marking`, in order. Applying the facts to `marking`
    /// gives where it stands then; a fault means that nothing happens.
    ///
    /// The same arguments always give the same facts. Bounded by `Limits.nodeVisitsMax` and `Limits.tokensMax`.
    public func step(
        _ marking: Marking, _ stimulus: Stimulus, _ environment: ProcessEnvironment
    ) throws(ProcessFault) -> [ProcessFact] {
        var run = ProcessRun(self, marking, environment)
        try run.take(stimulus)
        try run.advance()
        return run.facts
    }
}
