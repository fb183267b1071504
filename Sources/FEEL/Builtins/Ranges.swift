// Built-in functions that compare points and ranges (Allen's interval algebra).

import Basics
import Foundation

enum Ranges {
    static let table: Builtins.Table = [
        "range": [
            Builtins.fixed("from") { arguments, evaluation in
                guard let text = arguments[0].asString, evaluation.charge(20 + text.utf8.count) else { return .null }
                return read(text, evaluation)
            }
        ],
        "before": all("point1", "point2", "range", "range1", "range2") { before($0, $1) },
        "after": all("point1", "point2", "range", "range1", "range2") { before($1, $0) },
        "meets": ranges { meets($0, $1) },
        "met by": ranges { meets($1, $0) },
        "overlaps": ranges { overlaps($0, $1) },
        "overlaps before": ranges { overlapsBefore($0, $1) },
        "overlaps after": ranges { overlapsBefore($1, $0) },
        "finishes": pointOrRange { finishes($0, $1) },
        "finished by": rangeAndAny { finishes($1, $0) },
        "includes": rangeAndAny { includes($0, $1) },
        "during": pointOrRange { includes($1, $0) },
        "starts": pointOrRange { starts($0, $1) },
        "started by": rangeAndAny { starts($1, $0) },
        "coincides": [
            named("point1", "point2", coincides), named("range1", "range2", coincides),
        ],
    ]

    private typealias Test = @Sendable (Interval, Interval) -> Bool?

    private static func all(_ names: String..., test: @escaping Test) -> [Signature] {
        [
            named("point1", "point2", test), named("point", "range", test), named("range", "point", test),
            named("range1", "range2", test),
        ]
    }

    private static func ranges(_ test: @escaping Test) -> [Signature] { [named("range1", "range2", test)] }

    private static func pointOrRange(_ test: @escaping Test) -> [Signature] {
        [named("point", "range", test), named("range1", "range2", test)]
    }

    private static func rangeAndAny(_ test: @escaping Test) -> [Signature] {
        [named("range", "point", test), named("range1", "range2", test)]
    }

    private static func named(_ first: String, _ second: String, _ test: @escaping Test) -> Signature {
        Builtins.fixed(first, second) { arguments, _ in
            guard !arguments[0].isNull, !arguments[1].isNull else { return .null }
            return boolean(test(interval(arguments[0]), interval(arguments[1])))
        }
    }

    /// A point is the range from itself to itself.
    private static func interval(_ value: Value) -> Interval {
        if case .range(let interval) = value { return interval }
        return Interval(value, value)
    }

    private static func before(_ left: Interval, _ right: Interval) -> Bool? {
        Comparison.order(left.upper, right.lower).map {
            $0 < 0 || ($0 == 0 && !(left.includesUpper && right.includesLower))
        }
    }

    private static func meets(_ left: Interval, _ right: Interval) -> Bool? {
        Comparison.order(left.upper, right.lower).map { $0 == 0 && left.includesUpper && right.includesLower }
    }

    private static func overlaps(_ left: Interval, _ right: Interval) -> Bool? {
        guard let apart = before(left, right), let behind = before(right, left) else { return nil }
        return !apart && !behind
    }

    private static func overlapsBefore(_ left: Interval, _ right: Interval) -> Bool? {
        guard let common = overlaps(left, right), let start = startOrder(left, right), let end = endOrder(left, right)
        else { return nil }
        return common && start < 0 && end <= 0
    }

    /// Which of two ranges begins first, a closed end before an open one at the same place.
    private static func startOrder(_ left: Interval, _ right: Interval) -> Int? {
        guard let order = Comparison.order(left.lower, right.lower) else { return nil }
        if order != 0 || left.includesLower == right.includesLower { return order }
        return left.includesLower ? -1 : 1
    }

    private static func endOrder(_ left: Interval, _ right: Interval) -> Int? {
        guard let order = Comparison.order(left.upper, right.upper) else { return nil }
        if order != 0 || left.includesUpper == right.includesUpper { return order }
        return left.includesUpper ? 1 : -1
    }

    private static func finishes(_ left: Interval, _ right: Interval) -> Bool? {
        guard let end = endOrder(left, right), let start = startOrder(left, right) else { return nil }
        return end == 0 && start >= 0
    }

    private static func starts(_ left: Interval, _ right: Interval) -> Bool? {
        guard let start = startOrder(left, right), let end = endOrder(left, right) else { return nil }
        return start == 0 && end <= 0
    }

    private static func includes(_ left: Interval, _ right: Interval) -> Bool? {
        guard let start = startOrder(left, right), let end = endOrder(left, right) else { return nil }
        return start <= 0 && end >= 0
    }

    @Sendable private static func coincides(_ left: Interval, _ right: Interval) -> Bool? {
        guard let start = startOrder(left, right), let end = endOrder(left, right) else { return nil }
        return start == 0 && end == 0
    }

    /// The text of a range with `null` for an end that is not there: `(..5]`, `[5..)`.
    private static func closed(_ text: String) -> String {
        let inner = text.trimmed
        guard let dots = inner.range(of: "..") else { return inner }
        let lower = inner[..<dots.lowerBound].dropFirst()
        let upper = inner[dots.upperBound...].dropLast()
        guard lower.allSatisfy(\.isWhitespace) || upper.allSatisfy(\.isWhitespace) else { return inner }
        let start = lower.allSatisfy(\.isWhitespace) ? "null" : lower
        let end = upper.allSatisfy(\.isWhitespace) ? "null" : upper
        return "\(inner.prefix(1))\(start)..\(end)\(inner.suffix(1))"
    }

    /// A range from its text, whose ends must be literals.
    private static func read(_ text: String, _ evaluation: Evaluation) -> Value {
        // An end may be left out, which an expression has no way of saying; text that cannot be read is no range: null.
        guard let expression = try? Expression.parse(closed(text)) else { return .null }
        guard case .range(let lower, let upper, let includesLower, let includesUpper) = expression.node,
            let lower = lower.constant, let upper = upper.constant
        else { return .null }
        switch (lower.isNull, upper.isNull) {
        case (false, false): return expression.evaluate(Scope(), evaluation)
        // Only an open end may be missing.
        case (true, false) where !includesLower:
            return .range(Interval(includesUpper ? .lessOrEqual : .less, upper))
        case (false, true) where !includesUpper:
            return .range(Interval(includesLower ? .greaterOrEqual : .greater, lower))
        default: return .null
        }
    }
}
