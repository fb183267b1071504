// Graphs of decisions, knowledge models, services and boxed expressions; and JSON lines.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct DecisionGraphTests {
    private let graph = """
        <itemDefinition name="tSmall"><typeRef>number</typeRef><allowedValues>
        <text>[0..100]</text></allowedValues></itemDefinition>
        <inputData id="x" name="given number"><variable name="given number" typeRef="tSmall"/></inputData>
        <decision id="twice" name="twice"><variable name="twice" typeRef="number"/>
          <informationRequirement><requiredInput href="#x"/></informationRequirement>
          <literalExpression><text>given number * 2</text></literalExpression></decision>
        <decision id="sum" name="sum of it"><variable name="sum of it" typeRef="number"/>
          <informationRequirement><requiredDecision href="#twice"/></informationRequirement>
          <knowledgeRequirement><requiredKnowledge href="#add"/></knowledgeRequirement>
          <invocation><literalExpression><text>add</text></literalExpression>
            <binding><parameter name="left"/><literalExpression><text>twice</text></literalExpression></binding>
            <binding><parameter name="right"/><literalExpression><text>1</text></literalExpression></binding>
          </invocation></decision>
        <decision id="boxes" name="boxes"><context>
          <contextEntry><variable name="rows"/><relation><column name="k"/><column name="v"/>
            <row><literalExpression><text>1</text></literalExpression><literalExpression>
            <text>"a"</text></literalExpression></row>
            <row><literalExpression><text>2</text></literalExpression><literalExpression>
            <text>"b"</text></literalExpression></row>
          </relation></contextEntry>
          <contextEntry><variable name="kept"/><filter>
            <in><literalExpression><text>rows</text></literalExpression></in>
            <match><literalExpression><text>k > 1</text></literalExpression></match></filter></contextEntry>
          <contextEntry><variable name="doubled"/><for iteratorVariable="r">
            <in><literalExpression><text>rows</text></literalExpression></in>
            <return><literalExpression><text>r.k * 2</text></literalExpression></return></for></contextEntry>
          <contextEntry><variable name="any"/><some iteratorVariable="r">
            <in><literalExpression><text>rows</text></literalExpression></in>
            <satisfies><literalExpression><text>r.v = "b"</text></literalExpression></satisfies></some></contextEntry>
          <contextEntry><variable name="choice"/><conditional>
            <if><literalExpression><text>any</text></literalExpression></if>
            <then><literalExpression><text>"yes"</text></literalExpression></then>
            <else><literalExpression><text>"no"</text></literalExpression></else></conditional></contextEntry>
          <contextEntry><list><literalExpression><text>kept.v</text></literalExpression>
            <literalExpression><text>doubled</text></literalExpression><literalExpression>
            <text>choice</text></literalExpression>
          </list></contextEntry></context></decision>
        <businessKnowledgeModel id="add" name="add"><variable name="add" typeRef="number"/>
          <encapsulatedLogic><formalParameter name="left" typeRef="number"/>
          <formalParameter name="right" typeRef="number"/>
            <literalExpression>
            <text>left + right</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <businessKnowledgeModel id="count" name="count down">
          <encapsulatedLogic><formalParameter name="n"/><literalExpression>

            <text>if n = 0 then 0 else count down(n - 1)</text></literalExpression>
            </encapsulatedLogic></businessKnowledgeModel>
        <decisionService id="service" name="service"><outputDecision href="#sum"/>
        <inputDecision href="#twice"/></decisionService>
        """

    @Test func requirementsAreFollowed() throws {
        let model = try DecisionTestFiles.inline(graph)
        #expect(model.decisionNames == ["boxes", "sum of it", "twice"])
        let input: [String: Value] = ["given number": .integer(20)]
        #expect(try model.evaluate("twice", input: input).value == .integer(40))
        #expect(try model.evaluate("sum of it", input: input).value == .integer(41))
    }

    @Test func typesAreKept() throws {
        let model = try DecisionTestFiles.inline(graph)
        #expect(try model.evaluate("twice", input: ["given number": .integer(200)]).value.isNull)
        #expect(try model.evaluate("twice", input: ["given number": .string("2")]).value.isNull)
        #expect(try model.evaluate("twice", input: ["given number": .list([.integer(2)])]).value == .integer(4))
    }

    @Test func knowledgeAndServicesAreCalled() throws {
        let model = try DecisionTestFiles.inline(graph)
        #expect(try model.evaluate("add", input: ["left": .integer(1), "right": .integer(2)]).value == .integer(3))
        #expect(try model.evaluate("service", input: ["twice": .integer(9)]).value == .integer(10))
    }

    @Test func importedModelsAreUsedByName() throws {
        let importing = """
            <import name="base" namespace="urn:m" locationURI="base.dmn"
              importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision id="o" name="outer"><variable name="outer" typeRef="base.tSmall"/>
            <informationRequirement><requiredDecision href="urn:m#sum"/></informationRequirement>
            <informationRequirement><requiredInput href="urn:m#x"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="urn:m#add"/></knowledgeRequirement>
            <literalExpression><text>base.add(base.sum of it, base.given number)</text></literalExpression></decision>
            """
        let text = String(decoding: DecisionTestFiles.file(importing), as: UTF8.self)
        let bytes = Array(text.replacing("namespace=\"urn:m\">", with: "namespace=\"urn:outer\">").utf8)
        let base = ImportedFile(file: "base.dmn", bytes: DecisionTestFiles.file(graph))
        let source = ImportSource(at: { $0 == "base.dmn" ? base : nil }, all: { [base] })
        let (model, diagnostics) = DecisionLoader.load(bytes, file: "outer.dmn", imports: source)
        #expect(diagnostics == [])
        let loaded = try #require(model)
        #expect(loaded.decisionNames == ["outer"])
        #expect(try loaded.evaluate("outer", input: ["given number": .integer(3)]).value == .integer(10))
        #expect(try loaded.evaluate("outer", input: ["base.given number": .integer(40)]).value.isNull, "beyond tSmall")
        let (missing, findings) = DecisionLoader.load(bytes, file: "outer.dmn")
        #expect(missing == nil)
        #expect(findings.first?.message == "the imported model 'urn:m' cannot be found")
    }

    @Test func tablesDeclareParametersByTheirInputs() throws {
        let model = try DecisionTestFiles.inline(
            """
            <businessKnowledgeModel id="b" name="b"><encapsulatedLogic><decisionTable hitPolicy="FIRST">
            <input><inputExpression><text>n</text></inputExpression></input><output/>
            <rule><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>"many"</text></outputEntry></rule>
            </decisionTable></encapsulatedLogic></businessKnowledgeModel>
            """)
        #expect(try model.evaluate("b", input: ["n": .integer(2)]).value == .string("many"))
    }

    @Test func recursionIsBounded() throws {
        let model = try DecisionTestFiles.inline(graph)
        #expect(try model.evaluate("count down", input: ["n": .integer(50)]).value == .integer(0))
        #expect(throws: DecisionFault.tooMuch("count down")) {
            try model.evaluate("count down", input: ["n": .integer(-1)])
        }
    }

    /// A chain of decisions is as deep as one, however long it is.
    @Test func longChainsAreMade() throws {
        let count = 5_000
        let decisions = (0..<count).map { index in
            let isLast = index == count - 1
            let requirement =
                "<informationRequirement><requiredDecision href=\"#d\(index + 1)\"/></informationRequirement>"
            return """
                <decision id="d\(index)" name="d\(index)">\(isLast ? "" : requirement)
                <literalExpression><text>\(isLast ? "1" : "d\(index + 1) + 1")</text></literalExpression></decision>
                """
        }
        let model = try DecisionTestFiles.inline(decisions.joined())
        #expect(try model.evaluate("d0", input: [:]).value == .integer(count))
    }

    /// A decision that two others need is made once: thirty of them on one another have 2³⁰ ways through them.
    @Test func diamondsAreMadeOnce() throws {
        let count = 30
        func decision(_ name: String, needs: [String], _ text: String) -> String {
            let needs = needs.map {
                "<informationRequirement><requiredDecision href=\"#\($0)\"/></informationRequirement>"
            }
            return """
                <decision id="\(name)" name="\(name)">\(needs.joined())
                <literalExpression><text>\(text)</text></literalExpression></decision>
                """
        }
        let decisions = (0..<count).map { index in
            decision("l\(index)", needs: ["t\(index + 1)"], "t\(index + 1)")
                + decision("r\(index)", needs: ["t\(index + 1)"], "t\(index + 1)")
                + decision("t\(index)", needs: ["l\(index)", "r\(index)"], "l\(index) + r\(index)")
        }
        let model = try DecisionTestFiles.inline(decisions.joined() + decision("t\(count)", needs: [], "1"))
        #expect(try model.evaluate("t0", input: [:]).value == .integer(1 << count))
    }

    /// What is asked for must not be endless to print either.
    @Test func resultsArePaidFor() throws {
        let model = try DecisionTestFiles.inline(
            """
            <decision id="d" name="d"><literalExpression><text>
            {f: function(n, s) if n &lt;= 0 then s else f(n - 1, [s, s]), r: f(40, [1])}.r
            </text></literalExpression></decision>
            """)
        #expect(throws: DecisionFault.tooMuch("d")) { try model.evaluate("d", input: [:]) }
    }

    @Test func boxedExpressions() throws {
        let model = try DecisionTestFiles.inline(graph)
        #expect(try model.evaluate("boxes", input: [:]).value.literal == #"[["b"], [2, 4], "yes"]"#)
    }

    @Test func jsonLines() {
        let batch = DecisionBatch(now: Timestamp(milliseconds: 0), files: { _ in [] })
        var reads = 0
        func answer(_ line: String) -> String {
            batch.run(line: line) { path in
                reads += 1
                guard path == "g.dmn" else { throw DecisionFault.unknown(path) }
                return DecisionTestFiles.file(
                    graph + """
                        <inputData id="d" name="d"><variable name="d"/></inputData>
                        <decision id="echo" name="echo"><informationRequirement>
                        <requiredInput href="#d"/></informationRequirement>
                        <literalExpression><text>{v: d, now: now()}</text></literalExpression></decision>
                        """)
            }
        }
        func echo(_ json: String) -> String { answer(#"{"model":"g.dmn","decision":"echo","input":{"d":\#(json)}}"#) }
        let now = #""now":{"dateTime":"1970-01-01T07:00:00+07:00"}"#
        for json in [
            "1.5", #""a\"b\\c""#, "true", "null", "[1,[2]]", #"{"a":{"b":1}}"#, #"{"date":"2021-07-01"}"#,
            #"{"time":"10:00:00Z"}"#,
            #"{"dateTime":"2021-07-01T10:00:00"}"#, #"{"duration":"P1Y"}"#, #"{"duration":"P1DT2H"}"#, #""Đặng""#,
        ] {
            #expect(echo(json) == #"{"result":{"v":\#(json),\#(now)}}"#)
        }
        #expect(reads == 1, "a model is read once")
        #expect(answer(#"{"model":"g.dmn","decision":"add","input":{"left":1,"right":2}}"#) == #"{"result":3}"#)
        #expect(
            answer(
                #"{"model":"g.dmn","decision":"add","input":{"left":1e400,"right":2}}"#
            )
                == #"{"result":1E+400}"#)
        #expect(answer(#"{"model":"g.dmn","decision":"none"}"#) == #"{"error":"there is no decision 'none'"}"#)
        for number in ["1e6145", "1e-6200", "[1,1e6145]"] {
            let place = number.hasPrefix("[") ? "left[1]" : "left"
            #expect(
                answer(#"{"model":"g.dmn","decision":"add","input":{"left":\#(number),"right":2}}"#)
                    == #"{"error":"the number at 'input.\#(place)' is out of range"}"#)
        }
        for line in [
            "", "[]", "{}", #"{"model":"no.dmn","decision":"x"}"#, #"{"model":"g.dmn","decision":"add","input":1}"#,
        ] {
            #expect(answer(line).hasPrefix(#"{"error":""#), "\(line)")
        }
    }
}
