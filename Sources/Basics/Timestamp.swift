// A moment in time, and its reading on the wall clock of Vietnam.

/// A moment: milliseconds since 1970-01-01T00:00:00Z. Pure code is given one, it never asks for the present.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The start of `date` in Vietnam plus hours and minutes of its wall clock.
    public init(_ date: LocalDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let seconds = date.days * 86_400 + hour * 3600 + minute * 60 + second - Timestamp.offsetSeconds
        milliseconds = Int64(seconds) * 1000
    }

    /// Vietnam keeps UTC+7 all year, without summer time, so no time-zone database is needed.
    static let offsetSeconds = 7 * 3600

    /// Seconds of Vietnam's wall clock since 1970-01-01 00:00 there, rounded down.
    var localSeconds: Int {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        return Int(remainder < 0 ? quotient - 1 : quotient) + Timestamp.offsetSeconds
    }

    /// The day in Vietnam at this moment.
    public var date: LocalDate {
        let seconds = localSeconds
        return LocalDate(days: (seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
    }

    /// Hour, minute and second of Vietnam's wall clock.
    public var time: (hour: Int, minute: Int, second: Int) {
        let second = localSeconds - date.days * 86_400
        return (second / 3600, second / 60 % 60, second % 60)
    }

    /// `HH:mm dd/MM/yyyy` in Vietnam.
    public var dayFirst: String {
        let (hour, minute, _) = time
        return "\(padded(hour, to: 2)):\(padded(minute, to: 2)) \(date.dayFirst)"
    }

    /// ISO 8601 with Vietnam's offset, such as `2021-07-05T09:30:00+07:00`.
    public var description: String {
        let (hour, minute, second) = time
        return "\(date)T\(padded(hour, to: 2)):\(padded(minute, to: 2)):\(padded(second, to: 2))+07:00"
    }

    public func adding(seconds: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + Int64(seconds) * 1000) }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
