// Equality, order and membership, in three-valued logic.

import Basics
import Foundation

enum Comparison {
    static func apply(_ operation: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
        switch operation {
        case .equal: equal(left, right)
        case .notEqual: equal(left, right).map { !$0 }
        case .less: order(left, right).map { $0 < 0 }
        case .lessOrEqual: order(left, right).map { $0 <= 0 }
        case .greater: order(left, right).map { $0 > 0 }
        case .greaterOrEqual: order(left, right).map { $0 >= 0 }
        }
    }

    /// Whether two values are equal; `nil` for values of kinds that cannot be compared.
    static func equal(_ left: Value, _ right: Value) -> Bool? {
        switch (left, right) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.boolean(let left), .boolean(let right)): return left == right
        case (.string(let left), .string(let right)): return ByteText(left) == ByteText(right)
        case (.list(let left), .list(let right)):
            guard left.count == right.count else { return false }
            return all(zip(left, right).lazy.map { equal($0, $1) })
        case (.context(let left), .context(let right)):
            guard left.keys.count == right.keys.count else { return false }
            return all(left.entries.lazy.map { key, value in right[key].map { equal(value, $0) } ?? false })
        case (.range(let left), .range(let right)):
            guard left.test == right.test, left.includesLower == right.includesLower,
                left.includesUpper == right.includesUpper
            else {
                return false
            }
            return all([equal(left.lower, right.lower), equal(left.upper, right.upper)])
        case (.function(let left), .function(let right)): return left == right ? true : nil
        case (.dateTime(let left), .dateTime(let right)) where (left.time.zone == nil) != (right.time.zone == nil):
            return false
        case (.time(let left), .time(let right)) where (left.zone == nil) != (right.zone == nil): return false
        // Equality of times has the resolution of a second (DMN 1.5 §10.3.2.3.4), their order has not.
        case (.time(let left), .time(let right)):
            return left.universal.wholeSeconds == right.universal.wholeSeconds
        case (.dateTime(let left), .dateTime(let right)):
            return left.instant.wholeSeconds == right.instant.wholeSeconds
        default: return order(left, right).map { $0 == 0 }
        }
    }

    /// `false` beats `nil`, which beats `true`.
    private static func all(_ truths: some Sequence<Bool?>) -> Bool? {
        var result: Bool? = true
        for truth in truths {
            if truth == false { return false }
            if truth == nil { result = nil }
        }
        return result
    }

    /// Below, at or above zero as `left` comes before, with or after `right`; `nil` when they have no order.
    static func order(_ left: Value, _ right: Value) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)): return sign(left, right)
        case (.string(let left), .string(let right)): return Text.order(left, right)
        case (.date(let left), .date(let right)): return sign(left.days, right.days)
        case (.yearsMonths(let left), .yearsMonths(let right)): return sign(left, right)
        case (.daysTime(let left), .daysTime(let right)): return sign(left.total, right.total)
        case (.time(let left), .time(let right)):
            // A time without zone is read in the zone of the other one.
            guard (left.zone == nil) == (right.zone == nil) else { return sign(left.nanoseconds, right.nanoseconds) }
            return sign(left.universal, right.universal)
        case (.dateTime(let left), .dateTime(let right)):
            guard (left.time.zone == nil) == (right.time.zone == nil) else {
                return sign(left.localNanoseconds, right.localNanoseconds)
            }
            return sign(left.instant, right.instant)
        default: return nil
        }
    }

    private static func sign<T: Comparable>(_ left: T, _ right: T) -> Int {
        left < right ? -1 : left == right ? 0 : 1
    }
}

extension Value {
    /// Below, at or above zero as this comes before, with or after `other`; `nil` when they have no order.
    public func order(to other: Value) -> Int? { Comparison.order(self, other) }
}

extension TimeOfDay {
    /// Nanoseconds since midnight in UTC; a time without zone is read as UTC.
    var universal: Int { nanoseconds - (offset ?? 0) * 1_000_000_000 }
}

