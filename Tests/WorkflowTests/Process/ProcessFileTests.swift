// The frame round a process: definitions, collaboration, diagram, words of the product, and hostile files.

import Basics
import FEEL
import Testing
import Workflow

private let model = "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:tk=\"https://trinhky.example/bpmn\""

private func findings(_ text: String, _ vocabulary: ProcessVocabulary = ProcessVocabulary()) -> [Diagnostic] {
    ProcessLoader.load(Array(text.utf8), file: "p.bpmn", vocabulary: vocabulary).1
}

private let inner = "<startEvent id=\"s\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/>"

@Suite struct ProcessFileTests {
    @Test(arguments: [
        ("<definitions/>", "the root element is not definitions of BPMN 2.0 but definitions"),
        ("<a \(model)/>", "the root element is not definitions of BPMN 2.0 but a"),
        ("<definitions \(model)/>", "the file holds no process"),
        ("<definitions \(model)><process isExecutable=\"true\">\(inner)</process></definitions>", "process has no id"),
        (
            "<definitions \(model) odd=\"1\"><process id=\"p\" isExecutable=\"true\">\(inner)</process></definitions>",
            "attribute odd of definitions is not supported"
        ),
    ])
    func refusesOtherFrames(_ text: String, _ message: String) {
        #expect(findings(text).map(\.message) == [message])
    }

    @Test func refusesASecondProcess() {
        let text =
            "<definitions \(model)><process id=\"p\" isExecutable=\"true\">\(inner)</process>\n<process id=\"q\"/></definitions>"
        #expect(findings(text).map(\.message) == ["a file holds one process; this is a second one"])
        #expect(findings(text).map(\.line) == [2])
    }

    private func pool(_ content: String) -> [Diagnostic] {
        findings(
            "<definitions \(model)><collaboration id=\"c\">\n\(content)\n</collaboration>"
                + "<process id=\"p\" isExecutable=\"true\">\(inner)</process></definitions>")
    }

