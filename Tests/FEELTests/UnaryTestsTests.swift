// Cells of decision tables.

import Basics
import FEEL
import Testing

@Suite struct UnaryTestsTests {
    private func admits(_ cell: String, _ value: Value, _ scope: Scope = Scope()) throws -> Bool {
        try UnaryTests.parse(cell).admit(value, scope, Evaluation())
    }

    @Test(arguments: [
        ("-", 5, true), ("5", 5, true), ("5", 6, false), ("< 5", 4, true), ("< 5", 5, false), ("<= 5", 5, true),
        ("> 5", 6, true),
        (">= 5", 5, true), ("= 5", 5, true), ("!= 5", 5, false), ("[1..5]", 5, true), ("[1..5)", 5, false),
        ("]1..5]", 1, false),
        ("1, 2, 3", 2, true), ("1, 2, 3", 4, false), ("< 1, > 5", 6, true), ("< 1, > 5", 3, false),
        ("not(5)", 5, false),
        ("not(5)", 6, true), ("not(1, 2)", 3, true), ("not(< 5)", 4, false), ("not([1..5])", 6, true),
        ("? > 3", 4, true),
        ("? > 3", 3, false), ("? in [1, 2]", 2, true), ("even(?)", 4, true), ("even(?)", 5, false), ("limit", 7, true),
        ("< limit", 6, true), ("[1, 2, 3]", 2, true), ("null", 1, false), ("-1", -1, true), ("not(? > 3)", 3, true),
    ])
    func numbers(cell: String, number: Int, expected: Bool) throws {
        #expect(try admits(cell, .integer(number), Scope(["limit": .integer(7)])) == expected)
    }

    @Test func texts() throws {
        for (cell, text, expected) in [
            (#""a""#, "a", true), (#""a", "b""#, "b", true), (#""a", "b""#, "c", false), (#"not("a")"#, "a", false),
            (#"not("a", "b")"#, "c", true), ("-", "x", true), (#"starts with(?, "tr")"#, "trình", true),
            (#"["a".."c"]"#, "b", true),
        ] {
            #expect(try admits(cell, .string(text)) == expected, "\(cell)")
        }
    }

    /// Every day of two years against the comparison of day numbers.
    @Test func everyDay() throws {
        let first = try #require(LocalDate("2024-06-30"))
        let last = try #require(LocalDate("2025-02-28"))
        let range = try UnaryTests.parse(#"[date("2024-06-30")..date("2025-02-28")]"#)
        let from = try UnaryTests.parse(#">= date("2024-06-30")"#)
        for offset in -200...500 {
            let day = first.adding(days: offset)
            #expect(range.admit(.date(day), Scope(), Evaluation()) == (day >= first && day <= last))
            #expect(from.admit(.date(day), Scope(), Evaluation()) == (day >= first))
        }
    }

    @Test func faults() {
        for cell in ["", "1,", "<", "not(", "[1..", "1 2"] {
            #expect(throws: FEELSyntaxError.self, "\(cell)") { try UnaryTests.parse(cell) }
        }
    }

    @Test func literals() throws {
        #expect(try UnaryTests.parse(#""a", "b""#).literals == [.string("a"), .string("b")])
        #expect(try UnaryTests.parse("< 5").literals == nil)
    }
}
