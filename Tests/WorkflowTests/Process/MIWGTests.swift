// The models of the BPMN Model Interchange Working Group: each is loaded, or refused by name and line.

import Basics
import Foundation
import Testing
import Workflow

@Suite(.enabled(if: Place.hasSuites, "needs ../shared/suites")) struct MIWGTests {
    /// The elements for which each model is refused, so far. A model that is not here loads. Entries may only go.
    static let refused: [String: Set<String>] = [
        "A.2.0.bpmn": [],
        "A.2.1.bpmn": [],
        "A.3.0.bpmn": [
            "escalationEventDefinition", "messageEventDefinition", "subProcess",
        ],
        "A.4.0.bpmn": [],
        "A.4.1.bpmn": [],
        "B.1.0.bpmn": [
            "globalTask"
        ],
        "B.2.0.bpmn": [
            "conditionalEventDefinition", "globalUserTask", "messageEventDefinition",
            "multiInstanceLoopCharacteristics",
        ],
        "C.1.0.bpmn": [
            "eventBasedGateway", "messageEventDefinition", "resource",
        ],
        "C.1.1.bpmn": [
            "import", "potentialOwner", "resource",
        ],
        "C.2.0.bpmn": [
            "messageEventDefinition"
        ],
        "C.3.0.bpmn": [
            "messageEventDefinition", "potentialOwner", "resource", "subProcess",
        ],
        "C.4.0.bpmn": [
            "intermediateThrowEvent", "messageEventDefinition", "signal",
        ],
        "C.5.0.bpmn": [
            "callActivity", "signalEventDefinition",
        ],
        "C.6.0.bpmn": [
            "errorEventDefinition", "eventBasedGateway", "intermediateThrowEvent", "messageEventDefinition",
            "sendTask", "subProcess",
        ],
        "C.7.0.bpmn": [
            "multiInstanceLoopCharacteristics", "performer", "relationship", "resource",
        ],
        "C.8.0.bpmn": [
            "errorEventDefinition", "import", "sendTask",
        ],
        "C.8.1.bpmn": [
            "dataInput", "error", "errorEventDefinition", "import", "inputSet", "interface",
            "potentialOwner", "relationship", "sendTask",
        ],
        "C.9.0.bpmn": [
            "callActivity", "error", "errorEventDefinition", "import", "sendTask", "subProcess",
        ],
        "C.9.1.bpmn": [
            "receiveTask", "sendTask", "timeCycle",
        ],
        "C.9.2.bpmn": [
            "error", "errorEventDefinition", "import", "subProcess",
        ],
    ]

    private static let folder = Place.suites.appendingPathComponent("bpmn-miwg")

    static var files: [String] {
        // Without the suites there are no names, and the whole suite is skipped.
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".bpmn") }.sorted()
    }

    @Test func thereAreModels() { #expect(MIWGTests.files.count == 21) }

    @Test(arguments: files) func loadsOrIsRefusedByNameAndLine(_ name: String) throws {
        let bytes = try Place.bytes(MIWGTests.folder.appendingPathComponent(name))
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let (definition, findings) = ProcessLoader.load(bytes, file: name)
        #expect((definition == nil) == findings.hasErrors)
        #expect((definition == nil) == MIWGTests.refused.keys.contains(name))
        var names: Set<String> = []
        for finding in findings {
            #expect(finding.file == name)
            #expect((1...lines.count).contains(finding.line))
            guard let match = finding.message.wholeMatch(of: /(\w+) in \w+ is not supported/) else { continue }
            names.insert(String(match.1))
            #expect(lines[finding.line - 1].contains("<\(match.1)") || lines[finding.line - 1].contains(":\(match.1)"))
        }
        #expect(names == MIWGTests.refused[name, default: []])
    }
}
