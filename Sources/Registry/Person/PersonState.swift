// A record through time: what was so on a day, as it was known at a moment.

public import Basics

/// One state of a record: valid from a day on, known from a moment on, until it was replaced.
public struct PersonState: Hashable, Sendable {
    /// How a state ended: the first day on which it was no longer so, and when that became known.
    public struct End: Hashable, Sendable {
        public let validTo: LocalDate
        public let recordedAt: Timestamp

        public init(validTo: LocalDate, recordedAt: Timestamp) {
            self.validTo = validTo
            self.recordedAt = recordedAt
        }
    }

    public let person: PersonRecord
    public let validFrom: LocalDate
    /// The document it comes from, and who brought it in.
    public let source: String
    public let actor: String
    public let recordedAt: Timestamp
    /// `nil` for the present state.
    public let end: End?

    public init(
        person: PersonRecord, validFrom: LocalDate, source: String, actor: String, recordedAt: Timestamp, end: End?
    ) {
        self.person = person
        self.validFrom = validFrom
        self.source = source
        self.actor = actor
        self.recordedAt = recordedAt
        self.end = end
    }

    fileprivate func holds(on day: LocalDate, knownAt moment: Timestamp) -> Bool {
        guard recordedAt <= moment, validFrom <= day else { return false }
        guard let end, end.recordedAt <= moment else { return true }
        return day < end.validTo
    }
}

extension [PersonState] {
    /// What was so on `day`, as it was known at `moment`; `nil` where nothing was known. The states come oldest first;
    /// a later one that reaches further back is a correction, and counts.
    public func state(on day: LocalDate, knownAt moment: Timestamp) -> PersonState? {
        last { $0.holds(on: day, knownAt: moment) }
    }
}
