// What is said about expressions that cannot work, and that nothing is said about those that may.

import Basics
import FEEL
import Testing

@Suite struct ExpressionProblemTests {
    private static let names: [String: FEELType] = [
        "amount": .number, "name": .string, "is urgent": .boolean, "received": .date, "seen": .dateTime,
        "term": .daysTime, "age": .yearsMonths, "clock": .time, "anything": .any, "nothing": .null,
        "person": .context(["first name": .string, "born": .date]),
        "persons": .list(.context(["name": .string, "score": .number])), "texts": .list(.string),
        "unknowns": .list(.any),
        "rate": .function([.init("base", type: .number), .init("factor", type: .number)], .number),
        "small": .restricted(.number, .anything), "span": .range(.number),
    ]

    private func problems(_ text: String) throws -> [String] {
        try Expression.parse(text, Vocabulary(names: ["is urgent", "first name"]))
            .problems(knowing: Self.names).map(\.message)
    }

    @Test(arguments: [
        ("amuont + 1", "unknown name 'amuont' (did you mean 'amount'?)"),
        ("gold customer", "unknown name 'gold customer'"),
        ("frobnicate(1)", "unknown function 'frobnicate'"),
        ("subsring(\"abc\", 1)", "unknown function 'subsring' (did you mean 'substring'?)"),
        ("substring(\"abc\")", "'substring' takes 2 or 3 arguments, not 1"),
        ("date(1, 2)", "'date' takes 1 argument or 3 arguments, not 2"),
        ("now(1)", "'now' takes no arguments, not 1"),
        ("min()", "'min' takes 1 or more arguments, not 0"),
        (
            "substring(strng: \"abc\", start position: 1)",
            "'substring' has no parameter 'strng' (did you mean 'string'?)"
        ),
        ("substring(string: \"abc\")", "'substring' cannot be called with string"),
        ("abs(n: 1, n: 2)", "'abs' is given 'n' twice"),
        ("rate(1)", "'rate' takes 2 arguments, not 1"),
        ("rate(base: 1, fctor: 2)", "'rate' has no parameter 'fctor' (did you mean 'factor'?)"),
        ("rate(base: 1)", "'rate' is not given 'factor'"),
        ("amount(1)", "'amount' is a number, and no function"),
        ("person.fist name", "a context has no member 'fist name' (did you mean 'first name'?)"),
        ("received.yeer", "a date has no member 'yeer' (did you mean 'year'?)"),
        ("amount.value", "a number has no member 'value'"),
        ("persons.scor", "a context has no member 'scor' (did you mean 'score'?)"),
        ("persons[scor > 1]", "unknown name 'scor' (did you mean 'score'?)"),
        ("persons[1].scor", "a context has no member 'scor' (did you mean 'score'?)"),
        ("name = 1", "a string can never equal a number"),
        ("amount != is urgent", "a number can never equal a boolean"),
        ("received = seen", "a date can never equal a date and time"),
        ("name < 1", "a string and a number have no order"),
        ("is urgent < true", "a boolean and a boolean have no order"),
        ("amount between 1 and \"x\"", "a number and a string have no order"),
        ("amount in (1, \"x\")", "a number can never equal a string"),
        ("amount in [\"a\", \"b\"]", "a number can never equal a string"),
        ("amount in [date(\"2024-01-01\")..date(\"2024-02-01\")]", "a number and a date have no order"),
        ("[1..\"x\"]", "a number and a string have no order"),
        ("amount + name", "a number and a string cannot be added"),
        ("received + 1", "a date and a number cannot be added"),
        ("name - name", "a string cannot be subtracted from a string"),
        ("age + term", "a years and months duration and a days and time duration cannot be added"),
        ("clock + age", "a time and a years and months duration cannot be added"),
        ("term * term", "a days and time duration and a days and time duration cannot be multiplied"),
        ("amount / term", "a number cannot be divided by a days and time duration"),
        ("name ** 2", "a string cannot be raised to the power of a number"),
        ("-name", "a string has no negative"),
        ("small + \"x\"", "a number and a string cannot be added"),
        ("for i in 1..3 return k", "unknown name 'k'"),
        ("for i in 1..\"x\" return i", "a loop cannot go from a number to a string"),
        ("for p in persons return p.nam", "a context has no member 'nam' (did you mean 'name'?)"),
        ("some p in persons satisfies p.name = 1", "a string can never equal a number"),
        ("every t in texts satisfies t > 1", "a string and a number have no order"),
        ("for i in span return i + \"x\"", "a number and a string cannot be added"),
        ("partial", "unknown name 'partial'"),
        ("{a: b, b: 1}", "unknown name 'b'"),
        ("{a: 1, b: a + \"x\"}", "a number and a string cannot be added"),
        ("{f: function(x) x, r: f(1, 2)}", "'f' takes 1 argument, not 2"),
        ("{f: function(x) x}.f(1, 2)", "'f' takes 1 argument, not 2"),
        ("(function(x: number) x + \"a\")(1)", "a number and a string cannot be added"),
        ("function(x: tNone) x", "unknown type 'tNone'"),
        ("amount instance of tNone", "unknown type 'tNone'"),
        ("? > 1", "'?' stands for a value under test, and nothing is tested here"),
        ("@\"P1X\"", "'@\"P1X\"' is no date, time or duration"),
        ("date(\"2023-02-29\")", "date(\"2023-02-29\") names no value"),
        ("duration(\"P1X\")", "duration(\"P1X\") names no value"),
        (
            "function() external {java: {class: \"C\", method signature: \"m\"}}",
            "functions outside FEEL are not supported"
        ),
        ("texts[item > 1]", "a string and a number have no order"),
        ("if anything then amuont else 1", "unknown name 'amuont' (did you mean 'amount'?)"),
    ])
    func problemIsFound(text: String, message: String) throws {
        let found = try problems(text)
        #expect(found.contains(message), "\(text): \(found)")
    }

