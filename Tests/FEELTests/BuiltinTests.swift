// Built-in functions, a table for each group.

import FEEL
import Testing

@Suite struct BuiltinTests {
    @Test func strings() {
        check([
            (#"substring("foobar", 3)"#, #""obar""#), (#"substring("foobar", 3, 3)"#, #""oba""#),
            (#"substring("foobar", -2, 1)"#, #""a""#),
            (#"substring("\U01F40Eab", 2)"#, #""ab""#), (#"substring("foobar", 0)"#, "null"),
            (#"substring("foobar", 9)"#, "null"),
            (#"string length("tes")"#, "3"), (#"string length("\U01F40Eab")"#, "3"),
            (#"upper case("Đặng")"#, #""ĐẶNG""#),
            (#"lower case("ĐẶNG")"#, #""đặng""#), (#"substring before("foobar", "bar")"#, #""foo""#),
            (#"substring before("foobar", "x")"#, #""""#),
            (#"substring after("foobar", "ob")"#, #""ar""#), (#"substring after("foobar", "")"#, #""foobar""#),
            (#"contains("foobar", "of")"#, "false"),
            (#"starts with("foobar", "fo")"#, "true"), (#"ends with("foobar", "r")"#, "true"),
            (#"matches("foobar", "^fo*b")"#, "true"),
            (#"matches("FOO", "foo", "i")"#, "true"), (#"matches("a", "[")"#, "null"),
            (#"matches("a", "a", "y")"#, "null"),
            (#"replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")"#, #""[1=ab][2=]cd""#),
            (#"replace("abracadabra", "a.*?a", "*")"#, #""*c*bra""#),
            (#"replace("a b", "a b", "x", "x")"#, #""a b""#), (#"replace("x", "b*", "y")"#, "null"),
            (#"split("John Doe", "\\s")"#, #"["John", "Doe"]"#), (#"split("a;b;;c", ";")"#, #"["a", "b", "", "c"]"#),
            (#"string join(["a", "b", null, "c"], "-")"#, #""a-b-c""#), (#"string join(["a"], "X")"#, #""a""#),
            (#"string join([], "X")"#, #""""#),
            (#"string join(["a", "b"])"#, #""ab""#), (#"string join([1], "-")"#, "null"), ("upper case(1)", "null"),
            ("string length()", "null"),
        ])
    }

    @Test func lists() {
        check([
            ("list contains([1, 2, null], null)", "true"), ("list contains([1, 2], 3)", "false"),
            ("count([1, 2])", "2"), ("count([])", "0"),
            ("min([1, 2, 3])", "1"), ("max(1, 3, 2)", "3"), ("min([])", "null"), (#"max(["a", "c", "b"])"#, #""c""#),
            (#"min([1, "a"])"#, "null"),
            ("sum([1, 2, 3])", "6"), ("sum([])", "null"), ("sum(1, 2)", "3"), ("mean([1, 2, 3])", "2"),
            ("product([2, 3, 4])", "24"),
            ("median(8, 2, 5, 3, 4)", "4"), ("median([6, 1, 2, 3])", "2.5"), ("median([])", "null"),
            ("decimal(stddev(2, 4, 7, 5), 12)", "2.081665999466"),
            ("stddev(7341525.57, 1411119.91, 5242.99)", "3893739.490086622337608650585912791"),
            ("mode(6, 3, 9, 6, 6)", "[6]"), ("mode([6, 1, 9, 6, 1])", "[1, 6]"), ("mode([])", "[]"),
            ("all([true, false])", "false"),
            ("all([])", "true"), ("any([])", "false"), ("any([false, null])", "null"), ("any([null, true])", "true"),
            ("sublist([4, 5, 6], 1, 2)", "[4, 5]"), ("sublist([4, 5, 6], -2)", "[5, 6]"),
            ("sublist([4, 5, 6], 4)", "null"),
            ("append([1], 2, 3)", "[1, 2, 3]"), ("concatenate([1, 2], [3])", "[1, 2, 3]"),
            ("insert before([1, 3], 1, 2)", "[2, 1, 3]"),
            ("insert before([1, 3], -1, 2)", "[1, 2, 3]"), ("remove([1, 2, 3], 2)", "[1, 3]"),
            ("remove([1, 2, 3], 4)", "null"),
            ("reverse([1, 2, 3])", "[3, 2, 1]"), ("index of([1, 2, 3, 2], 2)", "[2, 4]"),
            ("union([1, 2], [2, 3])", "[1, 2, 3]"),
            ("distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"), ("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),
            ("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"), ("sort([3, 1, 2])", "[1, 2, 3]"),
            ("list replace([2, 4, 7, 8], 3, 6)", "[2, 4, 6, 8]"),
            ("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"),
            ("not(true)", "false"), ("not(1)", "null"),
        ])
    }

    @Test func numbers() {
        check([
            ("decimal(1 / 3, 2)", "0.33"), ("decimal(1.5, 0)", "2"), ("decimal(2.5, 0)", "2"), ("floor(1.5)", "1"),
            ("floor(-1.5)", "-2"),
            ("floor(1.56, 1)", "1.5"), ("ceiling(1.5)", "2"), ("ceiling(-1.5)", "-1"), ("round up(5.5, 0)", "6"),
            ("round up(-5.5, 0)", "-6"),
            ("round up(1.121, 2)", "1.13"), ("round down(5.5, 0)", "5"), ("round down(-5.5, 0)", "-5"),
            ("round half up(5.5, 0)", "6"),
            ("round half up(-5.5, 0)", "-6"), ("round half up(1.126, 2)", "1.13"), ("round half down(5.5, 0)", "5"),
            ("round half down(-5.5, 0)", "-5"), ("round half down(5.51, 0)", "6"), ("abs(-1)", "1"),
            (#"abs(@"-PT5H")"#, "PT5H"),
            (#"abs(@"-P1M")"#, "P1M"), ("modulo(12, 5)", "2"), ("modulo(-12, 5)", "3"), ("modulo(12, -5)", "-3"),
            ("modulo(10.1, -4.5)", "-3.4"),
            ("modulo(1, 0)", "null"), ("sqrt(16)", "4"), ("sqrt(-1)", "null"), ("decimal(log(10), 8)", "2.30258509"),
            ("log(0)", "null"),
            ("decimal(exp(5), 8)", "148.4131591"), ("odd(5)", "true"), ("odd(2)", "false"), ("even(2)", "true"),
            ("even(1.5)", "null"),
            ("even(-2)", "true"), ("round up(1, 7000)", "null"),
        ])
    }

    @Test func conversions() {
        check([
            (#"date("2021-07-05")"#, "2021-07-05"), ("date(2021, 7, 5)", "2021-07-05"), ("date(2021, 13, 5)", "null"),
            (#"date(@"2021-07-05T10:00:00")"#, "2021-07-05"), (#"time("10:00:00")"#, "10:00:00"),
            ("time(10, 11, 12)", "10:11:12"),
            (#"time(10, 11, 12, @"PT7H")"#, "10:11:12+07:00"), ("time(25, 0, 0)", "null"),
            (#"time(@"2021-07-05T10:00:00Z")"#, "10:00:00Z"),
            (#"date and time("2021-07-05T10:00:00")"#, "2021-07-05T10:00:00"),
            (#"date and time(@"2021-07-05", @"10:00:00")"#, "2021-07-05T10:00:00"),
            (#"date and time("2021-07-05")"#, "2021-07-05T00:00:00"), (#"duration("P1DT2H")"#, "P1DT2H"),
            (#"duration("x")"#, "null"),
            (#"years and months duration(@"2011-12-22", @"2013-08-24")"#, "P1Y8M"),
            (#"years and months duration(@"2013-08-24", @"2011-12-22")"#, "-P1Y8M"),
            (#"years and months duration(@"2021-01-31", @"2021-02-28")"#, "P0M"),
            (#"number("1 000,5", " ", ",")"#, "1000.5"),
            (#"number("1,000.5", ",", ".")"#, "1000.5"), (#"number("1.000", ".", ".")"#, "null"),
            (#"number("abc")"#, "null"), (#"number("-5")"#, "-5"),
            ("string(1.10)", #""1.1""#), ("string(null)", "null"), (#"string(["a", 1])"#, #""[\"a\", 1]""#),
            (#"string(@"P1D")"#, #""P1D""#),
            (#"string("a")"#, #""a""#), ("string({a: 1})", #""{a: 1}""#), (#"range("[1..3]")"#, "[1..3]"),
            (#"range("[3..1]")"#, "null"),
            (#"range("(..3]")"#, "(<= 3)"), (#"range("[3..)")"#, "(>= 3)"), (#"range("(..)")"#, "null"),
            (#"range("x")"#, "null"), ("number(5)", "null"),
        ])
    }

    @Test func calendar() {
        check([
            (#"day of year(@"2019-09-17")"#, "260"), (#"day of week(@"2019-09-17")"#, #""Tuesday""#),
            (#"month of year(@"2019-09-17")"#, #""September""#),
            (#"week of year(@"2019-09-17")"#, "38"), (#"week of year(@"2003-12-29")"#, "1"),
            (#"week of year(@"2005-01-01")"#, "53"),
            ("now()", "2024-10-04T09:30:00+07:00"), ("today()", "2024-10-04"),
            (#"is(@"10:00:00Z", @"10:00:00+00:00")"#, "true"),
            (#"is(@"10:00:00Z", @"11:00:00+01:00")"#, "false"), ("is(1, 1)", "true"), (#"is(1, "1")"#, "false"),
        ])
    }

    @Test func rangeRelations() {
        check([
            ("before(1, 10)", "true"), ("before(10, 1)", "false"), ("before(1, [1..10])", "false"),
            ("before(1, (1..10])", "true"),
            ("before([1..10], [10..20])", "false"), ("before([1..10), [10..20])", "true"), ("after(10, 5)", "true"),
            ("after(12, [1..10])", "true"),
            ("meets([1..5], [5..10])", "true"), ("meets([1..5), [5..10])", "false"),
            ("met by([5..10], [1..5])", "true"),
            ("overlaps([1..5], [3..8])", "true"), ("overlaps([1..5], [6..8])", "false"),
            ("overlaps([1..5], [5..8])", "true"),
            ("overlaps([1..5], (5..8])", "false"), ("overlaps before([1..5], [3..8])", "true"),
            ("overlaps after([3..8], [1..5])", "true"),
            ("finishes(10, [1..10])", "true"), ("finishes([5..10], [1..10])", "true"),
            ("finished by([1..10], 10)", "true"),
            ("includes([1..10], 5)", "true"), ("includes([1..10], [4..6])", "true"), ("includes([1..10), 10)", "false"),
            ("during(5, [1..10])", "true"),
            ("during([4..6], [1..10])", "true"), ("starts(1, [1..10])", "true"), ("starts([1..5], [1..10])", "true"),
            ("started by([1..10], 1)", "true"),
            ("coincides(5, 5)", "true"), ("coincides([1..5], [1..5])", "true"), ("coincides([1..5], [1..6])", "false"),
            ("before(1, null)", "null"),
        ])
    }

    @Test func contexts() {
        check([
            (#"get value({a: 1}, "a")"#, "1"), (#"get value({a: 1}, "b")"#, "null"),
            ("get entries({a: 1})", #"[{key: "a", value: 1}]"#),
            (#"context([{key: "a", value: 1}])"#, "{a: 1}"),
            (#"context([{key: "a", value: 1}, {key: "a", value: 2}])"#, "null"),
            (#"context put({a: 1}, "b", 2)"#, "{a: 1, b: 2}"),
            (#"context put({a: {b: 1}}, ["a", "b"], 2)"#, "{a: {b: 2}}"),
            ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"), ("get entries(1)", "null"),
        ])
    }

    @Test func namedArguments() {
        check([
            (#"substring(string: "foobar", start position: 3)"#, #""obar""#),
            (#"substring(start position: 3, string: "foobar")"#, #""obar""#),
            (#"substring(text: "foobar", start position: 3)"#, "null"), ("modulo(dividend: 7, divisor: 4)", "3"),
            ("sum(list: [1, 2])", "3"),
            ("before(point1: 1, point2: 2)", "true"), ("before(range: [1..2], point: 3)", "true"),
        ])
    }

    @Test func monthsBetweenLookAtDays() {
        check([
            (#"years and months duration(@"2014-12-31T23:59:59", @"2016-12-31T00:00:01")"#, "P2Y"),
            (#"years and months duration(@"2016-12-31T00:00:01", @"2014-12-31T23:59:59")"#, "-P2Y"),
            (#"years and months duration(@"2014-12-31", @"2016-12-30T23:59:59")"#, "P1Y11M"),
        ])
    }

    /// Only an open end of a range may be left out.
    @Test func rangesFromText() {
        check([
            (#"range("[..2]")"#, "null"), (#"range("(..2]")"#, "(<= 2)"), (#"range("]..2)")"#, "(< 2)"),
            (#"range("[2..]")"#, "null"), (#"range("[2..)")"#, "(>= 2)"), (#"range("(2..[")"#, "(> 2)"),
            (#"range("(..)")"#, "null"), (#"range("[3..2]")"#, "null"), (#"range("[1..2]")"#, "[1..2]"),
        ])
    }

    /// What is not in the standard is an error, not a guess.
    @Test func signaturesAreThoseOfTheStandard() {
        check([
            (#"string join(["a", "b"], "-")"#, #""a-b""#), (#"string join(["a", "b"], "-", "(")"#, "null"),
            (#"context put({x: {y: 1}}, ["x", "y"], 2)"#, "{x: {y: 2}}"), (#"context put({}, "x", 2)"#, "{x: 2}"),
            (#"context put(context: {}, key: ["x", "y"], value: 2)"#, "null"),
            (#"context put(context: {x: {}}, keys: ["x", "y"], value: 2)"#, "{x: {y: 2}}"),
            (#"context put(context: {}, key: "key", value: 2)"#, "{key: 2}"),
            (#"context put({key: {value: 1}}, ["key", "value"], 2)"#, "{key: {value: 2}}"),
        ])
    }

    @Test func restrictionsMakeNoInstances() throws {
        var names = Vocabulary()
        names.types["small"] = .restricted(.number, try UnaryTests.parse("< 256"))
        for (text, expected) in [("256", "true"), ("\"a\"", "false")] {
            let expression = try Expression.parse("\(text) instance of small", names)
            #expect(expression.evaluate().literal == expected)
        }
    }
}
