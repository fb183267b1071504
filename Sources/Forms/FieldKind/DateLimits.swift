// Between which days an answer must lie.

public import Basics

/// The first and last day a date field takes.
public struct DateLimits: Hashable, Sendable {
    /// A day, fixed or counted from the day of answering.
    public enum Bound: Hashable, Sendable {
        case on(LocalDate)
        /// `today` plus that many days.
        case today(plus: Int = 0)

        func day(_ today: LocalDate) -> LocalDate {
            switch self {
            case .on(let day): day
            case .today(let count): today.adding(days: count)
            }
        }
    }

    public var notBefore: Bound?
    public var notAfter: Bound?

    public init(notBefore: Bound? = nil, notAfter: Bound? = nil) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    /// Whether no day can ever do, as far as that is the same on every day.
    public var isEmpty: Bool {
        switch (notBefore, notAfter) {
        case (.on(let first)?, .on(let last)?): first > last
        case (.today(let first)?, .today(let last)?): first > last
        default: false
        }
    }

    /// Why `day` does not do, in the most telling words there are; `nil` when it does.
    func problem(_ field: String, _ day: LocalDate, today: LocalDate) -> Problem? {
        if let notBefore, day < notBefore.day(today) {
            if notBefore == .today() { return Problem(field, .dateInPast) }
            return Problem(field, .dateTooEarly, ["limit": notBefore.day(today).dayFirst])
        }
        if let notAfter, day > notAfter.day(today) {
            if notAfter == .today() { return Problem(field, .dateInFuture) }
            return Problem(field, .dateTooLate, ["limit": notAfter.day(today).dayFirst])
        }
        return nil
    }
}
