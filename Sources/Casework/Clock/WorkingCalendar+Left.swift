// How far a due day is.

public import Basics

/// A due day as seen from another day, in working days.
public enum DueDistance: Hashable, Sendable {
    /// So many working days have passed since; none when only days off have.
    case late(Int)
    case today
    /// So many working days are left, the due day included.
    case left(Int)
}

extension WorkingCalendar {
    /// How far `due` is from `day`; `nil` beyond a year, where no count helps anybody.
    public func distance(to due: LocalDate, from day: LocalDate) -> DueDistance? {
        if due == day { return .today }
        let (first, last) = due < day ? (due, day) : (day, due)
        guard last.days - first.days <= 366 else { return nil }
        let days = (first.days + 1...last.days).count { kind(of: LocalDate(days: $0)).counts }
        return due < day ? .late(days) : .left(days)
    }

    /// The day by which `count` working days have passed since `day`, at most a year later: a calendar may have none.
    public func day(after count: Int, workingDaysFrom day: LocalDate) -> LocalDate {
        var (last, counted) = (day, 0)
        while counted < count, last.days - day.days < 366 {
            last = last.adding(days: 1)
            if kind(of: last).counts { counted += 1 }
        }
        return last
    }
}
