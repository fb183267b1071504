// What crosses from one piece of logic to another: functions as arguments, types, implicit parameters, imports.

import Basics
import FEEL
import Testing
import Workflow

@Suite struct CallTests {
    /// A knowledge model `apply` that wants a function from number to number.
    private static let applying = """
        <itemDefinition name="tFunction"><functionItem outputTypeRef="number">
        <parameters name="n" typeRef="number"/></functionItem></itemDefinition>
        <businessKnowledgeModel id="apply" name="apply"><encapsulatedLogic>
        <formalParameter name="f" typeRef="tFunction"/><formalParameter name="n" typeRef="number"/>
        <literalExpression><text>f(n)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <businessKnowledgeModel id="double" name="double"><variable name="double" typeRef="tFunction"/>
        <encapsulatedLogic><formalParameter name="n" typeRef="number"/>
        <literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
        <decision id="half" name="half"><informationRequirement><requiredInput href="#n"/></informationRequirement>
        <literalExpression><text>n / 2</text></literalExpression></decision>
        <decisionService id="halves" name="halves"><outputDecision href="#half"/><inputData href="#n"/>
        </decisionService>

        """

    @Test(arguments: [
        ("apply(double, 3)", Value.integer(6)), ("apply(halves, 6)", .integer(3)),
        ("apply(function(n: number) n + 1, 3)", .integer(4)), ("apply(function(n) n + 1, 3)", .integer(4)),
        ("apply(abs, -3)", .integer(3)), ("apply(function(s: string) 1, 3)", .null), ("apply(4, 3)", .null),
    ])
    func functionsAreHandedOver(text: String, expected: Value) throws {
        let body =
            Self.applying + """
                <decision id="d" name="d">
                <knowledgeRequirement><requiredKnowledge href="#apply"/></knowledgeRequirement>
                <knowledgeRequirement><requiredKnowledge href="#double"/></knowledgeRequirement>
                <knowledgeRequirement><requiredKnowledge href="#halves"/></knowledgeRequirement>
                <literalExpression><text>\(text)</text></literalExpression></decision>
                """
        let (model, _) = DecisionLoader.read(DecisionTestFiles.file(body), file: "m.dmn")
        #expect(try #require(model).evaluate("d", input: [:]).value == expected)
    }

    /// Every boxed expression may say of which type it is.
    @Test(arguments: [
        ("[n]", "number", Value.integer(10)), ("n", "tNumbers", .list([.integer(10)])), ("n", "string", .null),
    ])
    func typesOfExpressionsAreKept(text: String, type: String, expected: Value) throws {
        let body = """
            <itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
            <businessKnowledgeModel id="b" name="b"><encapsulatedLogic><formalParameter name="n"/>
            <literalExpression typeRef="\(type)"><text>\(text)</text></literalExpression>
            </encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
            <literalExpression><text>b(10)</text></literalExpression></decision>
            """
        #expect(try DecisionTestFiles.inline(body).evaluate("d", input: [:]).value == expected)
    }

    /// A table without formal parameters takes what its inputs name, a member by the value it belongs to.
    @Test(arguments: [("Person", "Person"), ("Person.Gender", "Person.Gender")])
    func tablesTakeWhatTheirInputsName(parameter: String, argument: String) throws {
        let body = """
            <businessKnowledgeModel id="b" name="b"><encapsulatedLogic><decisionTable>
            <input><inputExpression><text>Person.Gender</text></inputExpression></input><output name="o"/>
            <rule><inputEntry><text>"F"</text></inputEntry><outputEntry><text>"Ms"</text></outputEntry></rule>
            <rule><inputEntry><text>"M"</text></inputEntry><outputEntry><text>"Mr"</text></outputEntry></rule>
            </decisionTable></encapsulatedLogic></businessKnowledgeModel>
            <inputData id="p" name="Person"/>
            <decision id="d" name="d"><informationRequirement><requiredInput href="#p"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
            <invocation><literalExpression><text>b</text></literalExpression>
            <binding><parameter name="\(parameter)"/><literalExpression><text>\(argument)</text></literalExpression>
            </binding></invocation></decision>
            """
        let person = Value.context(Context([("Gender", .string("F"))]))
        #expect(try DecisionTestFiles.inline(body).evaluate("d", input: ["Person": person]).value == .string("Ms"))
    }

    /// An import need not say where the model is: its namespace tells it from those beside it.
    @Test func importsAreFoundByNamespace() throws {
        let dmn = "https://www.omg.org/spec/DMN/20230324/MODEL/"
        let outer = """
            <definitions xmlns="\(dmn)" name="outer" namespace="urn:outer">
            <import name="base" namespace="urn:m" importType="\(dmn)"/>
            <decision id="d" name="d"><informationRequirement><requiredDecision href="urn:m#one"/></informationRequirement>
            <literalExpression><text>base.one + 1</text></literalExpression></decision></definitions>
            """
        let base = DecisionTestFiles.file(
            "<decision id=\"one\" name=\"one\"><literalExpression><text>1</text></literalExpression></decision>")
        let batch = DecisionBatch(now: nil, files: { _ in ["outer.dmn", "base.dmn", "notes.txt"] })
        let answer = batch.run(line: #"{"model":"f/./outer.dmn","decision":"d"}"#) {
            $0.hasSuffix("outer.dmn") ? Array(outer.utf8) : $0 == "f/base.dmn" ? base : []
        }
        #expect(answer == #"{"result":2}"#)
    }

    /// In boxed conditions what is no truth decides nothing.
    @Test(arguments: [
        ("conditional", "1", Value.null), ("conditional", "false", .integer(2)), ("conditional", "null", .integer(2)),
        ("some", "if x = 1 then true else \"no\"", .null), ("some", "x = 2", .boolean(true)),
        ("some", "x = 3", .boolean(false)), ("every", "if x = 1 then true else 5", .null),
        ("every", "x &lt; 3", .boolean(true)), ("every", "if x = 1 then null else true", .null),
    ])
    func boxedConditionsAreTruths(kind: String, condition: String, expected: Value) throws {
        func boxed(_ text: String) -> String { "<literalExpression><text>\(text)</text></literalExpression>" }
        let logic =
            kind == "conditional"
            ? "<conditional><if>\(boxed(condition))</if><then>\(boxed("1"))</then><else>\(boxed("2"))</else></conditional>"
            : """
            <\(kind) iteratorVariable="x"><in>\(boxed("[1, 2]"))</in><satisfies>\(boxed(condition))</satisfies></\(kind)>
            """
        let body = "<decision id=\"d\" name=\"d\">\(logic)</decision>"
        let (model, _) = DecisionLoader.read(DecisionTestFiles.file(body), file: "m.dmn")
        #expect(try #require(model).evaluate("d", input: [:]).value == expected)
    }
}
