// Reads dates, times and durations from their ISO 8601 text.

public import Basics
import Foundation

/// A position in ASCII text; every method consumes what it reads, or nothing.
private struct TextCursor {
    let bytes: [UInt8]
    var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ character: Character) -> Bool {
        guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
        index += 1
        return true
    }

    /// A run of digits and how many there were; `nil` when there is none or it has more than eighteen.
    mutating func digits() -> (value: Int, count: Int)? {
        let start = index
        var value = 0
        while index < bytes.count, (48...57).contains(bytes[index]) {
            guard index - start < 18 else { return nil }
            value = value * 10 + Int(bytes[index] - 48)
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    mutating func twoDigits() -> Int? {
        guard let (value, count) = digits(), count == 2 else { return nil }
        return value
    }

    /// The digits after a point as nanoseconds; digits beyond the ninth are cut off.
    mutating func fraction() -> Int? {
        let start = index
        var value = 0
        while index < bytes.count, (48...57).contains(bytes[index]) {
            if index - start < 9 { value = value * 10 + Int(bytes[index] - 48) }
            index += 1
        }
        guard index > start else { return nil }
        for _ in min(index - start, 9)..<9 { value *= 10 }
        return value
    }

    mutating func rest() -> String {
        defer { index = bytes.count }
        return String(decoding: bytes[index...], as: UTF8.self)
    }
}

extension LocalDate {
    /// Reads `-?yyyy-MM-dd`, the year with up to nine digits.
    public init?(feel text: String) {
        var cursor = TextCursor(text)
        guard let date = cursor.date(), cursor.isAtEnd else { return nil }
        self = date
    }
}

extension TimeOfDay {
    /// Reads `HH:mm:ss`, with a fraction and with `Z`, an offset or `@Area/City`, where given.
    public init?(feel text: String) {
        var cursor = TextCursor(text)
        guard let time = cursor.time(), cursor.isAtEnd else { return nil }
        self = time
    }
}

extension DateTime {
    /// Reads a date, `T` and a time; a date alone is its midnight. The end of a day, 24:00:00, is the beginning of the
    /// next (XML Schema 1.1 part 2 §3.3.7).
    public init?(feel text: String) {
        var cursor = TextCursor(text)
        guard let date = cursor.date() else { return nil }
        if cursor.isAtEnd {
            self.init(date)
            return
        }
        guard cursor.take("T") else { return nil }
        let end = cursor.endOfDay()
        guard let time = end ?? cursor.time(), cursor.isAtEnd else { return nil }
        self.init(end == nil ? date : date.adding(days: 1), time)
        guard self.date.isLegal else { return nil }
    }
}

extension TextCursor {
    mutating func date() -> LocalDate? {
        let isNegative = take("-")
        guard let (year, count) = digits(), count >= 4, count == 4 || year >= 10_000, take("-"),
            let month = twoDigits(), take("-"), let day = twoDigits()
        else { return nil }
        return LocalDate.day(year: isNegative ? -year : year, month: month, day: day)
    }

    mutating func time() -> TimeOfDay? {
        guard let hour = twoDigits(), take(":"), let minute = twoDigits(), take(":"), let second = twoDigits()
        else { return nil }
        return time(hour, minute, second)
    }

    /// Reads `24:00:00`, with zeros behind the point and a zone where given, as the midnight it is.
    mutating func endOfDay() -> TimeOfDay? {
        let start = index
        guard twoDigits() == 24, take(":"), twoDigits() == 0, take(":"), twoDigits() == 0,
            let time = time(0, 0, 0), time.nanoseconds == 0
        else {
            index = start
            return nil
        }
        return time
    }

    /// A fraction of the second and a zone, where given.
    private mutating func time(_ hour: Int, _ minute: Int, _ second: Int) -> TimeOfDay? {
        var nanosecond = 0
        if take(".") {
            guard let fraction = fraction() else { return nil }
            nanosecond = fraction
        }
        if isAtEnd { return TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond) }
        guard let zone = zone() else { return nil }
        return TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone)
    }

    private mutating func zone() -> Zone? {
        if take("Z") || take("z") { return .offset(0) }
        if take("@") {
            let name = rest()
            return TimeZone(identifier: name) == nil || name.isEmpty ? nil : .named(name)
        }
        let isWest = take("-")
        guard isWest || take("+"), let hours = twoDigits(), take(":"), let minutes = twoDigits() else { return nil }
        var seconds = 0
        if take(":") {
            guard let value = twoDigits() else { return nil }
            seconds = value
        }
        let offset = (hours * 60 + minutes) * 60 + seconds
        guard offset <= 18 * 3600, minutes < 60, seconds < 60 else { return nil }
        return .offset(isWest ? -offset : offset)
    }
}

/// Either duration of FEEL, read from its text.
enum DurationText {
    /// Reads `-?PnYnM` or `-?PnDTnHnMnS`.
    static func read(_ text: String) -> Value? {
        var cursor = TextCursor(text)
        let sign = cursor.take("-") ? -1 : 1
        guard cursor.take("P") else { return nil }
        if let months = yearsMonths(cursor) { return .yearsMonths(sign * months) }
        guard let total = daysTime(&cursor) else { return nil }
        return DaysTime(total: Int128(sign) * total).map(Value.daysTime)
    }

    private static func yearsMonths(_ start: TextCursor) -> Int? {
        var cursor = start
        var months = 0
        var order = 0
        while let (value, _) = cursor.digits() {
            guard value < 1 << 56 else { return nil }
            if order < 1, cursor.take("Y") {
                months += value * 12
                order = 1
            } else if order < 2, cursor.take("M") {
                months += value
                order = 2
            } else {
                return nil
            }
        }
        return order > 0 && cursor.isAtEnd ? months : nil
    }

    private static func daysTime(_ cursor: inout TextCursor) -> Int128? {
        var total: Int128 = 0
        var found = false
        if let (days, _) = cursor.digits() {
            guard cursor.take("D") else { return nil }
            total = Int128(days) * DaysTime.day
            found = true
        }
        if cursor.isAtEnd { return found ? total : nil }
        guard cursor.take("T") else { return nil }
        var order = 0
        while let (value, _) = cursor.digits() {
            if order < 1, cursor.take("H") {
                total += Int128(value) * 3_600_000_000_000
                order = 1
            } else if order < 2, cursor.take("M") {
                total += Int128(value) * 60_000_000_000
                order = 2
            } else if order < 3 {
                total += Int128(value) * 1_000_000_000
                if cursor.take(".") { total += Int128(cursor.fraction() ?? 0) }
                guard cursor.take("S") else { return nil }
                order = 3
            } else {
                return nil
            }
        }
        return order > 0 && cursor.isAtEnd ? total : nil
    }
}

extension Value {
    /// Either kind of duration, from its ISO 8601 text.
    public init?(duration text: String) {
        guard let value = DurationText.read(text) else { return nil }
        self = value
    }
}
