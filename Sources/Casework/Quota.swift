// What an organisation or a clerk may do so often a day, so that no careless or hostile one fills the disk or the log.

public import Basics

/// What is counted by day and organisation, or person. The raw values stand in the database. Acts are not counted: what
/// was drafted can always be sent.
public enum QuotaKind: String, CaseIterable, Sendable {
    /// Requests begun.
    case drafts
    /// Changes to what a request says.
    case saves
    /// Documents uploaded.
    case uploads
    /// Bytes of documents, lists of persons and texts.
    case bytes
    /// Openings of results.
    case openings
    /// Persons received at a desk: counted by the clerk, who learns of each whether the registry has them.
    case receptions

    /// What limits are counted in: bytes by the megabyte, all else one by one.
    public var unit: Int { self == .bytes ? 1024 * 1024 : 1 }
}

/// A quota that is used up.
public struct SpentQuota: Hashable, Sendable {
    public var kind: QuotaKind
    /// How much of it there is in a day, in units of its kind.
    public var limit: Int
    /// The day on which it begins anew.
    public var until: LocalDate

    public init(kind: QuotaKind, limit: Int, until: LocalDate) {
        self.kind = kind
        self.limit = limit
        self.until = until
    }
}
