// The legal clock: how many working days an agency has, and which days those are.

public import Basics

/// What starts, stops and ends the count. Each is a day in Vietnam.
public enum ClockMark: Hashable, Codable, Sendable {
    /// The request was received. That day is not counted (Civil Code, Article 147).
    case started(LocalDate)
    /// The requester was asked to complete the dossier.
    case paused(LocalDate)
    /// The requester answered.
    case resumed(LocalDate)
    /// The agency is done, or has nothing left to do.
    case stopped(LocalDate)

    public var date: LocalDate {
        switch self {
        case .started(let date), .paused(let date), .resumed(let date), .stopped(let date): date
        }
    }
}

/// The clock of one case: its marks in the order they were made, and the term. It is only ever read; nothing ticks.
///
/// Working days after the day of receipt are counted. While the requester must act nothing is counted, from the day
/// they were asked to the day they answered, both of them left out; then the count goes on from where it stopped. The
/// last day of the term is a working day, since no other is counted.
public struct LegalClock: Hashable, Sendable {
    public var marks: [ClockMark]
    /// Working days the law gives.
    public var term: Int

    public init(marks: [ClockMark], term: Int) {
        precondition(term > 0, "a term has at least one day")
        self.marks = marks
        self.term = term
    }

    /// The clock as it stands at the end of `today`; `nil` before the request was received.
    public func reading(on today: LocalDate, calendar: WorkingCalendar) -> ClockReading? {
        let known = marks.filter { $0.date <= today }
        guard case .started(let start)? = known.first else { return nil }
        var walk = ClockWalk(start: start, term: term, marks: known, today: today)
        walk.run(calendar)
        return walk.reading
    }
}
