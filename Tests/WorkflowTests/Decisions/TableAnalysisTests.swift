// What is said about tables that can be read but do not say what they seem to say.

import Basics
import Testing
import Workflow

@Suite struct TableAnalysisTests {
    private func warnings(_ body: String) -> [String] {
        let (_, findings) = DecisionLoader.load(DecisionTestFiles.file(body), file: "m.dmn")
        #expect(!findings.hasErrors, "\(findings)")
        return findings.map { $0.message.replacing("table 'd'", with: "d") }
    }

    private func findings(
        _ rows: [[String]], policy: String = "UNIQUE", outputs: [String] = ["<output name=\"o\"/>"]
    ) -> [String] {
        warnings(DecisionTestFiles.table(policy: "hitPolicy=\"\(policy)\"", outputs: outputs, rows: rows))
    }

    @Test func booleansHaveTwoValues() {
        #expect(findings([["true", "-", "1"]]) == ["d: no rule covers 1 of 2 combinations, such as a = false"])
        #expect(findings([["true", "-", "1"], ["false", "-", "2"]]) == [])
        #expect(findings([["true", "-", "1"], ["not(true)", "-", "2"]]) == [])
    }

    /// A decision over one input with a type of its own.
    private func typed(_ type: String, _ allowed: String, values: String = "", cells: [String]) -> [String] {
        let rules = cells.map {
            "<rule><inputEntry><text><![CDATA[\($0)]]></text></inputEntry><outputEntry><text>1</text></outputEntry></rule>"
        }
        return warnings(
            """
            <itemDefinition name="tA"><typeRef>\(type)</typeRef>
            <allowedValues><text>\(allowed)</text></allowedValues></itemDefinition>
            <inputData id="a" name="a"><variable name="a" typeRef="\(values.isEmpty ? "tA" : "string")"/></inputData>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#a"/></informationRequirement>
            <decisionTable><input><inputExpression><text>a</text></inputExpression>\(values)</input><output/>
            \(rules.joined())</decisionTable></decision>
            """)
    }

    @Test func allowedValuesAreExpected() {
        let colours = #""red", "green", "blue""#
        let gap = ["d: no rule covers 1 of 3 combinations, such as a = \"blue\""]
        #expect(typed("string", colours, cells: [#""red", "green""#]) == gap)
        #expect(typed("string", colours, cells: [#""red", "green""#, #""blue""#]) == [])
        let values = "<inputValues><text>\(colours)</text></inputValues>"
        #expect(typed("string", colours, values: values, cells: [#""red", "green""#]) == gap)
        #expect(typed("number", "[0..100]", cells: ["< 50", "> 50"]).count == 1)
        #expect(typed("number", "[0..100]", cells: ["< 50", ">= 50"]) == [])
        #expect(
            typed("number", "1, 2, 3", cells: ["1", "2"]) == ["d: no rule covers 1 of 3 combinations, such as a = 3"])
    }

    @Test func skippedAnalysesAreSaid() {
        #expect(
            findings([["< b", "-", "1"]]) == [
                "d was not searched for overlaps and gaps: the cell of 'a' is no plain comparison"
            ])
        #expect(
            findings([["< 3", "-", "1"], ["\"x\"", "-", "1"]]) == [
                "d was not searched for overlaps and gaps: the cells of 'a' have no common order"
            ])
        #expect(findings([["< b", "-", "1"]], policy: "COLLECT") == [], "there any rules make sense")
        let many = (0..<160).map { ["\($0)", "\($0)", "1"] }
        #expect(findings(many) == ["d was not searched for gaps: it has more than 50000 combinations"])
    }

    @Test func findingsAreBounded() {
        let found = findings((0..<10).map { _ in ["-", "-", "1"] })
        #expect(found.count == 21)
        #expect(found.first == "d: rules 1 and 2 overlap")
        #expect(found.last == "d: and 25 more")
        let masked = findings((0..<30).map { _ in ["-", "-", "1"] }, policy: "FIRST")
        #expect(masked.count == 21)
        #expect(masked.last == "d: and 9 more")
    }

    /// A table with a rule for every commune is searched, and a longer one is not; that is said at once.
    @Test func longTablesAreSearchedUpToABound() {
        let communes = (0..<1_200).map { ["\"c\($0)\"", "-", "1"] }
        #expect(findings(communes) == [])
        #expect(findings(communes + [["not(\"c7\", \"c8\")", "-", "1"]]).count == 21)
        #expect(
            findings((0..<10_001).map { ["\($0)", "-", "1"] }) == [
                "d was not searched for overlaps and gaps: it has more than 10000 rules"
            ])
    }

    @Test func contradictionsOfAnyTables() {
        #expect(
            findings([["< 5", "-", "1"], [">= 5", "-", "2"], ["[4..6]", "-", "2"]], policy: "ANY") == [
                "d: rules 1 and 3 contradict each other: a = 4"
            ])
        #expect(findings([["-", "-", "1"], ["3", "-", "b"]], policy: "ANY") == [], "nobody can tell before")
    }

    @Test func maskedRules() {
        #expect(
            findings([["< 5", "-", "1"], ["-", "-", "2"], ["3", "1", "3"]], policy: "FIRST") == [
                "d: rule 3 never applies: rule 1 covers it and comes first"
            ])
        #expect(findings([["3", "-", "1"], ["-", "-", "2"]], policy: "FIRST") == [])
        let output = "<output name=\"o\"><outputValues><text>2, 1</text></outputValues></output>"
        #expect(
            findings([["3", "-", "1"], ["-", "-", "2"]], policy: "PRIORITY", outputs: [output]) == [
                "d: rule 1 never applies: rule 2 covers it and its output has priority"
            ])
        #expect(findings([["3", "-", "2"], ["-", "-", "1"]], policy: "PRIORITY", outputs: [output]) == [])
    }

    @Test func defaultsLeaveNoGaps() {
        let output = "<output name=\"o\"><defaultOutputEntry><text>0</text></defaultOutputEntry></output>"
        #expect(findings([["3", "-", "1"]], outputs: [output]) == [])
    }

    /// Cells that name a few texts, many, or those that they do not want.
    @Test func overlapsOfNamedTexts() {
        let ten = (0..<10).map { "\"t\($0 * 2)\"" }.joined(separator: ", ")
        let rows = [[#""t0", "t9""#, "-", "1"], [ten, "-", "2"], [#""t9", "t18", "t30""#, "-", "3"]]
        #expect(
            findings(rows) == [
                "d: rules 1 and 2 overlap: a = \"t0\"", "d: rules 1 and 3 overlap: a = \"t9\"",
                "d: rules 2 and 3 overlap: a = \"t18\"",
            ])
        let negated = [[#"not("t1", "t3")"#, "-", "1"], [#""t1", "t3""#, "-", "2"], [#""t3""#, "-", "3"]]
        #expect(
            findings(negated, policy: "FIRST") == [
                "d: rule 3 never applies: rule 2 covers it and comes first"
            ])
    }
}
