// What the legal clock says on one day, with the count that made it.

public import Basics

/// One day of the count.
public struct LedgerDay: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The day the request was received; not counted.
        case receipt
        case counted
        /// A swapped Saturday or Sunday; counted.
        case extraWorkingDay(BilingualText)
        case weekend
        case holiday(BilingualText)
        /// The requester had to act; not counted.
        case paused
        /// The last day of the term; counted.
        case due
        /// A working day after the term.
        case overdue
    }

    public var date: LocalDate
    public var kind: Kind
    /// Which counted day it is, 1 and up; `nil` when it is not counted.
    public var number: Int?

    public init(date: LocalDate, kind: Kind, number: Int? = nil) {
        self.date = date
        self.kind = kind
        self.number = number
    }
}

/// The clock on one day.
public struct ClockReading: Hashable, Sendable {
    public var term: Int
    public var receivedOn: LocalDate
    /// The last day of the term; unknown while the requester must act before it has come.
    public var dueOn: LocalDate?
    /// Working days used up to and including the day of reading.
    public var countedDays: Int
    public var isPaused: Bool
    /// Whether the agency is done; `isOverdue` then says whether it was late.
    public var isStopped: Bool
    public var isOverdue: Bool
    /// What is left after the day of reading; 0 on the last day and after.
    public var workingDaysLeft: Int { max(0, term - countedDays) }
    /// Working days beyond the term.
    public var workingDaysLate: Int { max(0, countedDays - term) }
    /// Every day from the receipt to the due day, or to the day of reading when that is later or the clock stands.
    public var ledger: [LedgerDay]
    /// What makes the count provisional: empty when every day of it is settled.
    public var faults: [CalendarFault]
    public var isProvisional: Bool { !faults.isEmpty }
}
