// Every finding about a BPMN file: what it says, and on which line.

import Basics
import Testing
import Workflow

/// A faulty process: its pieces stand on lines 2, 3, …
struct Faulty: Sendable, CustomTestStringConvertible {
    let pieces: [String]
    let line: Int
    let message: String
    var testDescription: String { message }

    init(_ message: String, line: Int, _ pieces: String...) {
        self.message = message
        self.line = line
        self.pieces = pieces
    }
}

private let whole = [Piece.start(), Piece.task("a"), Piece.end(), Piece.flow("start", "a"), Piece.flow("a", "end")]

private func replacing(_ index: Int, by piece: String) -> [String] {
    var pieces = whole
    pieces[index] = piece
    return pieces
}

@Suite struct ProcessLoaderTests {
    @Test func loadsWhatIsWhole() {
        let (definition, findings) = load(whole)
        #expect(findings.isEmpty)
        #expect(definition?.nodes.map(\.id) == ["start", "a", "end"])
        #expect(definition?.nodes.map(\.line) == [2, 3, 4])
        #expect(definition?.flows.map(\.line) == [5, 6])
        #expect(definition?.lanes.map(\.role) == ["clerk"])
        #expect(definition?.node("a")?.lane == "lane")
        #expect(definition?.node("b") == nil)
    }

    @Test func theDigestIsThatOfTheBytes() {
        let text = file(whole)
        #expect(load(whole).0?.digest == Digest(of: text).hex)
        #expect(load(whole + ["<!-- -->"]).0?.digest != Digest(of: text).hex)
    }

    static let structure: [Faulty] = [
        Faulty(
            "an endEvent has no outgoing flow", line: 3, Piece.start(), Piece.end(), Piece.task("a"),
            Piece.chain("start", "a", "end", "a")),
        Faulty(
            "a startEvent has no incoming flow", line: 2, Piece.start(), Piece.task("a", "x y"),
            Piece.either("g", fallback: "g-end"), Piece.end(), Piece.chain("start", "a", "g", "end"),
            Piece.flow("g", "start", "true")),
        Faulty(
            "no flow leads here", line: 5, Piece.start(), Piece.end(), Piece.flow("start", "end"), Piece.task("a"),
            Piece.flow("a", "end")),
        Faulty(
            "no flow leads on from here", line: 4, Piece.start(), Piece.end(), Piece.task("a"), Piece.flow("start", "a")
        ),
        Faulty("no flow leads on from here", line: 3, Piece.start(), Piece.all("g"), Piece.flow("start", "g")),
        Faulty(
            "only gateways have several outgoing flows", line: 3, Piece.start(), Piece.task("a"), Piece.end("x"),
            Piece.end("y"), Piece.chain("start", "a", "x"), Piece.flow("a", "y")),
        Faulty("the process has no startEvent", line: 0, Piece.end(), Piece.task("a"), Piece.chain("a", "a", "end")),
        Faulty(
            "a second startEvent is not supported", line: 3, Piece.start(), Piece.start("two"), Piece.end(),
            Piece.flow("start", "end"), Piece.flow("two", "end")),
        Faulty(
            "cannot be reached from the start", line: 5, Piece.start(), Piece.end(), Piece.flow("start", "end"),
            Piece.task("a"), Piece.task("b"), Piece.chain("a", "b", "a")),
        Faulty(
            "no end can be reached from here", line: 4, Piece.start(), Piece.end(), Piece.task("a"), Piece.task("b"),
            Piece.either("g", fallback: "g-a"), Piece.chain("start", "g", "a", "b", "a"), Piece.flow("g", "end", "true")
        ),
        Faulty(
            "a boundaryEvent has no incoming flow", line: 4, Piece.start(), Piece.task("a"),
            Piece.boundary("b", on: "a"),
            Piece.end(), Piece.chain("start", "a", "b", "end")),
        Faulty(
            "nothing waits in the loop of g, h", line: 3, Piece.start(), Piece.either("g"),
            Piece.either("h", fallback: "h-end"),
            Piece.end(), Piece.chain("start", "g", "h", "end"), Piece.flow("h", "g", "x")),
        Faulty(
            "nothing waits in the loop of g, r", line: 3, Piece.start(), Piece.either("g", fallback: "g-end"),
            Piece.rule("r"),
            Piece.end(), Piece.chain("start", "g", "end"), Piece.flow("g", "r", "x"), Piece.flow("r", "g")),
        Faulty(
            "the join can wait for ever: some incoming flow may never bring a token", line: 6, Piece.start(),
            Piece.either("g", fallback: "g-b"), Piece.task("a"), Piece.task("b"), Piece.all("j"), Piece.end(),
            Piece.flow("start", "g"), Piece.flow("g", "a", "x") + Piece.flow("g", "b"), Piece.chain("a", "j", "end"),
            Piece.flow("b", "j")),
        Faulty(
            "tokens can pile up here without end", line: 5, Piece.start(), Piece.all("f"), Piece.task("a"),
            Piece.task("b"),
            Piece.either("m"), Piece.end(), Piece.chain("start", "m", "f", "a", "m"), Piece.chain("f", "b", "end")),
    ]

