// Every hit policy of decision tables.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct HitPolicyTests {
    /// Rows match for a = 1, for any b, and for both: with a = 1 and b = 1 rows 1, 2 and 3 match.
    private let rows = [["1", "-", "30"], ["-", "1", "10"], ["1", "1", "20"], ["5", "5", "40"]]

    private func outcome(_ policy: String, rows: [[String]], a: Int, b: Int) throws -> DecisionOutcome {
        let model = try DecisionTestFiles.inline(DecisionTestFiles.table(policy: policy, rows: rows))
        return try model.evaluate("d", input: ["a": .integer(a), "b": .integer(b)])
    }

    @Test(arguments: [
        ("hitPolicy=\"FIRST\"", "30", [1]), ("hitPolicy=\"RULE ORDER\"", "[30, 10, 20]", [1, 2, 3]),
        ("hitPolicy=\"COLLECT\"", "[30, 10, 20]", [1, 2, 3]),
        ("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "60", [1, 2, 3]),
        ("hitPolicy=\"COLLECT\" aggregation=\"MIN\"", "10", [1, 2, 3]),
        ("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", "30", [1, 2, 3]),
        ("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "3", [1, 2, 3]),
    ])
    func severalRules(policy: String, expected: String, rules: [Int]) throws {
        let outcome = try outcome(policy, rows: rows, a: 1, b: 1)
        #expect(outcome.value.literal == expected)
        #expect(outcome.rules.map(\.index) == rules)
        #expect(outcome.rules.map(\.id) == rules.map { "r\($0)" })
        #expect(outcome.rules.map(\.annotations) == rules.map { ["note \($0)"] })
    }

    @Test(arguments: [
        "hitPolicy=\"UNIQUE\"", "", "hitPolicy=\"ANY\"", "hitPolicy=\"FIRST\"", "hitPolicy=\"PRIORITY\"",
        "hitPolicy=\"RULE ORDER\"", "hitPolicy=\"COLLECT\"",
    ])
    func noRuleGivesNull(policy: String) throws {
        let outcome = try outcome(policy, rows: rows, a: 8, b: 9)
        #expect(outcome.value.isNull)
        #expect(outcome.rules.isEmpty)
    }

    @Test func twoRulesContradictAUniqueTable() throws {
        #expect(throws: DecisionFault.contradiction("table 'd': more than one rule matches (1, 2, 3)")) {
            try outcome("hitPolicy=\"UNIQUE\"", rows: rows, a: 1, b: 1)
        }
        #expect(try outcome("hitPolicy=\"UNIQUE\"", rows: rows, a: 5, b: 5).value == .integer(40))
    }

    @Test func anyWantsOneResult() throws {
        let same = [["1", "-", "7"], ["-", "1", "7"], ["-", "2", "8"]]
        #expect(try outcome("hitPolicy=\"ANY\"", rows: same, a: 1, b: 1).value == .integer(7))
        #expect(throws: DecisionFault.self) { try outcome("hitPolicy=\"ANY\"", rows: same, a: 1, b: 2) }
    }

    @Test func outputValuesGiveTheOrder() throws {
        let output = "<output name=\"o\"><outputValues><text>20, 30, 10, 40</text></outputValues></output>"
        for (policy, expected) in [("PRIORITY", "20"), ("OUTPUT ORDER", "[20, 30, 10]")] {
            let model = try DecisionTestFiles.inline(
                DecisionTestFiles.table(policy: "hitPolicy=\"\(policy)\"", outputs: [output], rows: rows))
            let outcome = try model.evaluate("d", input: ["a": .integer(1), "b": .integer(1)])
            #expect(outcome.value.literal == expected)
        }
    }

    @Test func defaultsAndSeveralOutputs() throws {
        let outputs = [
            "<output name=\"x\"><defaultOutputEntry><text>0</text></defaultOutputEntry></output>",
            "<output name=\"y\"/>",
        ]
        let model = try DecisionTestFiles.inline(
            DecisionTestFiles.table(policy: "", outputs: outputs, rows: [["1", "-", "a + 1", "\"b\""]]))
        let hit = try model.evaluate("d", input: ["a": .integer(1), "b": .null])
        #expect(hit.value.literal == #"{x: 2, y: "b"}"#)
        let miss = try model.evaluate("d", input: ["a": .integer(2), "b": .null])
        #expect(miss.value.literal == "{x: 0, y: null}")
    }

    /// A long table, so that the index of rules has more than one word.
    @Test func manyRules() throws {
        let rows = (0..<200).map { ["\"k\($0)\"", "[\($0)..\($0 + 1)]", "\($0)"] }
        let model = try DecisionTestFiles.inline(DecisionTestFiles.table(policy: "hitPolicy=\"FIRST\"", rows: rows))
        for number in 0..<200 {
            let hit = try model.evaluate("d", input: ["a": .string("k\(number)"), "b": .integer(number)])
            #expect(hit.value == .integer(number))
            let miss = try model.evaluate("d", input: ["a": .string("k\(number)"), "b": .integer(number + 2)])
            #expect(miss.value.isNull)
        }
        #expect(try model.evaluate("d", input: ["a": .null, "b": .integer(3)]).value.isNull)
    }

    /// Rules found by looking numbers up are those whose cells hold.
    /// Cells that name texts, those they do not want, or nothing.
    @Test func textsAreLookedUp() throws {
        let rows = [[#""x""#, "-", "1"], [#"not("x", "y")"#, "-", "2"], ["-", "-", "3"], [#""y", "x""#, "-", "4"]]
        let model = try DecisionTestFiles.inline(DecisionTestFiles.table(policy: "hitPolicy=\"COLLECT\"", rows: rows))
        for (text, rules) in [("x", [1, 3, 4]), ("y", [3, 4]), ("z", [2, 3])] {
            #expect(try model.evaluate("d", input: ["a": .string(text)]).rules.map(\.index) == rules)
        }
    }

    @Test func numbersAreLookedUp() throws {
        let cells = [
            "5", "< 3", "<= 3", "> 3", ">= 7.5", "[3..5]", "(3..5)", "[3..5)", "(3..7.5]", "-", "[5..3]", "[5..5)",
            "-1",
        ]
        let rows = cells.enumerated().map { [$1, "-", "\($0)"] }
        let model = try DecisionTestFiles.inline(DecisionTestFiles.table(policy: "hitPolicy=\"COLLECT\"", rows: rows))
        for text in ["-2", "-1", "0", "2.999", "3", "3.0", "3.001", "4", "5", "5.5", "7.5", "7.50001", "1E+30"] {
            let number = try #require(Decimal128(text))
            let expected = try cells.enumerated().filter { _, cell in
                try UnaryTests.parse(cell).admit(.number(number), Scope(), Evaluation())
            }
            let found = try model.evaluate("d", input: ["a": .number(number), "b": .null]).value
            #expect(found == .list(List(expected.map { .integer($0.offset) })), "\(text)")
        }
        #expect(try model.evaluate("d", input: ["a": .string("5"), "b": .null]).value == .list([.integer(9)]))
    }
}
