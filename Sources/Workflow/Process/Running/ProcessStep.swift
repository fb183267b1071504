// What goes into one step of a process.

public import Basics
public import FEEL

/// What reaches a process from outside. Stored with the facts it led to, so that a step can be gone through again.
public enum Stimulus: Codable, Hashable, Sendable {
    case start
    /// Somebody did the task by that act; `outcome` is the act itself or what was chosen in it, and also the variable
    /// that conditions know it by.
    case taskCompleted(id: String, act: String, outcome: String)
    case subscriptionFired(id: String)
    case serviceCompleted(id: String)
    /// Takes everything away.
    case cancel
}

/// What a step may know of the world.
public struct ProcessEnvironment {
    /// What expressions see, and decisions are given.
    public var variables: [String: Value]
    public var now: Timestamp
    /// Evaluates a decision by name; no result is `null`, not an error.
    public var decide: (String, [String: Value]) throws -> DecisionAnswer

    public init(
        variables: [String: Value] = [:], now: Timestamp,
        decide: @escaping (String, [String: Value]) throws -> DecisionAnswer
    ) {
        self.variables = variables
        self.now = now
        self.decide = decide
    }
}

/// What a decision gave, by which rules of the table in which file.
public struct DecisionAnswer: Sendable {
    public var value: Value
    public var rules: [MatchedRule]
    /// SHA-256 of the file, in hexadecimal digits.
    public var table: String

    public init(value: Value, rules: [MatchedRule] = [], table: String = "") {
        self.value = value
        self.rules = rules
        self.table = table
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