    static let conditions: [Faulty] = [
        Faulty(
            "only a flow out of a dividing exclusiveGateway has a condition", line: 5, Piece.start(), Piece.task("a"),
            Piece.end(), Piece.flow("start", "a", "true"), Piece.flow("a", "end")),
        Faulty(
            "only a flow out of a dividing exclusiveGateway has a condition", line: 5, Piece.start(), Piece.all("f"),
            Piece.flow("start", "f"), Piece.flow("f", "end", "true"), Piece.flow("f", "other"), Piece.end(),
            Piece.end("other")),
        Faulty(
            "the flow needs a condition, or must be the default one", line: 7, Piece.start(),
            Piece.either("g", fallback: "g-x"),
            Piece.end("x"), Piece.end("y"), Piece.chain("start", "g", "x"), Piece.flow("g", "y")
        ).shifted(1),
        Faulty(
            "the default flow has no condition", line: 7, Piece.start(), Piece.either("g", fallback: "g-y"),
            Piece.end("x"),
            Piece.end("y"), Piece.flow("start", "g"), Piece.flow("g", "y", "true"), Piece.flow("g", "x", "false")),
        Faulty(
            "the default flow b-end does not begin here", line: 3, Piece.start(), Piece.either("g", fallback: "b-end"),
            Piece.end(), Piece.task("b"), Piece.chain("start", "g", "b", "end")),
        Faulty(
            "default names nothing, which is no sequence flow of this process", line: 3, Piece.start(),
            Piece.either("g", fallback: "nothing"), Piece.end(), Piece.chain("start", "g", "end")),
        Faulty(
            "conditionExpression is empty", line: 5, Piece.start(), Piece.either("g", fallback: "g-x"),
            Piece.flow("start", "g"),
            Piece.flow("g", "y", " "), Piece.flow("g", "x"), Piece.end("x"), Piece.end("y")),
    ]