    @Test(
        arguments: [
            "amount + 1", "name + \"x\"", "is urgent and true", "received + term", "received - received",
            "seen - received",
            "term / term", "age * 2", "2 * age", "clock - clock", "received.year + 1", "seen.hour", "seen.timezone",
            "age.months", "term.days", "span.start included", "small = 1", "nothing = 1", "anything = 1",
            "anything.x.y",
            "anything(1, 2)", "unknowns = 1", "texts = \"x\"", "texts[1] = \"x\"", "texts[item = \"x\"]",
            "unknowns[x > 1]", "unknowns[name > 1]", "unknowns[count > 5]", "unknowns[f(x)]", "anything[x].y",
            "persons[score > 1].name", "persons[item.score > amount]", "persons[1].name", "persons.name",
            "persons[name = \"x\"][1].score + 1", "[{a: 1}, {b: 2}][b = 2]", "[{a: 1}, {b: 2}].b",
            "[{a: 1}, {}][c = 1]",
            "for i in 1..3 return i + 1", "for i in persons, j in texts return i.name + j",
            "for i in 1..3 return if i = 1 then 1 else sum(partial)", "for r in [[1..2], [3..4]] return r.start",
            "some p in persons satisfies p.score > 1", "{a: 1, b: a + 1}.b",
            "{f: function(n) if n = 0 then 0 else f(n - 1)}",
            "{f: function(a, b) a + b, r: f(b: 1, a: 2)}.r", "function(x) x.y", "sort(texts, function(x, y) x < y)",
            "sort(unknowns, rate)", "rate(1, 2) + 1", "rate(base: 1, factor: 2)", "amount in (1, [2..5], < 0)",
            "amount in [1, 2, [5..9]]", "texts in \"x\"", "amount in unknowns", "persons = person", "null = amount",
            "if is urgent then 1 else \"x\"", "(if is urgent then 1 else \"x\") + 1", "date(name)", "date(null)",
            "duration(name) + received", "string join(texts, \",\")", "min(1, 2) + 1", "max(texts) + \"x\"",
            "append(texts, 1)[1] + 1", "count(texts) > 1", "abs(term) = term", "get value(person, \"x\") + 1",
            "context put(person, \"x\", 1).x", "before(1, 2)", "before(point: 1, range: [1..2])", "not(is urgent)",
            "[1, \"x\"][1] + 1", "amount instance of number", "unknowns[partial > 1]", "1 = 1",
        ])
    func nothingIsSaidAboutWhatMayWork(text: String) throws {
        #expect(try problems(text) == [], "\(text)")
    }

    @Test(arguments: [
        ("gold", FEELType.string, "unknown name 'gold'"), ("1", .string, "a string can never equal a number"),
        ("\"a\", 1", .string, "a string can never equal a number"),
        ("< 1", .string, "a string and a number have no order"),
        ("not(1)", .string, "a string can never equal a number"),
        ("[1..2]", .date, "a date and a number have no order"),
        ("true", .number, "a boolean is no test of a number"),
        ("? + 1", .number, "a test with '?' must be true or false, and this is a number"),
        ("? > \"x\"", .number, "a number and a string have no order"),
        ("starts with(?)", .string, "'starts with' takes 2 arguments, not 1"),
        ("limit", .string, "a string can never equal a number"),
        ("[\"a\", \"b\"]", .number, "a number can never equal a string"),
    ])
    func cellProblemIsFound(cell: String, input: FEELType, message: String) throws {
        let found = try UnaryTests.parse(cell).problems(knowing: ["limit": .number], testing: input).map(\.message)
        #expect(found.contains(message), "\(cell): \(found)")
    }

    @Test(arguments: [
        ("-", FEELType.string), ("\"a\", \"b\"", .string), ("limit", .number), ("< limit", .number),
        ("limit > 3", .string),
        ("[1..5], 7", .number), ("[1, 2]", .number), ("1", .list(.number)), ("true", .boolean), ("1, \"x\"", .any),
        ("? > limit", .number), ("even(?)", .number), ("null", .number), ("not(null)", .string),
        ("? in [1..5]", .number),
        ("some x in ? satisfies x > 1", .list(.number)),
    ])
    func nothingIsSaidAboutGoodCells(cell: String, input: FEELType) throws {
        #expect(try UnaryTests.parse(cell).problems(knowing: ["limit": .number], testing: input) == [], "\(cell)")
    }

    /// However long an expression is, it is checked to its end; what is found is bounded.
    @Test func longChains() throws {
        let text = Array(repeating: "1", count: 50_000).joined(separator: " + ")
        #expect(try problems(text) == [])
        #expect(try problems(text + " + amuont").count == 1)
        let names = (0..<500).map { "n\($0)" }.joined(separator: ", ")
        #expect(try problems("[\(names)]").count == Limits.rowProblemsMax)
    }
}