    @Test func takesOneParticipant() {
        #expect(pool("<participant id=\"q\" processRef=\"p\"/>").isEmpty)
        #expect(pool("<participant id=\"q\" processRef=\"x:p\"/>").isEmpty)
        #expect(
            pool("<participant id=\"q\" processRef=\"other\"/>").map(\.message)
                == ["the participant is not the process of this file"])
        let two = pool("<participant id=\"q\" processRef=\"p\"/>\n<participant id=\"r\" processRef=\"p\"/>")
        #expect(two.map(\.message) == ["a second pool with a process is not supported"])
        #expect(two.map(\.line) == [3])
    }

    @Test func passesOverOtherPartiesAndTheirMessages() {
        let found = findings(
            "<definitions \(model)><message id=\"n\" name=\"Phiếu\"/><collaboration id=\"c\">"
                + "<participant id=\"q\" processRef=\"p\"/><participant id=\"r\" name=\"Công dân\"/>"
                + "<messageFlow id=\"m\" sourceRef=\"r\" targetRef=\"s\" messageRef=\"n\"/></collaboration>"
                + "<process id=\"p\" isExecutable=\"true\">\(inner)</process></definitions>")
        #expect(found.isEmpty)
    }

    @Test func aForeignLanguageMattersOnlyWhereAnExpressionUsesIt() {
        func file(_ condition: String) -> String {
            "<definitions \(model) expressionLanguage=\"http://www.w3.org/1999/XPath\"><process id=\"p\" isExecutable=\"true\">"
                + "<startEvent id=\"s\"/><exclusiveGateway id=\"g\" default=\"b\"/><endEvent id=\"e\"/>"
                + "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"g\"/>\n"
                + "<sequenceFlow id=\"a\" sourceRef=\"g\" targetRef=\"e\">\(condition)</sequenceFlow>"
                + "<sequenceFlow id=\"b\" sourceRef=\"g\" targetRef=\"e\"/></process></definitions>"
        }
        #expect(findings(file("<conditionExpression language=\"FEEL\">true</conditionExpression>")).isEmpty)
        let found = findings(file("<conditionExpression>true</conditionExpression>"))
        #expect(
            found.map(\.message) == ["expressions in http://www.w3.org/1999/XPath are not supported, only FEEL"])
        #expect(found.map(\.line) == [2])
    }

    @Test func flowsNeedNoID() throws {
        let text = file([
            Piece.start(), Piece.end(), "<sequenceFlow sourceRef=\"start\" targetRef=\"end\"/>",
        ])
        let (definition, found) = ProcessLoader.load(Array(text.utf8), file: "p.bpmn")
        #expect(found.isEmpty)
        #expect(try #require(definition).flows.map(\.id) == ["start->end"])
    }

    @Test func refusesNestedLanes() {
        let found = findings(
            "<definitions \(model)><process id=\"p\" isExecutable=\"true\"><laneSet id=\"l\"><lane id=\"m\">\n<childLaneSet id=\"n\">"
                + "<lane id=\"o\"/></childLaneSet></lane></laneSet>\(inner)</process></definitions>")
        #expect(found.map(\.message) == ["childLaneSet in lane is not supported"])
        #expect(found.map(\.line) == [2])
    }

    @Test func theDiagramMustShowWhatThereIs() {
        let found = findings(
            "<definitions \(model)><process id=\"p\" isExecutable=\"true\">\(inner)</process>"
                + "<x:BPMNDiagram xmlns:x=\"http://www.omg.org/spec/BPMN/20100524/DI\"><x:BPMNPlane bpmnElement=\"p\">\n"
                + "<x:BPMNShape bpmnElement=\"s\"/>\n<x:BPMNShape bpmnElement=\"gone\"/></x:BPMNPlane></x:BPMNDiagram></definitions>"
        )
        #expect(found.map(\.message) == ["the diagram shows gone, which is not in the file"])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.line) == [3])
    }

    @Test func knowsTheWordsOfTheProduct() {
        let text = file([
            "<laneSet id=\"l\"><lane id=\"m\" tk:role=\"chef\"><flowNodeRef>a</flowNodeRef></lane></laneSet>",
            Piece.start(),
            Piece.task("a", "cook"), Piece.service("s", "serve"), Piece.rule("r", "taste"), Piece.end(),
            Piece.chain("start", "a", "s", "r", "end"),
        ])
        let known = words("clerk", "accept", "fulfil", "competence")
        let found = findings(text, known)
        #expect(
            found.map(\.message) == [
                "there is no role chef", "there is no act cook", "there is no action serve",
                "there is no decision taste",
            ])
        #expect(found.map(\.line) == [2, 4, 5, 6])
        #expect(findings(text).isEmpty)
        #expect(findings(text, words("chef", "cook", "serve", "taste")).isEmpty)
    }

    private func words(_ role: String, _ act: String, _ action: String, _ decision: String) -> ProcessVocabulary {
        var words = ProcessVocabulary()
        words.roles = [role]
        words.acts = [act]
        words.actions = [action]
        words.decisions = [decision: DecisionShape(inputs: [:], result: .any)]
        return words
    }

    @Test(arguments: [
        "<!DOCTYPE definitions [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions>&e;</definitions>",
        "<!DOCTYPE definitions SYSTEM \"http://127.0.0.1:9/x.dtd\"><definitions/>",
        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><a>&b;</a>",
        String(repeating: "<a>", count: 10_000), "", "no xml", "<definitions", "\u{0}",
    ])
    func refusesHostileFiles(_ text: String) {
        let (definition, found) = ProcessLoader.load(Array(text.utf8), file: "p.bpmn")
        #expect(definition == nil)
        #expect(!found.isEmpty)
    }

    @Test func refusesFilesThatAreTooLarge() {
        let text = file([
            Piece.start(), Piece.end(), Piece.flow("start", "end"), String(repeating: " ", count: Limits.xmlBytesMax),
        ])
        #expect(findings(text).map(\.message) == ["the file is larger than \(Limits.xmlBytesMax) bytes"])
    }

    @Test func checksLargeFilesInBoundedTime() {
        // Faulty everywhere, and with loops: every check has work to do.
        var pieces = [Piece.start(), Piece.end(), Piece.flow("start", "g0")]
        for index in 0..<10_000 {
            pieces.append(
                Piece.either("g\(index)", fallback: "none\(index)")
                    + Piece.flow("g\(index)", "g\((index * 7 + 1) % 10_000)")
                    + "<sequenceFlow id=\"x\(index)\" sourceRef=\"g\(index)\" targetRef=\"end\"/>")
        }
        let text = file(pieces)
        let elapsed = ContinuousClock().measure { #expect(findings(text).count >= 10_000) }
        #expect(elapsed < .seconds(20))
    }

    @Test func survivesCutAndDamagedFiles() throws {
        let bytes = try Place.bytes(Place.writtenRequest)
        for length in stride(from: 0, to: bytes.count - 16, by: 503) {
            #expect(ProcessLoader.load(Array(bytes.prefix(length)), file: "p").0 == nil)
        }
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<150 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 32..<127, using: &generator)
            }
            let (definition, found) = ProcessLoader.load(damaged, file: "p")
            #expect((definition == nil) == found.hasErrors)
        }
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