    static let references: [Faulty] = [
        Faulty(
            "targetRef names nowhere, which is no flow node of this process", line: 5, Piece.start(), Piece.task("a"),
            Piece.flow("start", "a"), Piece.flow("a", "nowhere")),
        Faulty(
            "sourceRef names nowhere, which is no flow node of this process", line: 4, Piece.start(), Piece.end(),
            Piece.flow("nowhere", "end"), Piece.flow("start", "end")),
        Faulty(
            "attachedToRef names nowhere, which is no flow node of this process", line: 3, Piece.start(),
            Piece.boundary("b", on: "nowhere"), Piece.end(), Piece.flow("start", "end"), Piece.flow("b", "end")),
        Faulty(
            "a timer cannot stand on the exclusiveGateway g", line: 4, Piece.start(), Piece.either("g"),
            Piece.boundary("b", on: "g"), Piece.end(), Piece.chain("start", "g", "end"), Piece.flow("b", "end")),
        Faulty(
            "flowNodeRef names nowhere, which is no flow node of this process", line: 2,
            "<laneSet id=\"l\"><lane id=\"m\" tk:role=\"x\"><flowNodeRef>nowhere</flowNodeRef></lane></laneSet>",
            Piece.start(),
            Piece.end(), Piece.flow("start", "end")),
        Faulty(
            "a stands in the lane m already", line: 3,
            "<laneSet id=\"l\"><lane id=\"m\" tk:role=\"x\"><flowNodeRef>a</flowNodeRef></lane>",
            "<lane id=\"n\" tk:role=\"y\"><flowNodeRef>a</flowNodeRef></lane></laneSet>", Piece.start(),
            Piece.task("a"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the id a is given twice, first on line 3", line: 4, Piece.start(), Piece.task("a"), Piece.task("a"),
            Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the id start is given twice, first on line 2", line: 4, Piece.start(), Piece.end(),
            "<sequenceFlow id=\"start\" sourceRef=\"start\" targetRef=\"end\"/>"),
        Faulty(
            "a sequenceFlow needs sourceRef and targetRef", line: 4, Piece.start(), Piece.end(),
            "<sequenceFlow id=\"f\" sourceRef=\"start\"/>", Piece.flow("start", "end")),
        Faulty(
            "the flow start-end does not end here", line: 4, Piece.start(), Piece.end(),
            "<userTask id=\"a\" tk:acts=\"x\"><incoming>start-end</incoming></userTask>", Piece.flow("start", "end")),
        Faulty(
            "the flow a-end does not begin here", line: 3, "<startEvent id=\"start\">",
            "<outgoing>a-end</outgoing></startEvent>",
            Piece.task("a"), Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "incoming names f, which is no sequence flow of this process", line: 3, Piece.start(),
            "<endEvent id=\"end\"><incoming>f</incoming></endEvent>", Piece.flow("start", "end")),
        Faulty(
            "userTask has no id", line: 3, Piece.start(), "<userTask tk:acts=\"x\"/>", Piece.end(),
            Piece.flow("start", "end")),
    ]

    static let tasks: [Faulty] = [
        Faulty(
            "the task offers no act (attribute acts of our namespace)", line: 3, Piece.start(), "<userTask id=\"a\"/>",
            Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the act x is named twice", line: 3, Piece.start(), Piece.task("a", "x y x"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "optional is true or false, not maybe", line: 3, Piece.start(),
            "<userTask id=\"a\" tk:acts=\"x\" tk:optional=\"maybe\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "our attribute act does not belong to userTask", line: 3, Piece.start(),
            "<userTask id=\"a\" tk:acts=\"x\" tk:act=\"x\"/>",
            Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "our attribute acts does not belong to serviceTask", line: 3, Piece.start(),
            "<serviceTask id=\"a\" tk:action=\"x\" tk:acts=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "serviceTask has no action (attribute of our namespace)", line: 3, Piece.start(), "<serviceTask id=\"a\"/>",
            Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "businessRuleTask has no decision (attribute of our namespace)", line: 3, Piece.start(),
            "<businessRuleTask id=\"a\" tk:result=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "businessRuleTask has no result (attribute of our namespace)", line: 3, Piece.start(),
            "<businessRuleTask id=\"a\" tk:decision=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "a b is no name for a variable", line: 3, Piece.start(), Piece.rule("a", "x", "a b"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "the task stands in no lane, so nobody has to do it", line: 4,
            "<laneSet id=\"l\"><lane id=\"m\" tk:role=\"x\"/></laneSet>",
            Piece.start(), Piece.task("a"), Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "the lane has user tasks but no role (attribute of our namespace)", line: 3, "<laneSet id=\"l\">",
            "<lane id=\"m\"><flowNodeRef>a</flowNodeRef></lane></laneSet>", Piece.start(), Piece.task("a"), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "attribute defualt of exclusiveGateway is not supported", line: 3, Piece.start(),
            "<exclusiveGateway id=\"a\" defualt=\"x\"/>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "isForCompensation=\"true\" of userTask is not supported", line: 3, Piece.start(),
            "<userTask id=\"a\" tk:acts=\"x\" isForCompensation=\"true\"/>", Piece.end(),
            Piece.chain("start", "a", "end")),
    ]

    static let timers: [Faulty] = [
        Faulty(
            "intermediateCatchEvent needs one timerEventDefinition", line: 3, Piece.start(),
            "<intermediateCatchEvent id=\"a\"/>",
            Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "a timer has one timeDate or timeDuration", line: 4, Piece.start(), "<intermediateCatchEvent id=\"a\">",
            "<timerEventDefinition/></intermediateCatchEvent>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "a timer has one timeDate or timeDuration", line: 3, Piece.start(),
            "<intermediateCatchEvent id=\"a\"><timerEventDefinition><timeDate>x</timeDate><timeDuration>x</timeDuration>"
                + "</timerEventDefinition></intermediateCatchEvent>", Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "timeCycle in timerEventDefinition is not supported", line: 3, Piece.start(),
            Piece.timer("a", "timeCycle", "R/PT1H"),
            Piece.end(), Piece.chain("start", "a", "end")),
        Faulty(
            "timeDate is empty", line: 3, Piece.start(), Piece.timer("a", "timeDate", " "), Piece.end(),
            Piece.chain("start", "a", "end")),
        Faulty(
            "a boundaryEvent needs attachedToRef", line: 4, Piece.start(), Piece.task("a"),
            "<boundaryEvent id=\"b\"><timerEventDefinition><timeDate>x</timeDate></timerEventDefinition></boundaryEvent>",
            Piece.end(),
            Piece.chain("start", "a", "end"), Piece.flow("b", "end")),
        Faulty(
            "cancelActivity is true or false, not yes", line: 4, Piece.start(), Piece.task("a"),
            "<boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"yes\"><timerEventDefinition><timeDate>x</timeDate>"
                + "</timerEventDefinition></boundaryEvent>", Piece.end(), Piece.chain("start", "a", "end"),
            Piece.flow("b", "end")),
        Faulty(
            "an endEvent has one definition at most", line: 3, Piece.start(),
            "<endEvent id=\"end\"><terminateEventDefinition/><terminateEventDefinition/></endEvent>",
            Piece.flow("start", "end")),
    ]

    static let directions: [Faulty] = [
        Faulty(
            "a converging gateway has one outgoing flow", line: 3, Piece.start(),
            "<parallelGateway id=\"g\" gatewayDirection=\"Converging\"/>", Piece.end("x"), Piece.end("y"),
            Piece.chain("start", "g", "x"),
            Piece.flow("g", "y")),
        Faulty(
            "a diverging gateway has one incoming flow", line: 3, Piece.start(),
            "<exclusiveGateway id=\"g\" gatewayDirection=\"Diverging\" default=\"g-end\"/>", Piece.task("a"),
            Piece.end(),
            Piece.chain("start", "g", "end"), Piece.flow("g", "a", "x"), Piece.flow("a", "g")),
        Faulty(
            "a mixed gateway has several incoming and several outgoing flows", line: 3, Piece.start(),
            "<parallelGateway id=\"g\" gatewayDirection=\"Mixed\"/>", Piece.end("x"), Piece.end("y"),
            Piece.chain("start", "g", "x"),
            Piece.flow("g", "y")),
        Faulty(
            "there is no gatewayDirection Sideways", line: 3, Piece.start(),
            "<parallelGateway id=\"g\" gatewayDirection=\"Sideways\"/>", Piece.end(), Piece.chain("start", "g", "end")),
    ]

    @Test(arguments: structure + conditions + references + tasks + timers + directions)
    func says(_ faulty: Faulty) {
        let (definition, findings) = load(faulty.pieces)
        #expect(definition == nil)
        #expect(
            findings.contains { $0.severity == .error && $0.line == faulty.line && $0.message == faulty.message },
            "\(findings)")
    }

