// Built-in functions that make values of one kind from another.

import Basics
import Foundation

enum Conversions {
    static let table: Builtins.Table = [
        "date": [
            Builtins.fixed("from") { arguments, _ in date(from: arguments[0]) },
            Builtins.fixed("year", "month", "day") { arguments, _ in
                guard let year = arguments[0].asInteger, let month = arguments[1].asInteger,
                    let day = arguments[2].asInteger
                else { return .null }
                return LocalDate.day(year: year, month: month, day: day).map(Value.date) ?? .null
            },
        ],
        "time": [
            Builtins.fixed("from") { arguments, _ in time(from: arguments[0]) },
            Builtins.fixed("hour", "minute", "second", "offset", required: 3) { arguments, _ in
                time(parts: arguments)
            },
        ],
        "date and time": [
            Builtins.fixed("from") { arguments, _ in dateTime(from: arguments[0]) },
            Builtins.fixed("date", "time") { arguments, _ in
                guard case .time(let time) = arguments[1] else { return .null }
                switch arguments[0] {
                case .date(let date): return .dateTime(DateTime(date, time))
                case .dateTime(let dateTime): return .dateTime(DateTime(dateTime.date, time))
                default: return .null
                }
            },
            Builtins.fixed("year", "month", "day", "hour", "minute", "second", "offset", required: 6) {
                arguments, _ in
                guard let year = arguments[0].asInteger, let month = arguments[1].asInteger,
                    let day = arguments[2].asInteger,
                    let date = LocalDate.day(year: year, month: month, day: day),
                    case .time(let time) = time(parts: Array(arguments[3...]))
                else { return .null }
                return .dateTime(DateTime(date, time))
            },
        ],
        "duration": [
            Builtins.fixed("from") { arguments, _ in
                switch arguments[0] {
                case .string(let text): DurationText.read(text) ?? .null
                case .yearsMonths, .daysTime: arguments[0]
                default: .null
                }
            }
        ],
        "years and months duration": [
            Builtins.fixed("from", "to") { arguments, _ in monthsBetween(arguments[0], arguments[1]) }
        ],
        "number": [
            Builtins.fixed("from", "grouping separator", "decimal separator", required: 1) { arguments, _ in
                number(arguments)
            }
        ],
        "string": [
            Builtins.fixed("from") { arguments, evaluation in
                guard let text = arguments[0].text, evaluation.charge(4 + text.utf8.count / 16) else { return .null }
                return .string(text)
            }
        ],
    ]

    /// The value of `@"…"`, by the form of the text.
    static func atLiteral(_ text: String) -> Value {
        if let duration = DurationText.read(text) { return duration }
        if let date = LocalDate(feel: text) { return .date(date) }
        if let time = TimeOfDay(feel: text) { return .time(time) }
        if let dateTime = DateTime(feel: text) { return .dateTime(dateTime) }
        return .null
    }

    private static func date(from value: Value) -> Value {
        switch value {
        case .string(let text): LocalDate(feel: text).map(Value.date) ?? .null
        case .date: value
        case .dateTime(let dateTime): .date(dateTime.date)
        default: .null
        }
    }

    private static func time(from value: Value) -> Value {
        switch value {
        case .string(let text): TimeOfDay(feel: text).map(Value.time) ?? .null
        case .time: value
        case .dateTime(let dateTime): .time(dateTime.time)
        case .date: .time(TimeOfDay(nanoseconds: 0, zone: .offset(0)))
        default: .null
        }
    }

    private static func dateTime(from value: Value) -> Value {
        switch value {
        case .string(let text): DateTime(feel: text).map(Value.dateTime) ?? .null
        case .dateTime: value
        case .date(let date): .dateTime(DateTime(date, TimeOfDay(nanoseconds: 0, zone: .offset(0))))
        default: .null
        }
    }

    /// A time of hour, minute, second (with a fraction, perhaps) and offset.
    private static func time(parts: [Value]) -> Value {
        guard let hour = parts[0].asInteger, let minute = parts[1].asInteger, let seconds = parts[2].asNumber,
            let (second, fraction) = seconds.secondsAndNanoseconds, !seconds.isNegative
        else { return .null }
        var zone: Zone?
        if !parts[3].isNull {
            guard case .daysTime(let offset) = parts[3], offset.seconds.magnitude <= 18 * 3600 else { return .null }
            zone = .offset(offset.seconds)
        }
        return TimeOfDay(hour: hour, minute: minute, second: second, nanosecond: fraction, zone: zone)
            .map(Value.time) ?? .null
    }

    /// Whole months from one day to the other, towards zero, whatever the time of day (DMN 1.5 §10.3.4.1).
    private static func monthsBetween(_ from: Value, _ to: Value) -> Value {
        guard let start = day(from), let end = day(to) else { return .null }
        let (first, last) = (start.parts, end.parts)
        var months = (last.year - first.year) * 12 + last.month - first.month
        if months > 0, last.day < first.day { months -= 1 }
        if months < 0, last.day > first.day { months += 1 }
        return .yearsMonths(months)
    }

    private static func day(_ value: Value) -> LocalDate? {
        switch value {
        case .date(let date): date
        case .dateTime(let dateTime): dateTime.date
        default: nil
        }
    }

    private static func number(_ arguments: [Value]) -> Value {
        guard var text = arguments[0].asString else { return .null }
        let grouping = arguments[1]
        let point = arguments[2]
        if !grouping.isNull {
            guard let sign = grouping.asString, [" ", ",", "."].contains(sign), grouping != point else {
                return .null
            }
            text = text.replacingOccurrences(of: sign, with: "")
        }
        if !point.isNull {
            guard let sign = point.asString, [".", ","].contains(sign) else { return .null }
            if sign != ".", text.contains(".") { return .null }
            text = text.replacingOccurrences(of: sign, with: ".")
        }
        return read(text).map(Value.number) ?? .null
    }

    /// The number a text holds when it is a numeric literal with a sign at most.
    static func read(_ text: String) -> Decimal128? {
        // Behind a point stands a digit.
        if let point = text.utf8.firstIndex(of: 0x2E) {
            guard let next = text.utf8[point...].dropFirst().first, (0x30...0x39).contains(next) else { return nil }
        }
        return Decimal128(text)
    }
}
