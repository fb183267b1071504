// Who at an office does a step of a case.

public import Basics

/// Somebody whom a step can be for.
public struct Assignee: Hashable, Codable, Sendable {
    public var account: AccountID
    /// Exactly as given.
    public var name: String

    public init(account: AccountID, name: String) {
        self.account = account
        self.name = name
    }
}

/// That a step is one person's: they took it on, or were given it. Others of the office leave it alone until they take
/// it over. It stays when the step comes back to the office, as after a supplement or when a proposal is sent back.
public struct Assignment: Hashable, Codable, Sendable {
    public var to: Assignee
    public var by: Signatory
    /// Why it changed hands; empty where it was nobody's before.
    public var reason: String
    /// The day by which the office wants it done, where that is before the term; for this time alone.
    public var due: LocalDate?

    public init(to: Assignee, by: Signatory, reason: String, due: LocalDate?) {
        self.to = to
        self.by = by
        self.reason = reason
        self.due = due
    }
}
