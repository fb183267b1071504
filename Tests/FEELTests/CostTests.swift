// Whatever an expression makes or walks through is paid for: small texts cannot ask for endless work.

import FEEL
import Testing

@Suite struct CostTests {
    /// The literal of the value, or `too much` when the budget did not suffice.
    private func outcome(of text: String, steps: Int = 100_000) throws -> String {
        let evaluation = Evaluation(steps: steps)
        let value = try Expression.parse(text).evaluate(Scope(), evaluation)
        return evaluation.isExhausted ? "too much" : value.literal
    }

    /// A value that holds the one before twice, forty times over.
    private static func doubled(_ body: String, _ result: String = "[s, s]") -> String {
        "{f: function(n, s) if n <= 0 then s else f(n - 1, \(result)), d: f(40, [1]), r: \(body)}.r"
    }

    @Test(arguments: [
        doubled("d = f(40, [1])"), doubled("d in [f(40, [1])]"), doubled("count(flatten(d))"), doubled("string(d)"),
        doubled("d.a"), doubled("d instance of list<list<list<Any>>>"), doubled("distinct values([d, f(40, [1])])"),
        doubled("list contains([d], f(40, [1]))"), doubled("index of([d], f(40, [1]))"), doubled("is(d, f(40, [1]))"),
        doubled("d = f(40, [1])", "{a: s, b: s}"), doubled("sum(d)"), doubled("union([d], [f(40, [1])])"),
        doubled("list replace([d], function(a, b) a = b, f(40, [1]))"), doubled("d between d and d"),
        doubled("(function(l: list<list<Any>>) 1)(d)"), doubled("string join(f(40, \"ab\"))", "s + s"),
    ])
    func sharedPartsArePaidFor(text: String) throws { #expect(try outcome(of: text) == "too much") }

    /// What nests without end is stopped before its end of life could do harm.
    @Test(arguments: [
        "count(for i in 1..100000 return [partial[-1]])", "for i in 1..100000 return {a: partial[-1]}",
        "for i in 1..100000 return function() partial[-1]",
        "{f: function(n, s) if n <= 0 then s else f(n - 1, [[[[[[[[[[s]]]]]]]]]]), r: f(100, [1])}.r",
        "{f: function(n) 1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + f(n)))))))))), r: f(1)}.r",
        "{f: function(n, s) if n <= 0 then s else f(n - 1, context put(s, \"k\" + string(n), s)), r: f(120, {})}.r",
    ])
    func nestingIsBounded(text: String) throws { #expect(try outcome(of: text) == "too much") }

    @Test func textsArePaidFor() throws {
        let long = String(repeating: "x", count: 100_000)
        for text in [
            "string length(string join(for i in 1..9000 return \"\", \"\(long)\"))",
            "string length(replace(\"\(long)\", \"x\", \"\(long)\"))",
            "count(for i in 1..400 return upper case(\"\(long)\"))",
            "count(for i in 1..400 return substring(\"\(long)\", 2))",
            "count(for i in 1..400 return contains(\"\(long)\", \"y\"))",
            "count(for i in 1..400 return split(\"\(long)\", \"y\"))",
            "count(for i in 1..400 return \"\(long)\" = \"\(long)\")",
            "count(for i in 1..400 return number(\"\(long)\"))",
            "count(for i in 1..400 return matches(\"\(long)\", \"y\"))", "count(split(\"\(long)\", \"x\"))",
            "{f: function(n, s) if n <= 0 then s else f(n - 1, s + s), r: string length(f(40, \"a\"))}.r",
        ] {
            #expect(try outcome(of: text) == "too much", "\(text.prefix(60))")
        }
    }

    /// Searching takes the time of reading, whatever is looked for.
    @Test func searchesAreLinear() {
        let text = String(repeating: "a", count: 100_000)
        let match = String(repeating: "a", count: 50_000) + "b"
        check([
            ("contains(\"\(text)\", \"\(match)\")", "false"),
            ("substring before(\"\(text)b\", \"ab\") = \"\(text.dropLast())\"", "true"),
        ])
    }

    /// Patterns that take other matchers an age: these are answered.
    @Test(arguments: [
        ("(a+)+$", "false"), ("(a|aa)+$", "false"), ("(a*)*b", "false"), ("(.*)(.*)(.*)(.*)(.*)b", "false"),
        ("(a?){40}a{40}", "true"), ("^(([a-z])+.)+[A-Z]([a-z])+$", "false"), ("(a|b|ab)*c", "false"),
        ("(a*?)*?$", "true"),
    ])
    func patternsAreNotTriedTwice(pattern: String, expected: String) {
        let text = String(repeating: "a", count: 200) + (expected == "false" ? "!" : "")
        check([("matches(\"\(text)\", \"\(pattern)\")", expected)])
    }

    @Test func hugePatternsAreTooMuch() throws {
        let long = String(repeating: "a", count: 2_000)
        for pattern in ["((a{1,1000}){1,1000}){1,1000}", "(a+)+\\1b", "(a{1,9000})*b"] {
            #expect(try outcome(of: "matches(\"\(long)\", \"\(pattern)\")") == "too much", "\(pattern)")
        }
        let deep = String(repeating: "(", count: 5_000) + String(repeating: ")", count: 5_000)
        #expect(try outcome(of: "matches(\"a\", \"\(deep)\")") == "null")
    }

    /// Chains are as deep as one operator, however long they are.
    @Test(arguments: [
        ("1", " + 1", "100001"), ("false", " or false", "false"), ("true", " and true", "true"),
        ("{a: 1}", ".a", "null"),
        ("[1]", "[1]", "1"), ("abs", "(1)", "null"), ("1", " in 1", "null"), ("1", " ** 1", "1"), ("1", " = 1", "null"),
        ("1", " instance of number", "false"), ("1", " between 1 and 2", "null"),
        ("\"a\"", "[item != \"b\"]", "[\"a\"]"),
    ])
    func chainsHaveNoDepth(first: String, link: String, expected: String) throws {
        let text = first + String(repeating: link, count: 100_000)
        let expression = try Expression.parse(text)
        #expect(expression.evaluate(Scope(), Evaluation(steps: 100_000_000)).literal == expected)
        _ = expression.problems()
        #expect((try? UnaryTests.parse(text))?.problems() != nil)
    }

    @Test(arguments: [
        "for \((0..<5_000).map { "a\($0) in 1" }.joined(separator: ", ")) return 1",
        String(repeating: "if true then 1 else ", count: 5_000) + "1", String(repeating: "[", count: 5_000),
    ])
    func nestedTextIsRefused(text: String) {
        #expect(throws: FEELSyntaxError.self) { try Expression.parse(text) }
    }

    /// Long rows of keys, parameters and arguments are read as quickly as they are written.
    @Test func longRowsAreRead() {
        let numbers = 0..<20_000
        check([
            ("{\(numbers.map { "a\($0): \($0)" }.joined(separator: ", "))}.a19999", "19999"),
            ("count([\(numbers.map(String.init).joined(separator: ", "))])", "20000"),
            ("(function(\(numbers.map { "a\($0)" }.joined(separator: ", "))) 1)(1)", "null"),
        ])
    }

    /// Honest work over twenty thousand rows passes.
    @Test(arguments: [
        ("count(for i in 1..20000 return i)", "20000"),
        ("count(distinct values(for i in 1..20000 return \"name \" + string(i)))", "20000"),
        ("count((for i in 1..20000 return {a: i, b: \"x\"})[a > 10000])", "10000"),
        ("count(sort(for i in 1..20000 return {a: modulo(i * 7919, 20011)}, function(x, y) x.a < y.a))", "20000"),
        ("sum((for i in 1..20000 return {a: i}).a)", "200010000"), ("mean(for i in 1..20000 return i)", "10000.5"),
        ("some x in (for i in 1..20000 return {a: i}) satisfies x.a > 19999", "true"),
        ("count(split(string join(for i in 1..20000 return \"a\", \",\"), \",\"))", "20000"),
    ])
    func honestWorkPasses(text: String, expected: String) { check([(text, expected)]) }
}
