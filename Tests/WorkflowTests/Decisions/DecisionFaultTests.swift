// Faults between elements, and what the batch says of decisions that mean nothing.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct DecisionFaultTests {
    private func faults(_ body: String) -> [String] {
        DecisionLoader.load(DecisionTestFiles.file(body), file: "m.dmn").1
            .filter { $0.severity == .error }.map { "\($0.line): \($0.message)" }
    }

    private func decision(_ id: String, name: String? = nil, needs: [String] = [], _ text: String) -> String {
        let requirements = needs.map {
            "<informationRequirement><requiredDecision href=\"#\($0)\"/></informationRequirement>"
        }
        return """
            <decision id="\(id)" name="\(name ?? id)">\(requirements.joined())
            <literalExpression><text>\(text)</text></literalExpression></decision>

            """
    }

    @Test func decisionsThatRequireThemselves() {
        #expect(
            faults(
                decision("a", needs: ["b"], "b") + decision("b", needs: ["c"], "c") + decision("c", needs: ["a"], "a"))
                == ["3: the decision 'a' requires itself: a > b > c > a"])
        #expect(faults(decision("a", needs: ["a"], "a")) == ["3: the decision 'a' requires itself: a > a"])
        let shared = decision("a", needs: ["b", "c"], "b + c") + decision("b", needs: ["c"], "c") + decision("c", "1")
        #expect(faults(shared) == [])
        let leading = decision("l", needs: ["a"], "a") + decision("a", needs: ["b"], "b")
        #expect(
            faults(leading + decision("b", needs: ["a"], "a")) == ["5: the decision 'a' requires itself: a > b > a"])
    }

    @Test func decisionsThatRequireThemselvesByAService() {
        let service = "<decisionService id=\"s\" name=\"s\"><outputDecision href=\"#a\"/></decisionService>"
        let caller = """
            <decision id="a" name="a"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
            <literalExpression><text>s()</text></literalExpression></decision>
            """
        #expect(faults(caller + service) == ["3: the decision 'a' requires itself: a > s > a"])
    }

    private func model(_ name: String, calls others: [String], kind: String = "FEEL", _ text: String) -> String {
        """
        <businessKnowledgeModel id="\(name)" name="\(name)">
        <encapsulatedLogic kind="\(kind)"><formalParameter name="n"/><literalExpression><text>\(text)</text>
        </literalExpression></encapsulatedLogic>\(requirements(others))</businessKnowledgeModel>

        """
    }

    private func requirements(_ names: [String]) -> String {
        names.map { "<knowledgeRequirement><requiredKnowledge href=\"#\($0)\"/></knowledgeRequirement>" }.joined()
    }

    private func call(_ name: String, _ text: String) -> String {
        """
        <decision id="d" name="d">\(requirements([name]))
        <literalExpression><text>\(text)</text></literalExpression></decision>

        """
    }

    /// A knowledge model may call itself by its own name; two that call each other cannot be read one after the other.
    @Test func knowledgeModelsThatRequireEachOther() {
        #expect(faults(model("f", calls: ["f"], "if n = 0 then 0 else f(n - 1)") + call("f", "f(3)")) == [])
        #expect(
            faults(model("f", calls: ["g"], "g(n)") + model("g", calls: ["f"], "f(n)") + call("f", "f(3)")) == [
                "3: the knowledge model 'f' requires itself: f > g > f"
            ])
    }

    /// What is wrong with a model that is called is told where it stands, and not once more at every call.
    @Test(arguments: [("FEEL", "1 +", "4: this is no FEEL: "), ("Java", "1", "4: functions of kind 'Java' ")])
    func callsOfFaultyModelsAreNotJudged(kind: String, text: String, fault: String) {
        let found = faults(model("f", calls: [], kind: kind, text) + call("f", "f(1, 2) + f(n: 1, m: 2)"))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(fault) ?? false, "\(found)")
    }

    /// A chain of types is followed so far and no farther, whatever stack there is.
    @Test func typesAreNestedInBounds() {
        func chain(_ count: Int) -> String {
            let links = (0..<count).map {
                "<itemDefinition name=\"t\($0)\"><typeRef>t\($0 + 1)</typeRef></itemDefinition>\n"
            }
            return links.joined() + "<itemDefinition name=\"t\(count)\"><typeRef>number</typeRef></itemDefinition>"
        }
        #expect(faults(chain(20)) == [])
        let found = faults(chain(9_000))
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.contains("types are nested deeper than") })
    }

    @Test func typesThatContainThemselves() {
        let item = { (name: String, type: String) in
            "<itemDefinition name=\"\(name)\"><itemComponent name=\"m\"><typeRef>\(type)</typeRef></itemComponent>"
                + "</itemDefinition>\n"
        }
        #expect(faults(item("tA", "tB") + item("tB", "tA")) == ["3: the type 'tA' contains itself"])
        #expect(faults(item("tA", "number") + item("tB", "tA")) == [])
        #expect(
            faults(item("tA", "number") + item("tA", "string")) == ["4: the type 'tA' is defined on line 3 already"])
    }

    @Test func idsAndNamesAreGivenOnce() {
        #expect(
            faults(decision("a", "1") + decision("a", name: "b", "2")) == ["5: the id 'a' is used on line 3 already"])
        #expect(
            faults(decision("a", "1") + decision("b", name: "a", "2")) == [
                "5: the name 'a' is that of the element on line 3 already"
            ])
        #expect(
            faults("<inputData id=\"i\" name=\"a\"/>\n" + decision("b", name: "a", "2")) == [
                "4: the name 'a' is that of the element on line 3 already"
            ])
        let table =
            "<decision id=\"d\" name=\"d\"><decisionTable hitPolicy=\"FIRST\"><output/>\n<rule id=\"r\">"
            + "<outputEntry><text>1</text></outputEntry></rule>\n<rule id=\"r\"><outputEntry><text>2</text></outputEntry>"
            + "</rule></decisionTable></decision>"
        #expect(faults(table) == ["5: the id 'r' is used on line 4 already"])
    }

    // MARK: The batch

    /// A fault makes a decision meaningless, and what requires it; the rest of the model goes on working.
    @Test(arguments: [
        ("<literalExpression><text>1 +</text></literalExpression>", "m.dmn:5: this is no FEEL: "),
        ("<literalExpression><text>nothing</text></literalExpression>", "m.dmn:5: unknown name 'nothing' (bad)"),
        ("<literalExpression expressionLanguage=\"urn:sql\"><text>1</text></literalExpression>", "m.dmn:5: the expr"),
        ("<functionDefinition kind=\"Java\"/>", "m.dmn:5: functions of kind 'Java' are not supported"),
        (
            "<literalExpression><text>{f: function() external {java: 1}, r: f()}.r</text></literalExpression>",
            "m.dmn:5: functions outside FEEL are not supported"
        ),
        (
            "<informationRequirement><requiredInput href=\"#no\"/></informationRequirement>",
            "m.dmn:5: '#no' leads nowhere"
        ),
        ("<variable name=\"bad\" typeRef=\"tNone\"/>", "m.dmn:5: nothing defines the type 'tNone'"),
        ("<variable name=\"bad\" typeRef=\"tSelf\"/>", "m.dmn:3: the type 'tSelf' contains itself"),
        (
            "<informationRequirement><requiredInput href=\"urn:x#i\"/></informationRequirement>",
            "m.dmn:4: the imported model 'urn:x' cannot be found"
        ),
        (
            "<informationRequirement><requiredDecision href=\"#bad\"/></informationRequirement>",
            "m.dmn:5: the decision 'bad' requires itself: bad > bad"
        ),
    ])
    func batchTellsFaults(logic: String, fault: String) {
        let body = """
            <itemDefinition name="tSelf"><itemComponent name="m"><typeRef>tSelf</typeRef></itemComponent></itemDefinition>
            <import name="x" namespace="urn:x" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision id="bad" name="bad">\(logic)</decision>
            \(decision("user", needs: ["bad"], "1"))\(decision("good", "1 + 1"))
            """
        var reported: [Diagnostic] = []
        let batch = DecisionBatch(now: nil, files: { _ in [] }) { reported.append($0) }
        func answer(_ name: String) -> String {
            batch.run(line: #"{"model":"m.dmn","decision":"\#(name)"}"#) { _ in DecisionTestFiles.file(body) }
        }
        #expect(answer("bad").hasPrefix(#"{"error":"\#(fault)"#), "\(answer("bad"))")
        #expect(answer("user") == answer("bad"), "what requires it means nothing either")
        #expect(answer("good") == #"{"result":2}"#)
        #expect(reported.contains { $0.description.hasPrefix(fault) })
    }

    /// FEEL gives null for what does not fit: that is an answer, and a finding of `load` only.
    @Test(arguments: [#"substring("abc")"#, #"1 + "a""#, #"date("x")"#])
    func batchAnswersNull(text: String) {
        let body = decision("d", text)
        let answer = DecisionBatch(now: nil, files: { _ in [] }).run(line: #"{"model":"m.dmn","decision":"d"}"#) { _ in
            DecisionTestFiles.file(body)
        }
        #expect(answer == #"{"result":null}"#)
        #expect(faults(body).count == 1)
    }

    @Test func batchTellsDuplicates() {
        let body = decision("a", "1") + decision("b", name: "a", "2") + decision("c", "3")
        let batch = DecisionBatch(now: nil, files: { _ in [] })
        let answers = ["a", "c"].map { name in
            batch.run(line: #"{"model":"m.dmn","decision":"\#(name)"}"#) { _ in DecisionTestFiles.file(body) }
        }
        let fault = "m.dmn:5: the name 'a' is that of the element on line 3 already (b)"
        #expect(answers == [#"{"error":"\#(fault)"}"#, #"{"result":3}"#])
    }
}
