// The types that expressions are found to have, against the values they turn out to have.

import Basics
import FEEL
import Testing

@Suite struct InferredTypeTests {
    @Test(arguments: [
        ("1 + 1", "number"), ("\"a\" + \"b\"", "string"), ("1 = 1", "boolean"), ("x", "Any"), ("due", "date"),
        ("due + duration(\"P1D\")", "date"), ("due - due", "days and time duration"),
        ("duration(\"P1M\")", "years and months duration"),
        ("@\"2024-01-01T00:00:00\"", "date and time"), ("now()", "date and time"), ("today()", "date"),
        ("[1, 2]", "list<number>"),
        ("[1, \"a\"]", "list<Any>"), ("{a: 1, b: {c: \"x\"}}", "context<a: number, b: context<c: string>>"),
        ("{a: 1}.a", "number"), ("[{a: 1}].a", "list<number>"), ("[1..3]", "range<number>"), ("[1, 2][1]", "number"),
        ("[1, 2][item > 1]", "list<number>"), ("for i in 1..3 return string(i)", "list<string>"),
        ("if x then 1 else 2", "number"),
        ("if x then 1 else null", "number"), ("if x then 1 else \"a\"", "Any"),
        ("function(a: number) a + 1", "function<number> -> number"),
        ("min([1, 2])", "number"), ("count([1])", "number"), ("null", "Null"), ("x and true", "boolean"),
        ("sublist([1], 1)", "list<number>"),
    ])
    func types(text: String, expected: String) throws {
        let type = try Expression.parse(text).type(knowing: ["x": .any, "due": .date])
        #expect(type.description == expected)
    }

    private static let operands = [
        "1", "\"a\"", "true", "null", "[1]", "[\"a\"]", "[]", "{}", "{a: 1}", "[1..5]", "(< 9)", "(\"a\"..\"z\")",
        "@\"2024-02-29\"", "@\"2024-02-29T23:59:59\"", "@\"10:00:00\"", "@\"P1D\"", "@\"P1M\"", "function(x) x",
    ]

    private static let operators = [
        "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "in", "and", "or",
    ]

    /// Every operator on every pair of kinds: what is refused yields nothing, and what is not has the type that was
    /// found.
    @Test(arguments: operators)
    func refusalsAreRight(operation: String) throws {
        for left in Self.operands {
            for right in Self.operands {
                let text = "(\(left)) \(operation) (\(right))"
                let expression = try Expression.parse(text)
                let value = expression.evaluate()
                // As a test, `true` admits everything, which is why it is no test of a number.
                if operation == "in", right == "true" { continue }
                if expression.problems().isEmpty {
                    #expect(value.isNull || value.conforms(to: expression.type(), Evaluation()), "\(text)")
                } else {
                    #expect(value.isNull || operation == "in" && value == .boolean(false), "\(text)")
                }
            }
        }
    }

    @Test(arguments: operands)
    func membersAreRight(operand: String) throws {
        for member in ["year", "hour", "time offset", "days", "months", "start", "end included", "a", "timezone"] {
            let expression = try Expression.parse(
                "(\(operand)).\(member)", Vocabulary(names: ["time offset", "end included"]))
            let value = expression.evaluate()
            if expression.problems().isEmpty {
                #expect(value.isNull || value.conforms(to: expression.type(), Evaluation()), "\(operand).\(member)")
            } else {
                #expect(value.isNull || value.asList?.allSatisfy(\.isNull) ?? false, "\(operand).\(member)")
            }
        }
    }

    @Test func phrases() {
        #expect(FEELType.restricted(.number, .anything).phrase == "a number")
        #expect(FEELType.list(.string).phrase == "a list")
        #expect(FEELType.any.phrase == "any value")
    }
}
