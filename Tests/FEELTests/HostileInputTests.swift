// Seeded random expressions: whatever they say, reading and evaluating them ends, and ends without a trap.

import Basics
import FEEL
import Testing

@Suite struct HostileInputTests {
    /// A small generator (splitmix64), so that a failure can be repeated from its seed.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let literals = [
        "0", "1", "-1", "0.5", "9999999999999999999999999999999999", "-9e120", "1e-120", "123456789012", "\"\"",
        "\"a\"", "\"Đặng\"",
        "\"[a\"", "\"(a*)*\"", "\"(a|aa)+\\\\1$\"", "\"[a-z-[b]]{2,90}?\"", "9E+6144", "-1E-6176", "1E+33", "true",
        "false", "null", "[]", "[1, 2, 3]", "[null]", "{}", "{a: 1}", "[1..5]",
        "(\"a\"..\"z\")", "(< 9)",
        "@\"999999999-12-31\"", "@\"-999999999-01-01\"", "@\"2024-02-29\"", "@\"2024-02-29T23:59:59@Asia/Ho_Chi_Minh\"",
        "@\"23:59:59.999999999Z\"", "@\"00:00:00\"", "@\"P999999999999Y\"", "@\"-P999999999999D\"",
        "@\"PT0.000000001S\"", "@\"P1M\"",
        "function(x) x", "function(x, y) x < y", "9223372036854775807", "-9223372036854775808",
    ]

    private static let operators = [
        "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in", "instance of", "..", ".", ",",
        "between",
    ]

    private static let functions = [
        "date", "time", "date and time", "duration", "years and months duration", "number", "string", "substring",
        "string length",
        "upper case", "replace", "matches", "split", "string join", "contains", "list contains", "count", "min", "max",
        "sum", "mean", "all",
        "any", "sublist", "append", "concatenate", "insert before", "remove", "reverse", "index of", "union",
        "distinct values", "flatten",
        "product", "median", "stddev", "mode", "sort", "list replace", "decimal", "floor", "ceiling", "round up",
        "round down",
        "round half up", "round half down", "abs", "modulo", "sqrt", "log", "exp", "odd", "even", "day of year",
        "day of week",
        "month of year", "week of year", "is", "before", "after", "meets", "overlaps", "finishes", "includes", "during",
        "starts",
        "coincides", "get value", "get entries", "context", "context put", "context merge", "now", "today", "range",
        "not",
    ]

    /// An expression that mostly makes sense.
    private func expression(_ depth: Int, _ dice: inout Dice) -> String {
        let literal = Self.literals[Int(dice.next() % UInt64(Self.literals.count))]
        guard depth > 0 else { return literal }
        func part() -> String { expression(depth - 1, &dice) }
        switch dice.next() % 9 {
        case 0: return "(\(part())) \(Self.operators[Int(dice.next() % 15)]) (\(part()))"
        case 1, 2, 3:
            let name = Self.functions[Int(dice.next() % UInt64(Self.functions.count))]
            let count = Int(dice.next() % 5)
            return "\(name)(\((0..<count).map { _ in part() }.joined(separator: ", ")))"
        case 4: return "(\(part()))[\(part())]"
        case 5: return "for i in \(part()) return [i, \(part())]"
        case 6: return "if \(part()) then \(part()) else \(part())"
        case 7: return "[\(part()), \(part())]"
        default: return "(\(part())).\(["year", "a", "hours", "time offset", "start", "second"][Int(dice.next() % 6)])"
        }
    }

    /// Expressions of each kind for a seed: two hundred thousand in all.
    private static let count = 13_000

    @Test(arguments: 0..<8)
    func sensibleExpressions(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        var parsed = 0
        for _ in 0..<Self.count {
            let text = expression(Int(dice.next() % 4), &dice)
            guard let expression = try? Expression.parse(text) else { continue }
            parsed += 1
            _ = expression.problems()
            let value = expression.evaluate(Scope(), Evaluation(now: Timestamp(milliseconds: 0)))
            #expect(!value.literal.isEmpty, "\(text)")
        }
        #expect(parsed > Self.count * 9 / 10)
    }

    /// Tokens in any order: hardly ever an expression, never a trap.
    @Test(arguments: 0..<8)
    func anyTokens(seed: Int) {
        var dice = Dice(state: UInt64(1_000 + seed))
        let pieces =
            Self.literals + Self.operators + Self.functions + [
                "(", ")", "[", "]", "{", "}", ":", "@", "?", "not(", "\"", "\\u12",
            ]
        for _ in 0..<Self.count {
            let count = Int(dice.next() % 12)
            let text = (0..<count).map { _ in pieces[Int(dice.next() % UInt64(pieces.count))] }.joined(separator: " ")
            let value = (try? Expression.parse(text))?.evaluate()
            #expect(value.map { !$0.literal.isEmpty } ?? true, "\(text)")
            if let cell = try? UnaryTests.parse(text) { _ = cell.admit(.integer(1), Scope(), Evaluation()) }
        }
    }

    @Test func extremes() {
        for text in [
            "1e99999999999999999999", "1e400", "-1e-400", "9e120 * 9e120", "1e120 ** 999", "1 / 1e-127",
            "0.0000000001 ** 900",
        ] {
            #expect(!value(of: text).isEmpty, "\(text)")
        }
    }
}
