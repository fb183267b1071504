// What is said, before there are values, about logic that cannot work.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct DecisionCheckTests {
    /// `LINE: what` for every error; the body begins on line 3.
    private func faults(_ body: String) -> [String] {
        DecisionLoader.load(DecisionTestFiles.file(body), file: "m.dmn").1
            .filter { $0.severity == .error }.map { "\($0.line): \($0.message)" }
    }

    private let inputs = """
        <inputData id="i" name="amount"><variable name="amount" typeRef="number"/></inputData>
        <inputData id="w" name="word"><variable name="word" typeRef="string"/></inputData>

        """
    private let needs = """
        <informationRequirement><requiredInput href="#i"/></informationRequirement>
        <informationRequirement><requiredInput href="#w"/></informationRequirement>


        """

    /// A decision over a number and a text; its logic begins on line 8.
    private func decision(_ logic: String, type: String = "Any") -> [String] {
        faults(
            inputs + #"<decision id="d" name="d"><variable name="d" typeRef="\#(type)"/>"# + needs + logic
                + "</decision>")
    }

    private func literal(_ text: String) -> String {
        "<literalExpression><text><![CDATA[\(text)]]></text></literalExpression>"
    }

    @Test(arguments: [
        ("amuont + 1", "8: unknown name 'amuont' (did you mean 'amount'?)"),
        ("frobnicate(1)", "8: unknown function 'frobnicate'"),
        (#"substring("abc")"#, "8: 'substring' takes 2 or 3 arguments, not 1"),
        ("amount + word", "8: a number and a string cannot be added"),
    ])
    func literalExpressions(text: String, fault: String) { #expect(decision(literal(text)).first == fault) }

    @Test func onlyWhatIsRequiredIsSeen() throws {
        let body = inputs + #"<decision id="d" name="d">\#(literal("amount"))</decision>"#
        #expect(faults(body) == ["5: unknown name 'amount'"])
        let (model, _) = DecisionLoader.read(DecisionTestFiles.file(body), file: "m.dmn")
        #expect(try #require(model).evaluate("d", input: ["amount": .integer(1)]).value.isNull)
    }

    @Test func declaredResultsAreKept() {
        #expect(
            decision(literal("word"), type: "number") == [
                "8: the decision 'd' is declared as a number, and what is written is a string"
            ])
        #expect(decision(literal("[amount]"), type: "number") == [], "a list stands for its only element")
    }

    @Test func boxedExpressionsAreLookedInto() {
        let entry = "<contextEntry><variable name=\"x\" typeRef=\"string\"/>\(literal("amount"))</contextEntry>"
        let twice = "<contextEntry><variable name=\"y\"/>\(literal("z"))</contextEntry>\n"
        #expect(
            decision("<context>\n\(twice)\(twice)\(entry)</context>") == [
                "9: unknown name 'z'", "10: unknown name 'z'", "10: the entry 'y' stands here twice",
                "11: the entry 'x' is declared as a string, and what is written is a number",
            ])
        for logic in [
            "<list>\(literal("z"))</list>",
            "<relation><column name=\"c\"/><row>\(literal("z"))</row></relation>",
            "<functionDefinition>\(literal("z"))</functionDefinition>",
            "<conditional><if>\(literal("z"))</if><then>\(literal("1"))</then><else>\(literal("1"))</else></conditional>",
            "<filter><in>\(literal("[1]"))</in><match>\(literal("z > 1"))</match></filter>",
            "<for iteratorVariable=\"e\"><in>\(literal("[1]"))</in><return>\(literal("e + z"))</return></for>",
            "<every iteratorVariable=\"e\"><in>\(literal("z"))</in><satisfies>\(literal("e > 1"))</satisfies></every>",
        ] {
            #expect(decision(logic) == ["8: unknown name 'z'"], "\(logic)")
        }
    }

    @Test func invocationsGiveWhatIsAskedFor() {
        let knowledge = """
            <businessKnowledgeModel id="k" name="k"><encapsulatedLogic>
            <formalParameter name="n" typeRef="number"/><formalParameter name="m"/>
            \(literal("n"))</encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>

            """
        let binding = { (name: String, text: String) in
            "<binding>\n<parameter name=\"\(name)\"/>\(literal(text))</binding>"
        }
        func call(_ bindings: String...) -> [String] {
            faults(knowledge + "<invocation>\(literal("k"))\(bindings.joined())</invocation></decision>")
        }
        #expect(call(binding("n", "1"), binding("m", "2")) == [])
        #expect(call(binding("n", "1")) == ["7: the parameter 'm' is not given"])
        #expect(call(binding("n", "\"1\""), binding("m", "2")) == ["8: the parameter 'n' is a number, not a string"])
        #expect(
            call(binding("n", "1"), binding("mm", "2")) == [
                "9: there is no parameter 'mm' (there are: n, m)", "7: the parameter 'm' is not given",
            ])
        #expect(faults(knowledge + literal("k(1)") + "</decision>") == ["7: 'k' takes 2 arguments, not 1"])
        for text in [#"k("a", 1)"#, #"k(m: 1, n: "a")"#] {
            #expect(faults(knowledge + literal(text) + "</decision>") == ["7: 'k' wants a number as 'n', not a string"])
        }
    }

    // MARK: Tables

    private func table(_ input: String, _ output: String, _ cells: [(String, String)], type: String = "Any") -> [String]
    {
        let rules = cells.map {
            """
            <rule>
            <inputEntry><text><![CDATA[\($0)]]></text></inputEntry>
            <outputEntry><text><![CDATA[\($1)]]></text></outputEntry></rule>
            """
        }
        return decision(
            "<decisionTable hitPolicy=\"FIRST\">\n\(input)\n\(output)\n\(rules.joined(separator: "\n"))</decisionTable>",
            type: type)
    }

    private func column(_ text: String, _ rest: String = "", type: String = "Any") -> String {
        "<input label=\"c\"><inputExpression typeRef=\"\(type)\"><text>\(text)</text></inputExpression>\(rest)</input>"
    }

    @Test func textWithoutQuotesIsAnUnknownName() {
        #expect(table(column("word"), "<output/>", [("gold", "1")]) == ["12: unknown name 'gold'"])
        #expect(table(column("word"), "<output/>", [("-", "approved")]) == ["13: unknown name 'approved'"])
        #expect(
            table(column("wrod"), "<output><defaultOutputEntry><text>no</text></defaultOutputEntry></output>", []) == [
                "9: unknown name 'wrod' (did you mean 'word'?)", "10: unknown name 'no'",
            ])
    }

    @Test func cellsFitTheirColumns() {
        #expect(table(column("amount"), "<output/>", [("\"a\"", "1")]).count == 1)
        #expect(
            table(column("amount", type: "string"), "<output/>", []) == [
                "9: the column 'c' is declared as a string, but what is tested is a number"
            ])
        let allowed = "<inputValues><text>\"gold\", \"silver\"</text></inputValues>"
        #expect(
            table(column("word", allowed), "<output/>", [("\"gold\"", "1"), ("\"glod\"", "2")]) == [
                "15: \"glod\" is none of the values that 'c' may have"
            ])
        let names = "<inputValues><text>gold</text></inputValues>"
        #expect(table(column("word", names), "<output/>", []) == ["9: unknown name 'gold'"])
    }

    /// A type of its only output binds a table.
    @Test func onlyOutputObeysItsType() throws {
        let fault = "13: the output 'o' is a string, and the cell is a number"
        #expect(table(column("word"), "<output name=\"o\" typeRef=\"string\"/>", [("-", "42")]) == [fault])
        let body = """
            <decision id="d" name="d"><decisionTable><output typeRef="string"/>
            <rule><outputEntry><text>42</text></outputEntry></rule></decisionTable></decision>
            """
        let (model, findings) = DecisionLoader.read(DecisionTestFiles.file(body), file: "m.dmn")
        #expect(findings == [], "a result that is null is no reason to refuse the decision")
        #expect(try #require(model).evaluate("d", input: [:]).value.isNull)
        let allowed = "<output name=\"o\"><outputValues><text>\"yes\", \"no\"</text></outputValues></output>"
        #expect(
            table(column("word"), allowed, [("-", "\"yse\"")]) == [
                "13: \"yse\" is none of the values that the output 'o' may have"
            ])
    }

    @Test func outputsAreTheMembersOfTheResult() {
        let types = """
            <itemDefinition name="tRow"><itemComponent name="a"><typeRef>number</typeRef></itemComponent>
            <itemComponent name="b"><typeRef>string</typeRef></itemComponent></itemDefinition>

            """
        func table(_ columns: [(String, String)], policy: String = "FIRST", type: String = "tRow") -> [String] {
            let outputs = columns.map { "<output name=\"\($0)\" typeRef=\"\($1)\"/>" }
            return faults(
                types + """
                    <decision id="d" name="d"><variable name="d" typeRef="\(type)"/>
                    <decisionTable hitPolicy="\(policy)">
                    \(outputs.joined(separator: "\n"))</decisionTable></decision>
                    """)
        }
        #expect(table([("a", "number"), ("b", "string")]) == [])
        #expect(
            table([("a", "number"), ("c", "string")]) == [
                "8: the output 'c' is no member of what the decision 'd' is declared as",
                "6: the table has no output 'b', which the decision 'd' is declared to have",
            ])
        #expect(
            table([("a", "string"), ("b", "string")]) == [
                "7: the decision 'd' has 'a' as a number, but the output is a string"
            ])
        #expect(
            table([("a", "number"), ("b", "string")], type: "number") == [
                "6: the decision 'd' is declared as a number, but the table has 2 outputs"
            ])
    }

    /// As long as a file can hold; checking it must not cost stack.
    @Test func longChainsAreChecked() {
        let length = 5_000
        let chain = (0..<length).map { index in
            """
            <decision id="d\(index)" name="d\(index)"><informationRequirement>
            <requiredDecision href="#d\(index + 1)"/></informationRequirement>\(literal("d\(index + 1)"))</decision>

            """
        }
        let last = "<decision id=\"d\(length)\" name=\"d\(length)\">\(literal("nothing"))</decision>"
        #expect(faults(chain.joined() + last) == ["\(3 + 2 * length): unknown name 'nothing'"])
    }

    @Test func shapesAreTold() throws {
        let body =
            inputs + """
                <decision id="low" name="low"><informationRequirement><requiredInput href="#i"/></informationRequirement>
                \(literal("amount > 3"))</decision>
                <decision id="d" name="top"><informationRequirement><requiredDecision href="#low"/></informationRequirement>
                <informationRequirement><requiredInput href="#w"/></informationRequirement>
                \(literal("{isLow: low, text: word}"))</decision>
                """
        let model = try DecisionTestFiles.inline(body)
        #expect(model.inputs(of: "low").mapValues(\.description) == ["amount": "number"])
        #expect(model.inputs(of: "top").mapValues(\.description) == ["amount": "number", "word": "string"])
        #expect(model.resultType(of: "low")?.description == "boolean")
        #expect(model.resultType(of: "top")?.description == "context<isLow: boolean, text: string>")
        #expect(model.resultType(of: "none") == nil)
        #expect(model.inputs(of: "none").isEmpty)
    }
}