    @Test(arguments: [
        "inclusiveGateway", "eventBasedGateway", "complexGateway", "subProcess", "transaction", "adHocSubProcess",
        "callActivity",
        "task", "manualTask", "sendTask", "receiveTask", "scriptTask", "intermediateThrowEvent", "implicitThrowEvent",
        "choreographyTask", "ioBinding", "resourceRole", "auditing", "monitoring", "correlationSubscription",
        "supports",
    ])
    func refusesByName(_ name: String) {
        let (definition, findings) = load(whole + ["<\(name) id=\"odd\"/>"])
        #expect(definition == nil)
        #expect(findings.count == 1)
        #expect(findings.first?.line == 7)
        #expect(findings.first?.element == "odd")
        #expect(findings.first?.message == "\(name) in process is not supported")
    }

    @Test(arguments: [
        "messageEventDefinition", "signalEventDefinition", "conditionalEventDefinition", "errorEventDefinition",
        "escalationEventDefinition", "compensateEventDefinition", "linkEventDefinition", "cancelEventDefinition",
    ])
    func refusesOtherEvents(_ name: String) {
        for (index, owner) in [(0, "startEvent"), (2, "endEvent")] {
            let id = owner == "startEvent" ? "start" : "end"
            let findings = load(replacing(index, by: "<\(owner) id=\"\(id)\"><\(name)/></\(owner)>")).1
            #expect(findings.map(\.message) == ["\(name) in \(owner) is not supported"])
            #expect(findings.map(\.element) == [id])
        }
        let catching = "<intermediateCatchEvent id=\"a\"><\(name)/></intermediateCatchEvent>"
        #expect(
            load(replacing(1, by: catching)).1.map(\.message) == ["\(name) in intermediateCatchEvent is not supported"])
    }

    @Test(arguments: [
        "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "potentialOwner", "performer", "rendering",
    ])
    func refusesWhatWouldChangeATask(_ name: String) {
        let task = "<userTask id=\"a\" tk:acts=\"do\"><\(name)/></userTask>"
        #expect(load(replacing(1, by: task)).1.map(\.message) == ["\(name) in userTask is not supported"])
    }

    @Test func passesOverRemarksAndData() {
        let remarks = [
            "<documentation>words</documentation>", "<textAnnotation id=\"n\"><text>words</text></textAnnotation>",
            "<association id=\"as\" sourceRef=\"a\" targetRef=\"n\"/>", "<dataObject id=\"d\"/>",
            "<dataObjectReference id=\"dr\" dataObjectRef=\"d\"/>", "<dataStoreReference id=\"ds\"/>",
            "<group id=\"gr\"/>",
            "<extensionElements><x xmlns=\"urn:other\"><y/></x></extensionElements>", "<property id=\"pr\"/>",
        ]
        let (definition, findings) = load(whole + remarks)
        #expect(findings.isEmpty)
        #expect(definition?.nodes.count == 3)
        let task =
            "<userTask id=\"a\" x:colour=\"red\" xmlns:x=\"urn:other\" tk:acts=\"do\"><documentation/>"
            + "<extensionElements><y xmlns=\"urn:other\"/></extensionElements><ioSpecification/><dataInputAssociation/></userTask>"
        #expect(load(replacing(1, by: task)).1.isEmpty)
    }

    @Test func refusesElementsOfOurNamespace() {
        let findings = load(whole + ["<extensionElements>", "<tk:acts/></extensionElements>", "<tk:more/>"]).1
        #expect(findings.map(\.line) == [8, 9])
        #expect(findings.map(\.message) == ["acts of our namespace is unknown", "more in process is unknown"])
    }

    @Test func refusesForeignElementsOutsideExtensionElements() {
        #expect(load(whole + ["<x xmlns=\"urn:other\"/>"]).1.map(\.message) == ["x must stand in extensionElements"])
    }

    @Test(arguments: ["1 +", "outcome = ", "if x then", "(", "\"", "a = = b"])
    func refusesWhatIsNotFEEL(_ text: String) {
        let findings = load([
            Piece.start(), Piece.either("g", fallback: "g-x"), Piece.end("x"), Piece.end("y"), Piece.flow("start", "g"),
            Piece.flow("g", "x"), Piece.flow("g", "y", text),
        ]).1
        #expect(findings.map(\.line) == [8])
        #expect(findings.first?.element == "g-y")
        #expect(findings.first?.message.hasPrefix("the expression is no FEEL: ") == true)
        let timer = load(replacing(1, by: Piece.timer("a", "timeDate", text))).1
        #expect(timer.map(\.line) == [3])
    }

    @Test(arguments: ["http://www.w3.org/1999/XPath", "https://www.java.com/java", "groovy"])
    func refusesOtherLanguages(_ language: String) {
        let flow =
            "<sequenceFlow id=\"g-y\" sourceRef=\"g\" targetRef=\"y\">\n<conditionExpression language=\"\(language)\">x"
            + "</conditionExpression></sequenceFlow>"
        let findings = load([
            Piece.start(), Piece.either("g", fallback: "g-x"), Piece.end("x"), Piece.end("y"), Piece.flow("start", "g"),
            Piece.flow("g", "x"), flow,
        ]).1
        #expect(findings.map(\.message) == ["expressions in \(language) are not supported, only FEEL"])
        #expect(findings.map(\.line) == [9])
    }

    @Test func takesEveryNameOfFEEL() {
        for language in [
            "https://www.omg.org/spec/DMN/20191111/FEEL/", "http://www.omg.org/spec/FEEL/20140401/FEEL", "feel",
        ] {
            let flow =
                "<sequenceFlow id=\"g-y\" sourceRef=\"g\" targetRef=\"y\"><conditionExpression language=\"\(language)\">x"
                + "</conditionExpression></sequenceFlow>"
            let pieces = [
                Piece.start(), Piece.either("g", fallback: "g-x"), Piece.end("x"), Piece.end("y"),
                Piece.flow("start", "g"),
                Piece.flow("g", "x"), flow,
            ]
            #expect(load(pieces).1.isEmpty)
        }
    }

    @Test func collectsAllFindingsInTheOrderOfTheFile() {
        let findings = load([
            Piece.start(), "<userTask id=\"a\"/>", "<scriptTask id=\"s\"/>", Piece.timer("w", "timeDate", "1 +"),
            "<serviceTask id=\"v\"/>",
            Piece.flow("start", "nowhere"), Piece.flow("s", "a"), Piece.end(),
        ]).1
        #expect(findings.map(\.line) == [3, 4, 5, 6, 7])
        #expect(findings.map(\.element) == ["a", "s", "w", "v", "start-nowhere"])
    }

    // MARK: Warnings

    @Test func warnsOfAChoiceWithoutDefault() {
        let (definition, findings) = load([
            Piece.start(), Piece.either("g"), Piece.end("x"), Piece.end("y"), Piece.flow("start", "g"),
            Piece.flow("g", "x", "a"),
            Piece.flow("g", "y", "b"),
        ])
        #expect(definition != nil)
        #expect(findings.map(\.severity) == [.warning])
        #expect(findings.map(\.line) == [3])
        #expect(
            findings.first?.message == "the gateway has no default flow: a case cannot go on when no condition holds")
    }

    @Test func warnsOfAGatewayThatDoesNothing() {
        let (definition, findings) = load([
            Piece.start(), Piece.all("g"), Piece.end(), Piece.chain("start", "g", "end"),
        ])
        #expect(definition != nil)
        #expect(findings.map(\.message) == ["the gateway neither joins nor divides"])
    }

    @Test func warnsOfATaskThatCanBeOpenTwice() {
        let (definition, findings) = load([
            Piece.start(), Piece.all("f"), Piece.either("m"), Piece.task("a"), Piece.end(),
            Piece.chain("start", "f", "m", "a", "end"),
            "<sequenceFlow id=\"second\" sourceRef=\"f\" targetRef=\"m\"/>",
        ])
        #expect(definition != nil)
        #expect(findings.map(\.message) == ["can be open twice at the same time"])
        #expect(findings.map(\.element) == ["a"])
    }

    @Test func warnsOfAProcessThatIsNotExecutable() {
        let (definition, findings) = ProcessLoader.load(Array(file(whole, frame: "").utf8), file: "p")
        #expect(definition != nil)
        #expect(findings.map(\.message) == ["the process does not say that it is executable"])
    }
}

extension Faulty {
    /// For pieces that take more than one line.
    func shifted(_ lines: Int) -> Faulty { Faulty(message, line: line + lines, pieces) }

    private init(_ message: String, line: Int, _ pieces: [String]) {
        self.message = message
        self.line = line
        self.pieces = pieces
    }
}
