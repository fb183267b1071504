// Literals, names, comments and what is no FEEL at all.

import FEEL
import Testing

@Suite struct LiteralTests {
    @Test func numbers() {
        check([
            ("1", "1"), ("007", "7"), ("1.5", "1.5"), (".5", "0.5"), ("-1", "-1"), ("--1", "1"), ("1.23e4", "12300"),
            ("1.23E-4", "0.000123"), ("1e+2", "100"), ("1.", "syntax error"), ("1 2", "syntax error"),
            ("0.1 + 0.2", "0.3"), ("12345678901234567890123456789012", "12345678901234567890123456789012"),
        ])
    }

    @Test func strings() {
        check([
            (#""a""#, #""a""#), (#""""#, #""""#), (#""a\"b""#, #""a\"b""#), (#""a\\b""#, #""a\\b""#),
            (#"string length("\n\t\r")"#, "3"), (#""Đ""#, #""Đ""#), (#""\u0110""#, #""Đ""#),
            (#""\U01F40E""#, #""🐎""#), (#""\uD83D\uDC0E""#, #""🐎""#), (#"string length("\d")"#, "2"),
            (#""open"#, "syntax error"), ("'single'", "syntax error"),
        ])
    }

    @Test func words() {
        check([
            ("true", "true"), ("false", "false"), ("null", "null"), ("nothing", "null"), ("True", "null"),
            ("", "syntax error"),
            ("then", "syntax error"), ("1 +", "syntax error"), ("(1", "syntax error"), ("[1, 2", "syntax error"),
            ("{a: 1, a: 2}", "syntax error"), ("1 # 2", "syntax error"),
        ])
    }

    @Test func comments() {
        check([
            ("1 + /* two */ 2", "3"), ("1 + // rest\n 2", "3"), ("/* a */ /* b */ 1", "1"),
            ("1 /* open", "syntax error"),
            (#""/* no comment */""#, #""/* no comment */""#),
        ])
    }

    @Test func dates() {
        check([
            (#"@"2021-07-05""#, "2021-07-05"), (#"@"-2021-07-05""#, "-2021-07-05"), (#"@"2021-02-29""#, "null"),
            (#"@"2020-02-29""#, "2020-02-29"), (#"@"10:11:12""#, "10:11:12"), (#"@"10:11:12.5""#, "10:11:12.5"),
            (#"@"10:11:12Z""#, "10:11:12Z"), (#"@"10:11:12+07:00""#, "10:11:12+07:00"),
            (#"@"10:11:12-05:30""#, "10:11:12-05:30"), (#"@"24:00:00""#, "null"), (#"@"10:60:00""#, "null"),
            (#"@"10:11:12+19:00""#, "null"), (#"@"2021-07-05T10:11:12""#, "2021-07-05T10:11:12"),
            (#"@"2021-07-05T10:11:12@Asia/Ho_Chi_Minh""#, "2021-07-05T10:11:12@Asia/Ho_Chi_Minh"),
            (#"@"2021-07-05T10:11:12@No/Where""#, "null"), (#"@"P1Y2M""#, "P1Y2M"), (#"@"P14M""#, "P1Y2M"),
            (#"@"-P1Y""#, "-P1Y"), (#"@"P0Y""#, "P0M"), (#"@"P1D""#, "P1D"), (#"@"PT36H""#, "P1DT12H"),
            (#"@"PT0.5S""#, "PT0.5S"), (#"@"P0D""#, "PT0S"), (#"@"P""#, "null"), (#"@"PT""#, "null"),
            (#"@"P1H""#, "null"),
            (#"@"words""#, "null"), ("@", "syntax error"),
        ])
    }

    @Test func rangesAndLists() {
        check([
            ("[1..2]", "[1..2]"), ("(1..2)", "(1..2)"), ("]1..2[", "(1..2)"), ("[1..2[", "[1..2)"), ("[2..1]", "null"),
            (#"[1.."a"]"#, "null"), ("(< 5)", "(< 5)"), ("(>= 5)", "(>= 5)"), ("[]", "[]"),
            ("[1, [2, null]]", "[1, [2, null]]"),
            ("{}", "{}"), (#"{a: 1, "b c": 2}"#, "{a: 1, b c: 2}"), ("{a: 1, b: a + 1}", "{a: 1, b: 2}"),
            ("function(a, b) a + b", "function(a, b)"),
        ])
    }

    @Test func namesWithSpacesAndSigns() {
        let scope = Scope([
            "Full Name": .string("An"), "Pre-bureau risk": .integer(3), "a": .integer(7), "b": .integer(2),
            "Date-Time2": .integer(9), "profit/loss": .integer(5),
        ])
        let names = ["Full Name", "Pre-bureau risk", "Date-Time2", "profit/loss"]
        check(
            [
                (#""Hello " + Full Name"#, #""Hello An""#), ("Full  Name", #""An""#), ("Pre-bureau risk * 2", "6"),
                ("a-b", "5"), ("a - b", "5"), ("Date-Time2 - a", "2"), ("profit/loss + 1", "6"), ("a/b", "3.5"),
                ("{first name: 1, x: first name + 1}.x", "2"), ("[{first name: 1}][first name = 1][1].first name", "1"),
            ], in: scope, names: names)
    }

    @Test func faultsNameThePlace() {
        #expect(throws: FEELSyntaxError.self) { try Expression.parse("1 + * 2") }
        do {
            _ = try Expression.parse("1 + * 2")
        } catch {
            #expect(error.offset == 4)
            #expect(error.description == "unexpected '*' at character 5")
        }
    }

    @Test func depthAndStepsAreBounded() {
        let deep = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
        #expect(value(of: deep) == "syntax error")
        #expect(value(of: String(repeating: "-", count: 50_001) + "1") == "-1")
        #expect(value(of: "--true") == "null")
        for (open, close) in [("1 in (", ")"), ("[1..", "]"), ("f(", ")"), ("[", "]"), ("not(", ")"), ("{a: ", "}")] {
            for depth in [50, 5_000] {
                let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
                #expect(!value(of: text).isEmpty)
                #expect(value(of: String(repeating: open, count: depth)) == "syntax error")
            }
        }
        #expect(value(of: "for i in 1..1000000000 return i") == "null")
        #expect(value(of: #"for i in 1..60 return if i = 1 then "x" else partial[-1] + partial[-1]"#) == "null")
        #expect(value(of: "{f: function(n, f) f(n + 1, f), r: f(1, f)}.r") == "null")
        #expect(value(of: "count(for i in 1..5000 return i)") == "5000")
    }
}