extension BinaryInteger {
    /// Nanoseconds as seconds, rounded down.
    fileprivate var wholeSeconds: Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension Interval {
    /// The range of all values for which the comparison with `limit` holds.
    init(_ test: ComparisonOperator, _ limit: Value) {
        switch test {
        case .less: self.init(.null, limit, includesLower: false, includesUpper: false)
        case .lessOrEqual: self.init(.null, limit, includesLower: false)
        case .greater: self.init(limit, .null, includesLower: false, includesUpper: false)
        case .greaterOrEqual: self.init(limit, .null, includesUpper: false)
        case .equal, .notEqual: self.init(limit, limit)
        }
        self.test = test
    }

    /// Whether the value lies inside; `nil` when it cannot be compared with the ends. Of an end that was written and is
    /// `null` nothing is known.
    func contains(_ value: Value) -> Bool? {
        if test == nil, lower.isNull || upper.isNull { return nil }
        if case .notEqual = test { return Comparison.equal(value, lower).map { !$0 } }
        var isInside: Bool? = true
        if !lower.isNull {
            guard let order = Comparison.order(value, lower) else { return nil }
            if includesLower ? order < 0 : order <= 0 { isInside = false }
        }
        if !upper.isNull {
            guard let order = Comparison.order(value, upper) else { return nil }
            if includesUpper ? order > 0 : order >= 0 { isInside = false }
        }
        return isInside
    }
}

extension Node {
    /// Whether any of the tests admits the value: true beats unknown, unknown beats false.
    static func anyOf(_ tests: [Node], admits value: Value, _ scope: Scope, _ evaluation: Evaluation) -> Bool? {
        var result: Bool? = false
        guard evaluation.charge(tests.count / 2) else { return nil }
        for test in tests {
            switch test.admits(value, scope, evaluation) {
            case true: return true
            case nil: result = nil
            case false: break
            }
        }
        return result
    }

    /// Whether this test admits the value.
    func admits(_ value: Value, _ scope: Scope, _ evaluation: Evaluation) -> Bool? {
        switch self {
        case .anything: return true
        case .test(let operation, let limit):
            let limit = limit.value(scope, evaluation)
            guard evaluation.charge(comparing: value, limit) else { return nil }
            return Comparison.apply(operation, value, limit)
        case .not(let tests):
            return Node.anyOf(tests, admits: value, scope, evaluation).map { !$0 }
        case .list(let tests):
            if case .list = value {
                let list = self.value(scope, evaluation)
                guard evaluation.charge(comparing: value, list) else { return nil }
                if Comparison.equal(value, list) == true { return true }
            }
            // An element of another kind is not the value: a list holds it or does not.
            return Node.anyOf(tests, admits: value, scope, evaluation) ?? false
        default:
            let result = self.value(scope, evaluation)
            if usesInput { return result.asBoolean }
            if case .boolean(let truth) = result, value.asBoolean == nil, !value.isNull { return truth }
            // Every element of a list is compared with the value.
            guard evaluation.charge(walking: result), evaluation.charge(comparing: value, result) else { return nil }
            return result.admitsAsTest(value)
        }
    }
}

extension Value {
    /// Whether `value` is in this: equal to it, an element of it, or inside the range.
    func admitsAsTest(_ value: Value) -> Bool? {
        switch self {
        case .list(let elements):
            if case .list = value, Comparison.equal(self, value) == true { return true }
            return elements.contains {
                if case .range(let interval) = $0, interval.contains(value) == true { return true }
                return Comparison.equal($0, value) == true
            }
        case .range(let interval):
            if case .range = value { return Comparison.equal(self, value) }
            return interval.contains(value)
        default:
            // A list is tested by its only element.
            if case .list(let values) = value, values.count == 1 { return Comparison.equal(values[0], self) }
            return Comparison.equal(value, self)
        }
    }
}
