// Times of day, date-times and durations, as FEEL distinguishes them.

public import Basics
import Foundation

/// Where a clock stands: an offset from UTC, or a place of the time-zone database.
public enum Zone: Sendable, Hashable {
    /// Seconds east of Greenwich.
    case offset(Int)
    case named(String)

    /// The offset at that local moment, in seconds; a place asks the time-zone database.
    func offset(atLocal seconds: Int) -> Int? {
        switch self {
        case .offset(let offset): return offset
        case .named(let name):
            guard let zone = TimeZone(identifier: name) else { return nil }
            // The offset depends on the moment and the moment on the offset: two rounds settle it.
            var offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds - offset)))
            return offset
        }
    }
}

/// A time of day, with a zone or without one.
public struct TimeOfDay: Sendable, Hashable {
    /// Nanoseconds since midnight.
    public let nanoseconds: Int
    public let zone: Zone?

    public init(nanoseconds: Int, zone: Zone? = nil) {
        self.nanoseconds = nanoseconds
        self.zone = zone
    }

    /// The time on that clock; `nil` when there is no such time.
    public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone? = nil) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        self.init(nanoseconds: ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond, zone: zone)
    }

    public var hour: Int { nanoseconds / 3_600_000_000_000 }
    public var minute: Int { nanoseconds / 60_000_000_000 % 60 }
    public var second: Int { nanoseconds / 1_000_000_000 % 60 }
    public var fraction: Int { nanoseconds % 1_000_000_000 }

    /// The offset from UTC in seconds; for a place, the one it has in the middle of winter 1970.
    var offset: Int? { zone?.offset(atLocal: nanoseconds / 1_000_000_000) }
}

/// A date with a time of day.
public struct DateTime: Sendable, Hashable {
    public let date: LocalDate
    public let time: TimeOfDay

    public init(_ date: LocalDate, _ time: TimeOfDay = TimeOfDay(nanoseconds: 0)) {
        self.date = date
        self.time = time
    }

    /// A moment as Vietnam's wall clock shows it.
    public init(_ timestamp: Timestamp) {
        let (hour, minute, second) = timestamp.time
        let seconds = (hour * 60 + minute) * 60 + second
        let milliseconds = Int(((timestamp.milliseconds % 1000) + 1000) % 1000)
        self.init(
            timestamp.date,
            TimeOfDay(nanoseconds: seconds * 1_000_000_000 + milliseconds * 1_000_000, zone: .offset(7 * 3600)))
    }

    /// Nanoseconds of the local clock since 1970-01-01T00:00:00 there.
    var localNanoseconds: Int128 { Int128(date.days) * DaysTime.day + Int128(time.nanoseconds) }

    var offset: Int? {
        time.zone?.offset(atLocal: date.days * 86_400 + time.nanoseconds / 1_000_000_000)
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z; a date-time without zone is read as UTC.
    var instant: Int128 { localNanoseconds - Int128(offset ?? 0) * 1_000_000_000 }

    /// The date-time of those local nanoseconds.
    init(localNanoseconds: Int128, zone: Zone?) {
        var days = localNanoseconds / DaysTime.day
        if localNanoseconds % DaysTime.day < 0 { days -= 1 }
        self.init(
            LocalDate(days: Int(days)),
            TimeOfDay(nanoseconds: Int(localNanoseconds - days * DaysTime.day), zone: zone))
    }
}

/// A days and time duration.
public struct DaysTime: Sendable, Hashable, Comparable {
    /// Whole seconds, and the nanoseconds that remain with the same sign.
    public let seconds: Int
    public let nanoseconds: Int32

    static let day: Int128 = 86_400_000_000_000

    public init(seconds: Int, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// The duration of so many nanoseconds; `nil` when it is beyond 292 thousand million years.
    init?(total: Int128) {
        guard let seconds = Int(exactly: total / 1_000_000_000) else { return nil }
        self.init(seconds: seconds, nanoseconds: Int32(total % 1_000_000_000))
    }

    var total: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

    public static func < (left: DaysTime, right: DaysTime) -> Bool { left.total < right.total }
}

extension LocalDate {
    /// The largest year FEEL's date functions take.
    static let yearMax = 999_999_999

    /// Whether the year is one that FEEL has.
    var isLegal: Bool { (-LocalDate.yearMax...LocalDate.yearMax).contains(year) }

    /// The day of that year, month and day for any year FEEL takes; `nil` when the calendar has no such day.
    static func day(year: Int, month: Int, day: Int) -> LocalDate? {
        if (1...9999).contains(year) { return LocalDate(year: year, month: month, day: day) }
        guard (-yearMax...yearMax).contains(year) else { return nil }
        // The calendar repeats every 400 years of 146,097 days: move into the range that LocalDate reads.
        var cycles = year / 400
        if year % 400 < 0 { cycles -= 1 }
        let shifted = LocalDate(year: year - cycles * 400 + 400, month: month, day: day)
        return shifted?.adding(days: (cycles - 1) * 146_097)
    }

    /// So many months later, on the last day of the month when it is too short.
    func adding(months: Int) -> LocalDate? {
        let (year, month, day) = parts
        let count = year * 12 + month - 1 + months
        let newYear = count >= 0 ? count / 12 : (count - 11) / 12
        let newMonth = count - newYear * 12 + 1
        for length in stride(from: day, through: max(28, min(day, 28)), by: -1) {
            if let date = LocalDate.day(year: newYear, month: newMonth, day: length) { return date }
        }
        return LocalDate.day(year: newYear, month: newMonth, day: day)
    }
}
