// Arithmetic, comparison, logic, membership, conditions and loops.

import FEEL
import Foundation
import Testing

@Suite struct OperatorTests {
    /// Every pair of small numbers against Swift's own arithmetic.
    @Test func arithmeticAgreesWithSwift() {
        for left in -12...12 {
            for right in -12...12 {
                #expect(value(of: "\(left) + \(right)") == "\(left + right)")
                #expect(value(of: "\(left) - \(right)") == "\(left - right)")
                #expect(value(of: "\(left) * \(right)") == "\(left * right)")
                #expect(value(of: "\(left) < \(right)") == "\(left < right)")
                #expect(value(of: "\(left) = \(right)") == "\(left == right)")
                let quotient = right == 0 ? "null" : "\(left / right)"
                if right == 0 || left % right == 0 { #expect(value(of: "\(left) / \(right)") == quotient) }
            }
        }
    }

    @Test func precedence() {
        check([
            ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("2 ** 3 ** 2", "64"), ("-2 ** 2", "4"), ("2 ** -1", "0.5"),
            ("10 - 2 - 3", "5"), ("100 / 10 / 5", "2"), ("1 + 2 = 3 and 2 < 3", "true"),
            ("false and true or true", "true"),
            ("1 / 3", "0.3333333333333333333333333333333333"), ("1 / 0", "null"), ("1 + \"a\"", "null"),
            ("null + 1", "null"),
            ("4 ** 0.5", "2"), ("0 ** 0", "1"), (#"-"a""#, "null"), (#""a" + "b""#, #""ab""#), (#""a" - "b""#, "null"),
        ])
    }

    @Test func calendarArithmetic() {
        check([
            (#"@"2021-01-31" + @"P1M""#, "2021-02-28"), (#"@"2020-01-31" + @"P1M""#, "2020-02-29"),
            (#"@"2021-03-31" - @"P1M""#, "2021-02-28"), (#"@"2021-12-31" + @"P1D""#, "2022-01-01"),
            (#"@"2021-01-01" - @"P1Y""#, "2020-01-01"), (#"@"2021-07-05" - @"2021-07-01""#, "P4D"),
            (#"@"2021-07-01" - @"2021-07-05""#, "-P4D"), (#"@"2021-07-05T10:00:00" + @"PT15H""#, "2021-07-06T01:00:00"),
            (#"@"23:30:00" + @"PT1H""#, "00:30:00"), (#"@"00:30:00" - @"PT1H""#, "23:30:00"),
            (#"@"10:00:00" - @"08:30:00""#, "PT1H30M"), (#"@"P1D" + @"PT12H""#, "P1DT12H"),
            (#"@"P1Y" + @"P1M""#, "P1Y1M"),
            (#"@"P1Y" + @"P1D""#, "null"), (#"@"P1D" * 2.5"#, "P2DT12H"), (#"3 * @"P1M""#, "P3M"),
            (#"@"P1D" / 4"#, "PT6H"),
            (#"@"P1D" / @"PT6H""#, "4"), (#"@"P1Y" / @"P1M""#, "12"), (#"@"P1Y" / 0"#, "null"), (#"-@"P1D""#, "-P1D"),
            (#"@"2021-07-05T10:00:00Z" - @"2021-07-05T10:00:00+07:00""#, "PT7H"),
            (#"@"2021-07-05T10:00:00" - @"2021-07-05T10:00:00+07:00""#, "null"),
            (#"@"2021-01-01T24:00:00""#, "2021-01-02T00:00:00"), (#"@"2021-12-31T24:00:00Z""#, "2022-01-01T00:00:00Z"),
            (#"@"2021-01-01T24:00:00" - @"2021-01-01T23:00:00""#, "PT1H"), (#"@"2021-01-01T24:00:01""#, "null"),
            (#"date and time("2021-01-01T24:00:00.0+07:00")"#, "2021-01-02T00:00:00+07:00"),
            (#"@"2021-01-01T24:01:00""#, "null"), (#"@"999999999-12-31T24:00:00""#, "null"),
        ])
    }

    /// A list holds a value or does not; of an end that is null nothing is known.
    @Test func membershipAnswers() {
        check([
            ("true in [false, 2, 3]", "false"), ("true in [false, 2, true]", "true"),
            ("[1, 2] in [[1, 2, 3]]", "false"),
            ("[1, 2] in [[1, 2]]", "true"), (#"1 in [2, "a"]"#, "false"), (#""a" in [1, "a"]"#, "true"),
            ("5 in (null..10]", "null"), ("5 in [null..10]", "null"), ("5 in [1..null]", "null"),
            ("5 in [null..null]", "null"), ("{r: [null..10], i: 5 in r}.i", "null"), ("5 in (<= 10)", "true"),
            ("5 in range(\"(..10]\")", "true"), ("5 in [[1..3], [4..6]]", "true"), ("5 in [[1..3], [6..8]]", "false"),
        ])
    }

    @Test func threeValuedLogic() {
        let truths = ["true", "false", "null", "1"]
        func truth(_ text: String) -> Bool? { text == "true" ? true : text == "false" ? false : nil }
        for left in truths {
            for right in truths {
                let (first, second) = (truth(left), truth(right))
                let both = first == false || second == false ? false : first == true && second == true ? true : nil
                let either = first == true || second == true ? true : first == false && second == false ? false : nil
                #expect(value(of: "\(left) and \(right)") == (both.map { "\($0)" } ?? "null"))
                #expect(value(of: "\(left) or \(right)") == (either.map { "\($0)" } ?? "null"))
            }
        }
    }

    @Test func equality() {
        check([
            ("1 = 1.00", "true"), (#""a" = "a""#, "true"), (#"1 = "1""#, "null"), ("null = null", "true"),
            ("1 = null", "false"),
            ("1 != null", "true"), ("[1, 2] = [1, 2]", "true"), ("[1, 2] = [2, 1]", "false"), ("[1] = 1", "null"),
            ("{a: 1, b: 2} = {b: 2, a: 1}", "true"), ("{a: 1} = {a: 2}", "false"), ("[1..3] = [1..3]", "true"),
            (#"@"P1Y" = @"P12M""#, "true"), (#"@"2021-07-05T10:00:00+07:00" = @"2021-07-05T03:00:00Z""#, "true"),
            (#"@"2021-07-05" < @"2021-07-06""#, "true"), (#""a" < "b""#, "true"), (#"1 < "a""#, "null"),
            (#"@"10:00:00Z" < @"10:00:00+01:00""#, "false"),
        ])
    }

    /// Membership of every small number in every small range, open and closed.
    @Test func ranges() {
        for lower in 0...3 {
            for upper in lower...4 {
                for number in -1...5 {
                    let isIn = number >= lower && number <= upper
                    #expect(value(of: "\(number) in [\(lower)..\(upper)]") == "\(isIn)")
                    #expect(value(of: "\(number) between \(lower) and \(upper)") == "\(isIn)")
                    #expect(value(of: "\(number) in (\(lower)..\(upper))") == "\(number > lower && number < upper)")
                    #expect(value(of: "\(number) in ]\(lower)..\(upper)]") == "\(number > lower && number <= upper)")
                    #expect(value(of: "\(number) in [\(lower)..\(upper)[") == "\(number >= lower && number < upper)")
                    #expect(
                        value(of: "\(number) in (>= \(lower), < \(upper))") == "\(number >= lower || number < upper)")
                }
            }
        }
    }

    @Test func membership() {
        check([
            ("1 in 1", "true"), ("1 in [1, 2]", "true"), ("3 in [1, 2]", "false"), ("1 in (2, 3)", "false"),
            ("2 in (2, 3)", "true"), ("5 in > 4", "true"), ("5 in (> 5)", "false"), ("[1] in [[1], [2]]", "true"),
            ("1 in [[0..2], [5..6]]", "true"), ("3 in (1 + 2)", "true"), ("3 in (1) + 2", "true"),
            ("[2..10[ = [2..10)", "true"), ("3 in [1..[4, 5][1]]", "true"), ("3 in ([3])[1]", "true"),
            (#""b" in ["a".."c"]"#, "true"), ("null in [1..2]", "null"),
            (#"@"2021-07-05" in [@"2021-07-01"..@"2021-07-31"]"#, "true"), ("1 in [1, 2] and true", "true"),
        ])
    }

    @Test func types() {
        check([
            ("1 instance of number", "true"), (#""a" instance of string"#, "true"), ("null instance of Any", "false"),
            ("null instance of Null", "true"), ("1 instance of nothing", "null"),
            ("[1] instance of list", "null"),
            ("1 instance of string", "false"), ("[1] instance of list<number>", "true"),
            ("[1] instance of list<string>", "false"),
            (#"@"P1D" instance of days and time duration"#, "true"),
            (#"@"P1Y" instance of years and months duration"#, "true"),
            (#"@"2021-07-05T10:00:00" instance of date and time"#, "true"),
            ("{a: 1} instance of context<a: number>", "true"),
            ("{a: 1} instance of context<a: number, b: number>", "false"), ("[1..2] instance of range<number>", "true"),
            ("function(a) a instance of function<Any> -> Any", "function(a)"), ("1 + 1 instance of number", "null"),
        ])
    }

    @Test func conditionsAndLoops() {
        check([
            ("if 1 < 2 then 3 else 4", "3"), ("if null then 3 else 4", "4"), ("if 1 then 3 else 4", "4"),
            ("for i in 1..3 return i * i", "[1, 4, 9]"), ("for i in 3..1 return i", "[3, 2, 1]"),
            ("for i in [1, 2], j in [3, 4] return i * j", "[3, 4, 6, 8]"), ("for i in [] return i", "[]"),
            ("for i in null return i", "null"),
            ("for i in 0..4 return if i < 2 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5]"),
            (#"for d in @"2021-02-27"..@"2021-03-01" return day of week(d)"#, #"["Saturday", "Sunday", "Monday"]"#),
            ("some x in [1, 2] satisfies x > 1", "true"), ("every x in [1, 2] satisfies x > 1", "false"),
            ("some x in [] satisfies true", "false"), ("every x in [] satisfies false", "true"),
            ("some x in [1, null] satisfies x > 1", "null"), ("every x in [1, 2], y in [3, 4] satisfies x < y", "true"),
        ])
    }

    @Test func pathsAndFilters() {
        check([
            ("{a: {b: 1}}.a.b", "1"), ("{a: 1}.b", "null"), ("[{a: 1}, {a: 2}].a", "[1, 2]"), ("[1, 2, 3][2]", "2"),
            ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][4]", "null"), ("[1, 2, 3][0]", "null"),
            ("[1, 2, 3][item > 1]", "[2, 3]"),
            ("[1, 2, 3][> 1]", "[2, 3]"), ("[{a: 1, b: 2}, {a: 2, b: 3}][a = 2].b", "[3]"), ("1[1]", "1"),
            ("1[2]", "null"),
            (#"@"2021-07-05".year"#, "2021"), (#"@"2021-07-05".weekday"#, "1"), (#"@"10:11:12".minute"#, "11"),
            (#"@"2021-07-05T10:11:12+07:00".time offset"#, "PT7H"), (#"@"P1Y2M".months"#, "2"),
            (#"@"P1DT2H".hours"#, "2"),
            ("[1..5].end", "5"), ("(1..5].start included", "false"), ("(< 5).end", "5"), ("(< 5).start", "null"),
        ])
    }

    @Test func functions() {
        check([
            ("(function(a, b) a - b)(5, 3)", "2"), ("{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r", "-2"),
            ("{f: function(a: number) a, r: f(\"x\")}.r", "null"), ("{f: function(a) a, r: f()}.r", "null"),
            ("{fact: function(n) if n < 2 then 1 else n * fact(n - 1), r: fact(20)}.r", "2432902008176640000"),
            ("(function(x) function(y) x + y)(1)(2)", "3"), ("{f: function(a, b) [a, b], r: f(b: 1)}.r", "[null, 1]"),
            ("1(2)", "null"), ("unknown(1)", "null"),
        ])
    }
}
