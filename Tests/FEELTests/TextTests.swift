// One rule for texts: composed when they are read, code points ever after.

import FEEL
import Testing

@Suite struct TextTests {
    /// The same word in both ways of typing it.
    private static let composed = "Vi\u{1EC7}t"
    private static let decomposed = "Vie\u{0323}\u{0302}t"

    /// Every way of asking gives one answer.
    private func agree(_ left: String, _ right: String, in scope: Scope, _ expected: String) {
        check(
            [
                ("\(left) = \(right)", expected), ("contains(\(left), \(right))", expected),
                ("starts with(\(left), \(right))", expected), ("ends with(\(left), \(right))", expected),
                ("matches(\(left), \"^\" + \(right) + \"$\")", expected),
                ("string length(\(left)) = string length(\(right))", expected),
                ("list contains([\(left)], \(right))", expected), ("\(left) in [\(right)]", expected),
                ("count(distinct values([\(left), \(right)])) = 1", expected), ("\(left) <= \(right)", expected),
                ("index of([\(left)], \(right)) = [1]", expected), ("{a: \(left)} = {a: \(right)}", expected),
            ], in: scope)
    }

    @Test func literalsAreComposed() {
        agree("\"\(Self.composed)\"", "\"\(Self.decomposed)\"", in: Scope(), "true")
        check([("string length(\"\(Self.decomposed)\")", "4"), ("\"\\u0065\\u0301\" = \"\u{E9}\"", "true")])
    }

    @Test func inputsAreComposed() {
        let scope = Scope(reading: ["a": .string(Self.decomposed), "b": .list([.string(Self.decomposed)])])
        agree("a", "\"\(Self.composed)\"", in: scope, "true")
        check([("list contains(b, \"\(Self.composed)\")", "true")], in: scope)
    }

    @Test func namesAreComposed() {
        check([
            ("{\(Self.decomposed): 1}.\(Self.composed)", "1"), ("{\"\(Self.decomposed)\": 1}.\(Self.composed)", "1"),
        ])
        check([(Self.composed, "2")], in: Scope([Self.composed: .integer(2)]))
        check([(Self.decomposed, "2")], in: Scope([Self.composed: .integer(2)]))
    }

    /// What is put together while an expression runs stays as it is: two code points are two.
    @Test func computedTextsAreCodePoints() {
        check([
            (#"string length("e" + "\u0301")"#, "2"), (#"("e" + "\u0301") = "é""#, "false"),
            (#"contains("e" + "\u0301", "é")"#, "false"), (#"starts with("e" + "\u0301", "é")"#, "false"),
            (#"matches("e" + "\u0301", "^é$")"#, "false"), (#"list contains(["e" + "\u0301"], "é")"#, "false"),
            (#"count(distinct values(["e" + "\u0301", "é"]))"#, "2"),
            // One and the same mark in two orders: canonically the same, and other code points.
            (#"("a" + "\u0323" + "\u0302") = ("a" + "\u0302" + "\u0323")"#, "false"),
            (#""z" < "é""#, "true"), (#""\uFFFD" < "\U01F40E""#, "true"),
        ])
    }

    /// Keys are told apart as texts are, however many there are.
    @Test func keysAreCodePoints() {
        check([
            (#"count(get entries(context put({é: 1}, "e" + "\u0301", 2)))"#, "2"),
            (#"get value({é: 1}, "e" + "\u0301")"#, "null"),
            (#"get value({a: 0, b: 0, c: 0, d: 0, e: 0, f: 0, g: 0, h: 0, i: 0, é: 1}, "e" + "\u0301")"#, "null"),
            (#"get value({a: 0, b: 0, c: 0, d: 0, e: 0, f: 0, g: 0, h: 0, i: 0, é: 1}, "é")"#, "1"),
        ])
    }

    /// Entries keep their places and their equality when there are too many to be looked through.
    @Test func contextsOfManyEntries() {
        var context = Context((0..<20).map { ("k\($0)", .integer($0)) })
        context["k3"] = .integer(33)
        context["k5"] = nil
        #expect(context.keys == (0..<20).filter { $0 != 5 }.map { "k\($0)" })
        #expect(context["k3"] == .integer(33) && context["k5"] == nil && context["k19"] == .integer(19))
        #expect(context == Context(context.entries.reversed().map { ($0.key, $0.value) }))
        for index in 0..<19 { context["k\(index)"] = nil }
        #expect(context == Context([("k19", .integer(19))]))
    }

    @Test func cellsCompareCodePoints() throws {
        let cell = try UnaryTests.parse("\"\(Self.decomposed)\"")
        let evaluation = Evaluation()
        #expect(cell.admit(.string(Self.composed), Scope(), evaluation))
        #expect(!cell.admit(.string(Self.decomposed), Scope(), evaluation), "texts are composed where they are read")
    }
}
