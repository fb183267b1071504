// One input cell of a decision table, reduced to a plain comparison where it is one.

import Basics
import FEEL

/// A compiled cell. The fast forms speak of one kind of value only; anything else goes through the tests themselves.
struct TableCell: Sendable {
    enum Form: Sendable {
        case anything
        /// One of these texts, or none of them.
        case texts([String], isNegated: Bool)
        case truth(Bool)
        /// A range of days, both ends included.
        case days(ClosedRange<Int>)
        case numbers(NumberRange)
        case other
    }

    /// A range of numbers; an end without a number is open to infinity.
    struct NumberRange: Sendable {
        var lower: Decimal128?
        var upper: Decimal128?
        var includesLower = false
        var includesUpper = false

        func contains(_ number: Decimal128) -> Bool {
            if let lower, includesLower ? number < lower : number <= lower { return false }
            if let upper, includesUpper ? number > upper : number >= upper { return false }
            return true
        }
    }

    let form: Form
    let tests: UnaryTests
    /// Where the cell stands in the file.
    let line: Int

    init(_ tests: UnaryTests, line: Int) {
        self.tests = tests
        self.line = line
        form = TableCell.form(of: tests.shape)
    }

    func admits(_ value: Value, _ scope: Scope, _ evaluation: Evaluation) -> Bool {
        switch (form, value) {
        case (.anything, _): true
        case (.texts(let texts, let isNegated), .string(let text)): texts.contains(text) != isNegated
        case (.truth(let truth), .boolean(let value)): truth == value
        case (.days(let days), .date(let date)): days.contains(date.days)
        case (.numbers(let range), .number(let number)): range.contains(number)
        default: tests.admit(value, scope, evaluation)
        }
    }

    private static func form(of shape: UnaryTests.Shape) -> Form {
        switch shape {
        case .anything: return .anything
        case .values(let values, let isNegated):
            let texts = values.compactMap(\.asString)
            if texts.count == values.count { return .texts(texts, isNegated: isNegated) }
            guard values.count == 1, !isNegated else { return .other }
            switch values[0] {
            case .boolean(let truth): return .truth(truth)
            case .date(let date): return .days(date.days...date.days)
            case .number(let number):
                return .numbers(
                    NumberRange(lower: number, upper: number, includesLower: true, includesUpper: true))
            default: return .other
            }
        case .interval(let interval): return form(of: interval)
        case .other: return .other
        }
    }

    private static func form(of interval: Interval) -> Form {
        switch (interval.lower, interval.upper) {
        case (.date, .date), (.date, .null), (.null, .date):
            var first = Int.min
            var last = Int.max
            if case .date(let date) = interval.lower { first = date.days + (interval.includesLower ? 0 : 1) }
            if case .date(let date) = interval.upper { last = date.days - (interval.includesUpper ? 0 : 1) }
            return first <= last ? .days(first...last) : .other
        case (.number, .number), (.number, .null), (.null, .number):
            return .numbers(
                NumberRange(
                    lower: interval.lower.asNumber, upper: interval.upper.asNumber,
                    includesLower: interval.includesLower, includesUpper: interval.includesUpper))
        default: return .other
        }
    }
}
