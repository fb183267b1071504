// The days on which people are counted.

public import Basics

/// 1 April, the day of the census and of the yearly survey of population change, or 1 October. Counts of any two days
/// would tell who came, went, married or died between them; in half a year so much happens in a cell that one person's
/// change drowns, and there are few days to average over. (Roadmap, "Group 5 aggregates".)
public struct ReferenceDay: Hashable, Comparable, Sendable {
    public let date: LocalDate

    /// `nil` for any other day.
    public init?(_ date: LocalDate) {
        let (_, month, day) = date.parts
        guard day == 1, month == 4 || month == 10 else { return nil }
        self.date = date
    }

    public static func < (left: Self, right: Self) -> Bool { left.date < right.date }
}
