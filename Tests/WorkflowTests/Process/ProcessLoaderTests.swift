// Every finding about a BPMN file: what it says, and on which line.

import Basics
import Testing
import Workflow

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

    @Test(arguments: Faulty.all)
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
        "sendTask", "receiveTask", "scriptTask", "intermediateThrowEvent", "implicitThrowEvent",
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
        #expect(findings.map(\.message) == ["acts of our namespace is unknown here", "more in process is unknown"])
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
                "<sequenceFlow id=\"g-y\" sourceRef=\"g\" targetRef=\"y\"><conditionExpression language=\"\(language)\">v"
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
            Piece.flow("g", "x", "v"),
            Piece.flow("g", "y", "n"),
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

    @Test func warnsOfRemindersInALoop() {
        let (definition, findings) = load([
            Piece.start(), Piece.task("a", "again done"), Piece.boundary("late", on: "a", interrupting: false),
            Piece.task("remind"), Piece.either("g", fallback: "g-end"), Piece.end(),
            Piece.chain("start", "a", "g", "end"),
            Piece.flow("g", "a", "outcome = \"again\""), Piece.chain("late", "remind", "end"),
        ])
        #expect(definition != nil)
        #expect(
            findings.map(\.message) == ["can be open any number of times: each round of a loop may add one"])
        #expect(findings.map(\.element) == ["remind"])
        #expect(findings.map(\.line) == [5])
    }

    @Test func warnsOfAProcessThatIsNotExecutable() {
        let (definition, findings) = ProcessLoader.load(Array(file(whole, frame: "").utf8), file: "p")
        #expect(definition != nil)
        #expect(findings.map(\.message) == ["the process does not say that it is executable"])
    }
}
