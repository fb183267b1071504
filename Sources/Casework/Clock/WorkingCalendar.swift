// Which days count: the working week, public holidays, and days that were swapped.

public import Basics
public import Forms

/// A day that differs from what its weekday says.
public struct SpecialDay: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// Nobody works, although it may be a weekday.
        case off
        /// A Saturday or Sunday on which offices work, in exchange for a day off.
        case work
        /// Whether it is a holiday was not settled when the file was written. It counts as its weekday says, and every
        /// reckoning that passes it is provisional.
        case unsettled
    }

    public var date: LocalDate
    public var kind: Kind
    public var name: BilingualText
    public var provenance: Provenance

    public init(date: LocalDate, kind: Kind, name: BilingualText, provenance: Provenance) {
        self.date = date
        self.kind = kind
        self.name = name
        self.provenance = provenance
    }
}

/// A holiday that falls on the same day every year by law; used alone in years without announced dates.
public struct FixedHoliday: Hashable, Sendable {
    public var month: Int
    public var day: Int
    /// The first day on which the law knows it; `nil` for one older than any request.
    public var from: LocalDate?
    public var name: BilingualText

    public init(month: Int, day: Int, from: LocalDate? = nil, name: BilingualText) {
        self.month = month
        self.day = day
        self.from = from
        self.name = name
    }

    func isOn(_ date: LocalDate) -> Bool {
        date.month == month && date.day == day && (from.map { $0 <= date } ?? true)
    }
}

/// What makes a reckoning of days provisional. Shown on the page, never passed over.
public enum CalendarFault: Error, Hashable, Sendable {
    /// The calendar has no announced dates for that year: only weekends and holidays with a fixed date were left out.
    case yearNotCovered(Int)
    /// It was not settled whether that day is a holiday; it was counted.
    case dayUnsettled(LocalDate, BilingualText)
}

/// The calendar of an office: Monday to Friday, and the days that differ. A value; the same calendar always counts
/// alike.
public struct WorkingCalendar: Hashable, Sendable {
    /// What a day is.
    public enum DayKind: Hashable, Sendable {
        case working
        case extraWorkingDay(BilingualText)
        case weekend
        case holiday(BilingualText)

        public var counts: Bool {
            switch self {
            case .working, .extraWorkingDay: true
            case .weekend, .holiday: false
            }
        }
    }

    /// The years whose dates were announced and are known.
    public private(set) var years: Set<Int>
    public private(set) var fixed: [FixedHoliday]
    private var special: [LocalDate: SpecialDay]

    public init(years: Set<Int>, fixed: [FixedHoliday], special: [SpecialDay]) {
        self.years = years
        self.fixed = fixed
        self.special = Dictionary(special.map { ($0.date, $0) }) { _, later in later }
    }

    /// The days that differ, in order, for the calendar page.
    public var specialDays: [SpecialDay] { special.values.sorted { $0.date < $1.date } }

    public func kind(of date: LocalDate) -> DayKind {
        if let day = special[date], day.kind != .unsettled {
            return day.kind == .off ? .holiday(day.name) : .extraWorkingDay(day.name)
        }
        if !years.contains(date.year), let holiday = fixed.first(where: { $0.isOn(date) }) {
            return .holiday(holiday.name)
        }
        return date.weekday > 5 ? .weekend : .working
    }

    /// Why a reckoning that passes `date` is provisional; `nil` when it is not.
    public func fault(on date: LocalDate) -> CalendarFault? {
        if let day = special[date], day.kind == .unsettled { return .dayUnsettled(date, day.name) }
        let year = date.year
        return years.contains(year) ? nil : .yearNotCovered(year)
    }
}
