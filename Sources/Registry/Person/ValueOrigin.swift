// Where a value of a record comes from.

public import Basics

/// Since when a record has had a value, and which document brought it.
public struct ValueOrigin: Hashable, Sendable {
    /// As `PersonState.source` has it.
    public let source: String
    /// The first day on which it was so.
    public let validFrom: LocalDate
    /// When the registry learned of it.
    public let recordedAt: Timestamp
}

extension [PersonState] {
    /// The origin of each value of the present state: the oldest state from which on the record has said the same
    /// without a break. The states come oldest first; a field without a value, or that the records of others tell, has
    /// none.
    public var origins: [PersonField: ValueOrigin] {
        guard let present = last, present.end == nil else { return [:] }
        var origins: [PersonField: ValueOrigin] = [:]
        for field in PersonField.allCases where !field.isOfOthers && !field.isDerived {
            guard let value = present.person.value(of: field, relations: .init()) else { continue }
            let first = reversed().prefix { $0.person.value(of: field, relations: .init()) == value }.last ?? present
            origins[field] = ValueOrigin(
                source: first.source, validFrom: first.validFrom, recordedAt: first.recordedAt)
        }
        return origins
    }
}
