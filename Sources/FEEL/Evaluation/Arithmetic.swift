// Sums, differences, products, quotients and powers of numbers, texts, dates and durations.

import Basics
import Foundation

enum Arithmetic {
    static func negate(_ value: Value) -> Value {
        switch value {
        case .number(let number): .number(-number)
        case .yearsMonths(let months): .yearsMonths(-months)
        case .daysTime(let duration): days(-duration.total)
        default: .null
        }
    }

    static func apply(
        _ operation: ArithmeticOperator, _ left: Value, _ right: Value, _ evaluation: Evaluation
    ) -> Value {
        if case .number(let left) = left, case .number(let right) = right {
            let result =
                switch operation {
                case .add: Decimal.sum(left, right)
                case .subtract: Decimal.difference(left, right)
                case .multiply: Decimal.product(left, right)
                case .divide: Decimal.quotient(left, right)
                case .power: Decimal.power(left, right)
                }
            return result.map(Value.number) ?? .null
        }
        switch operation {
        case .add: return add(left, right, evaluation)
        case .subtract: return subtract(left, right)
        case .multiply: return multiply(left, right)
        case .divide: return divide(left, right)
        case .power: return .null
        }
    }

    private static func add(_ left: Value, _ right: Value, _ evaluation: Evaluation) -> Value {
        switch (left, right) {
        case (.string(let left), .string(let right)):
            // Texts that double in a loop must not eat the memory: length costs steps.
            guard evaluation.charge((left.utf8.count + right.utf8.count) / 256) else { return .null }
            return .string(left + right)
        case (.yearsMonths(let left), .yearsMonths(let right)): return months(left, right, +)
        case (.daysTime(let left), .daysTime(let right)): return days(left.total + right.total)
        case (_, .yearsMonths(let count)): return shift(left, months: count)
        case (_, .daysTime(let duration)): return shift(left, nanoseconds: duration.total)
        case (.yearsMonths(let count), _): return shift(right, months: count)
        case (.daysTime(let duration), _): return shift(right, nanoseconds: duration.total)
        default: return .null
        }
    }

    private static func subtract(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.yearsMonths(let left), .yearsMonths(let right)): return months(left, right, -)
        case (.daysTime(let left), .daysTime(let right)): return days(left.total - right.total)
        case (_, .yearsMonths(let count)): return shift(left, months: -count)
        case (_, .daysTime(let duration)): return shift(left, nanoseconds: -duration.total)
        case (.time(let left), .time(let right)):
            guard (left.zone == nil) == (right.zone == nil) else { return .null }
            return days(Int128(left.universal - right.universal))
        default:
            guard let left = moment(left), let right = moment(right),
                (left.time.zone == nil) == (right.time.zone == nil)
            else { return .null }
            return days(left.instant - right.instant)
        }
    }

    /// A date in arithmetic is its midnight in UTC.
    private static func moment(_ value: Value) -> DateTime? {
        switch value {
        case .dateTime(let dateTime): dateTime
        case .date(let date): DateTime(date, TimeOfDay(nanoseconds: 0, zone: .offset(0)))
        default: nil
        }
    }

    private static func multiply(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.yearsMonths(let months), .number(let factor)), (.number(let factor), .yearsMonths(let months)):
            return Decimal.product(Decimal(months), factor)?.truncated.map(Value.yearsMonths) ?? .null
        case (.daysTime(let duration), .number(let factor)), (.number(let factor), .daysTime(let duration)):
            return scaled(duration, factor) { Decimal.product($0, $1) }
        default: return .null
        }
    }

    private static func divide(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.yearsMonths(let months), .number(let divisor)):
            return Decimal.quotient(Decimal(months), divisor)?.truncated.map(Value.yearsMonths) ?? .null
        case (.daysTime(let duration), .number(let divisor)):
            return scaled(duration, divisor) { Decimal.quotient($0, $1) }
        case (.yearsMonths(let left), .yearsMonths(let right)):
            return Decimal.quotient(Decimal(left), Decimal(right)).map(Value.number) ?? .null
        case (.daysTime(let left), .daysTime(let right)):
            return Decimal.quotient(left.decimalSeconds, right.decimalSeconds).map(Value.number) ?? .null
        default: return .null
        }
    }

    private static func scaled(
        _ duration: DaysTime, _ factor: Decimal, _ operation: (Decimal, Decimal) -> Decimal?
    ) -> Value {
        guard let result = operation(duration.decimalSeconds, factor) else { return .null }
        let seconds = result.rounded(.down, scale: 0)
        let fraction = ((result - seconds) * 1_000_000_000).truncated ?? 0
        guard let whole = seconds.wholeNumber else { return .null }
        return .daysTime(DaysTime(seconds: whole, nanoseconds: Int32(fraction)))
    }

    static func shift(_ value: Value, months: Int) -> Value {
        guard months.magnitude < 100_000_000_000 else { return .null }
        switch value {
        case .date(let date): return date.adding(months: months).map(Value.date) ?? .null
        case .dateTime(let dateTime):
            return dateTime.date.adding(months: months).map { .dateTime(DateTime($0, dateTime.time)) } ?? .null
        default: return .null
        }
    }

    static func shift(_ value: Value, nanoseconds: Int128) -> Value {
        guard nanoseconds.magnitude < 1_000_000_000_000_000_000_000_000_000_000 else { return .null }
        switch value {
        case .date(let date):
            let shifted = DateTime(localNanoseconds: Int128(date.days) * DaysTime.day + nanoseconds, zone: nil)
            return shifted.date.isLegal ? .date(shifted.date) : .null
        case .dateTime(let dateTime):
            let shifted = DateTime(
                localNanoseconds: dateTime.localNanoseconds + nanoseconds, zone: dateTime.time.zone)
            return shifted.date.isLegal ? .dateTime(shifted) : .null
        case .time(let time):
            let total = DateTime(localNanoseconds: Int128(time.nanoseconds) + nanoseconds, zone: time.zone)
            return .time(total.time)
        default: return .null
        }
    }

    private static func months(_ left: Int, _ right: Int, _ operation: (Int, Int) -> Int) -> Value {
        guard left.magnitude < 1 << 60, right.magnitude < 1 << 60 else { return .null }
        return .yearsMonths(operation(left, right))
    }

    private static func days(_ total: Int128) -> Value { DaysTime(total: total).map(Value.daysTime) ?? .null }
}

extension DaysTime {
    var decimalSeconds: Decimal { Decimal(seconds) + Decimal(Int(nanoseconds)) / 1_000_000_000 }
}
