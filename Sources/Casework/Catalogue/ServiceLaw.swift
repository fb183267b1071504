// The law by which something is answered without a decision.

public import Basics
public import Forms

/// An article that gives somebody what a service answers, for a period.
public struct ServiceLaw: Hashable, Sendable {
    /// As it is quoted, in Vietnamese.
    public var article: String
    public var from: LocalDate
    /// The last day; `nil` while it is in force.
    public var through: LocalDate?
    public var provenance: Provenance

    public func isInForce(on date: LocalDate) -> Bool { from <= date && date <= through ?? date }
}
