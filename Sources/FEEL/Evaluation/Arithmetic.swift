// Sums, differences, products, quotients and powers of numbers, texts, dates and durations.

import Basics

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
            if operation == .power, !evaluation.charge(Decimal128.functionCharge) { return .null }
            let result =
                switch operation {
                case .add: Decimal128.sum(left, right)
                case .subtract: Decimal128.difference(left, right)
                case .multiply: Decimal128.product(left, right)
                case .divide: Decimal128.quotient(left, right)
                case .power: Decimal128.power(left, right)
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
            guard evaluation.charge((left.utf8.count + right.utf8.count) / 16) else { return .null }
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
            return Decimal128.product(Decimal128(months), factor)?.truncated.map(Value.yearsMonths) ?? .null
        case (.daysTime(let duration), .number(let factor)), (.number(let factor), .daysTime(let duration)):
            return scaled(duration, factor) { Decimal128.product($0, $1) }
        default: return .null
        }
    }

    private static func divide(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.yearsMonths(let months), .number(let divisor)):
            return Decimal128.quotient(Decimal128(months), divisor)?.truncated.map(Value.yearsMonths) ?? .null
        case (.daysTime(let duration), .number(let divisor)):
            return scaled(duration, divisor) { Decimal128.quotient($0, $1) }
        case (.yearsMonths(let left), .yearsMonths(let right)):
            return Decimal128.quotient(Decimal128(left), Decimal128(right)).map(Value.number) ?? .null
        case (.daysTime(let left), .daysTime(let right)):
            return Decimal128.quotient(Decimal128(left), Decimal128(right)).map(Value.number) ?? .null
        default: return .null
        }
    }

    private static func scaled(
        _ duration: DaysTime, _ factor: Decimal128, _ operation: (Decimal128, Decimal128) -> Decimal128?
    ) -> Value {
        guard let seconds = operation(Decimal128(duration), factor),
            let (whole, fraction) = seconds.secondsAndNanoseconds
        else { return .null }
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

extension Decimal128 {
    /// The seconds of a duration. There are fewer than 29 digits of them.
    init(_ duration: DaysTime) {
        let total = duration.total
        let number = Decimal128(rounding: total.magnitude, exponent: -9, isNegative: total < 0)
        self = number ?? .zero
    }

    /// Seconds taken apart, what is below a nanosecond cut off; `nil` when there are too many.
    var secondsAndNanoseconds: (seconds: Int, nanoseconds: Int)? {
        guard let seconds = truncated, let rest = Decimal128.difference(self, Decimal128(seconds)),
            let nanoseconds = Decimal128.product(rest, 1_000_000_000)?.truncated
        else { return nil }
        return (seconds, nanoseconds)
    }
}
