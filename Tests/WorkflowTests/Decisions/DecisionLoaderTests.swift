// What is said about files that are wrong, and about tables that leave something open.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct DecisionLoaderTests {
    private func findings(_ body: String) -> [Diagnostic] {
        DecisionLoader.load(DecisionTestFiles.file(body), file: "m.dmn").1
    }

    private func literal(_ text: String) -> String {
        "<decision id=\"d\" name=\"d\"><literalExpression>\n<text>\(text)</text></literalExpression></decision>"
    }

    @Test func whatIsNoModel() {
        for text in [
            "", "no xml", "<definitions/>", "<definitions xmlns=\"http://www.omg.org/spec/DMN/20130901\"/>",
        ] {
            let (model, diagnostics) = DecisionLoader.load(Array(text.utf8), file: "m.dmn")
            #expect(model == nil)
            #expect(diagnostics.hasErrors, "\(text)")
        }
    }

    /// The version that most older modellers write.
    @Test func oldVersionsAreRead() throws {
        let text = """
            <definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" xmlns:feel="http://www.omg.org/spec/FEEL/20140401"
              id="m" name="m" namespace="urn:m" expressionLanguage="http://www.omg.org/spec/FEEL/20140401">
            <inputData id="a" name="a"><variable name="a" typeRef="feel:number"/></inputData>
            <decision id="d" name="d"><variable name="d" typeRef="feel:string"/>
            <informationRequirement><requiredInput href="#a"/></informationRequirement>
            <decisionTable><input id="i"><inputExpression id="e" typeRef="feel:number"
              expressionLanguage="http://www.omg.org/spec/FEEL/20140401"><text>a</text></inputExpression></input>
            <output id="o" name="o" typeRef="string"/>
            <rule id="r1"><description>few</description><inputEntry id="c"><text>&lt; 3</text></inputEntry>
            <outputEntry id="v"><text>"few"</text></outputEntry></rule>
            <rule id="r2"><inputEntry id="c2"><text>&gt;= 3</text></inputEntry>
            <outputEntry id="v2"><text>"many"</text></outputEntry></rule></decisionTable></decision></definitions>
            """
        let (model, findings) = DecisionLoader.load(Array(text.utf8), file: "m.dmn")
        #expect(findings == [])
        #expect(try #require(model).evaluate("d", input: ["a": .integer(2)]).value == .string("few"))
    }

    @Test func faultsNameTheLine() throws {
        let fault = try #require(findings(literal("1 +")).first)
        #expect(fault.line == 4)
        #expect(fault.description.hasPrefix("m.dmn:4: this is no FEEL: "))
    }

    @Test(arguments: [
        "<import name=\"x\" namespace=\"urn:x\" importType=\"t\"/>",
        "<decision id=\"d\" name=\"d\"><literalExpression expressionLanguage=\"urn:sql\">"
            + "<text>1</text></literalExpression></decision>",
        "<decision id=\"d\" name=\"d\"><decisionTable hitPolicy=\"BEST\"><output/></decisionTable></decision>",
        "<decision id=\"d\" name=\"d\"><decisionTable hitPolicy=\"COLLECT\" aggregation=\"AVG\">"
            + "<output/></decisionTable></decision>",
        "<decision id=\"d\" name=\"d\"><decisionTable/></decision>",
        "<decision id=\"d\" name=\"d\"><decisionTable><input/><output/></decisionTable></decision>",
        "<decision id=\"d\" name=\"d\"><decisionTable><output/><rule/></decisionTable></decision>",
        "<decision id=\"d\" name=\"d\"><informationRequirement>"
            + "<requiredInput href=\"#no\"/></informationRequirement></decision>",
        "<inputData id=\"i\" name=\"i\"><variable name=\"i\" typeRef=\"tNone\"/></inputData>",
        "<businessKnowledgeModel id=\"b\" name=\"b\"><encapsulatedLogic kind=\"Java\"/></businessKnowledgeModel>",
        "<itemDefinition name=\"t\"><typeRef>string</typeRef><allowedValues>"
            + "<text>&lt;</text></allowedValues></itemDefinition>",
    ])
    func unsupportedIsSaid(body: String) {
        let diagnostics = findings(body)
        #expect(diagnostics.hasErrors)
        #expect(diagnostics.allSatisfy { $0.line >= 3 })
    }

    /// One bad cell spoils its own decision, and nothing else of a model that is read tolerantly.
    @Test func tolerantReadingKeepsTheRest() throws {
        let body = """
            <decision id="good" name="good"><literalExpression><text>1 + 1</text></literalExpression></decision>
            <decision id="bad" name="bad"><literalExpression><text>1 +</text></literalExpression></decision>
            <decision id="half" name="half"><decisionTable hitPolicy="FIRST"><output/>
            <rule><outputEntry><text>1</text></outputEntry></rule><rule/></decisionTable></decision>
            """
        let bytes = DecisionTestFiles.file(body)
        #expect(DecisionLoader.load(bytes, file: "m.dmn").0 == nil)
        let (model, diagnostics) = DecisionLoader.read(bytes, file: "m.dmn")
        #expect(diagnostics.map(\.line) == [4, 6])
        let kept = try #require(model)
        #expect(try kept.evaluate("good", input: [:]).value == .integer(2))
        #expect(try kept.evaluate("bad", input: [:]).value.isNull)
        #expect(try kept.evaluate("half", input: [:]).value.isNull)
    }

    /// The language of the file counts where an expression names none.
    @Test(arguments: [
        ("http://www.jcp.org/juel", "", true), ("http://www.jcp.org/juel", "FEEL", false), ("FEEL", "juel", true),
        ("https://www.omg.org/spec/DMN/20230324/FEEL/", "", false),
        ("http://www.omg.org/spec/FEEL/20140401", "", false),
    ])
    func languagesOtherThanFEELAreRefused(file: String, own: String, isRefused: Bool) {
        let table = """
            <decision id="d" name="d"><decisionTable hitPolicy="FIRST"><input><inputExpression expressionLanguage="FEEL">
            <text>1</text></inputExpression></input><output/><rule><inputEntry expressionLanguage="\(own)">
            <text>1</text></inputEntry><outputEntry expressionLanguage="\(own)"><text>1</text></outputEntry></rule>
            <rule><inputEntry expressionLanguage="\(own)"><text>2</text></inputEntry>
            <outputEntry expressionLanguage="FEEL"><text>2</text></outputEntry></rule></decisionTable></decision>
            <decision id="e" name="e"><literalExpression expressionLanguage="FEEL"><text>1</text></literalExpression>
            </decision>
            """
        let text = String(decoding: DecisionTestFiles.file(table), as: UTF8.self)
            .replacing("name=\"m\"", with: "name=\"m\" expressionLanguage=\"\(file)\"")
        let (model, found) = DecisionLoader.read(Array(text.utf8), file: "m.dmn")
        #expect(found.hasErrors == isRefused, "\(found)")
        #expect((model?.fault(of: "d") != nil) == isRefused)
        #expect(model?.fault(of: "e") == nil)
        if own.isEmpty, isRefused { #expect(found.map(\.line) == [2], "the file is told of once") }
    }

    @Test func columnsWithFaultsAreToldOfOnce() {
        let column = "<input><inputExpression><text>1 +</text></inputExpression></input>"
        let found = findings(
            "<decision id=\"d\" name=\"d\"><decisionTable>\(column)<output/></decisionTable></decision>")
        #expect(found.map(\.message) == ["this is no FEEL: unexpected the end at character 4"])
    }

    @Test func emptyExpressionsAreWarnings() {
        for logic in ["<literalExpression/>", "<literalExpression><text> </text></literalExpression>"] {
            let found = findings("<decision id=\"d\" name=\"d\">\(logic)</decision>")
            #expect(found.map(\.message) == ["the expression is empty: it is always null"])
            #expect(found.map(\.severity) == [.warning])
        }
    }

    @Test func missingLogicIsAWarning() {
        let diagnostics = findings("<decision id=\"d\" name=\"d\"/>")
        #expect(diagnostics.map(\.severity) == [.warning])
    }

    private func tableFindings(_ rows: [[String]], attributes: String = "") -> [String] {
        findings(DecisionTestFiles.table(policy: attributes, rows: rows)).map(\.message)
    }

    @Test func overlapsAreFound() {
        #expect(
            tableFindings([["< 5", "-", "1"], [">= 5", "-", "2"], ["[4..6]", "-", "3"]]) == [
                "table 'd': rules 1 and 3 overlap: a = 4", "table 'd': rules 2 and 3 overlap: a = 5",
            ])
        #expect(
            tableFindings([["\"x\", \"y\"", "-", "1"], ["not(\"x\")", "-", "2"]]) == [
                "table 'd': rules 1 and 2 overlap: a = \"y\""
            ])
    }

    @Test func gapsAreFound() {
        #expect(
            tableFindings([["< 5", "-", "1"], ["> 5", "-", "2"]]) == [
                "table 'd': no rule covers 1 of 3 combinations, such as a = 5"
            ])
        #expect(tableFindings([["< 5", "-", "1"], [">= 5", "-", "2"]]) == [])
        #expect(tableFindings([["true", "\"u\"", "1"], ["false", "\"v\"", "2"]]).count == 1)
        #expect(tableFindings([["< 5", "-", "1"]], attributes: "hitPolicy=\"FIRST\"") == [])
        let attributes = "xmlns:tk=\"https://trinhky.example/dmn\" tk:gaps=\"intended\""
        #expect(tableFindings([["< 5", "-", "1"]], attributes: attributes) == [])
    }

    /// No day lies between neighbours: such tables are complete.
    @Test func daysHaveNoGapsBetweenNeighbours() {
        #expect(
            tableFindings([
                ["<= date(\"2024-06-30\")", "-", "1"], [">= date(\"2024-07-01\")", "-", "2"],
            ]) == [])
        #expect(
            tableFindings([["<= date(\"2024-06-30\")", "-", "1"], [">= date(\"2024-07-02\")", "-", "2"]]).count == 1)
    }

    /// Types that hold others twice, over and over, are endless to compare.
    @Test func largeTypesAreRefused() {
        let types = (0..<40).map { index in
            """
            <itemDefinition name="t\(index)"><itemComponent name="a"><typeRef>t\(index + 1)</typeRef></itemComponent>
            <itemComponent name="b"><typeRef>t\(index + 1)</typeRef></itemComponent></itemDefinition>
            """
        }
        let last = "<itemDefinition name=\"t40\"><typeRef>number</typeRef></itemDefinition>"
        let (_, found) = DecisionLoader.load(DecisionTestFiles.file(types.joined() + last), file: "m.dmn")
        #expect(found.contains { $0.message.hasSuffix("has more than 2000 parts") })
    }

    /// Names that differ in their last word only are found by their words, not one after the other.
    @Test func manyNamesAreKnown() throws {
        let names = (0..<9_000).map { "<inputData id=\"i\($0)\" name=\"n \($0)\"/>" }
        let body =
            names.joined() + """
                <decision id="d" name="d"><informationRequirement><requiredInput href="#i777"/></informationRequirement>
                <literalExpression><text>n 777 + 1</text></literalExpression></decision>
                """
        #expect(try DecisionTestFiles.inline(body).evaluate("d", input: ["n 777": .integer(1)]).value == .integer(2))
    }

    @Test func modelsHaveSoManyElements() {
        let decisions = (0...Limits.decisionElementsMax).map { "<decision id=\"d\($0)\" name=\"n \($0)\"/>" }
        let (model, found) = DecisionLoader.load(DecisionTestFiles.file(decisions.joined()), file: "m.dmn")
        #expect(model == nil)
        #expect(found.map(\.description) == ["m.dmn:2: the model has more than 10000 elements (m)"])
    }
}
