// Where decision models come from in these tests: the repository, the conformance suite, and short ones written here.

import Basics
import FEEL
import Foundation
import Testing
import Workflow

enum DecisionTestFiles {
    /// The root of the repository.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The public test suites beside the repository; absent on most machines.
    static let suites = root.deletingLastPathComponent().appendingPathComponent("shared/suites")

    static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

    /// A model of this repository, which must load without any finding.
    static func model(_ path: String) throws -> DecisionModel {
        let (model, diagnostics) = DecisionLoader.load(try bytes(root.appendingPathComponent(path)), file: path)
        #expect(diagnostics == [])
        return try #require(model)
    }

    /// A DMN 1.5 file round `body`; the body begins on line 3.
    static func file(_ body: String) -> [UInt8] {
        let head = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">

            """
        return Array((head + body + "\n</definitions>\n").utf8)
    }

    /// The model round `body`; findings that forbid its use fail the test.
    static func inline(_ body: String) throws -> DecisionModel {
        let (model, diagnostics) = DecisionLoader.load(file(body), file: "m.dmn")
        #expect(!diagnostics.hasErrors, "\(diagnostics)")
        return try #require(model)
    }

    /// A decision `d` with a table over the numbers `a` and `b`; a row is two cells and the outputs.
    static func table(
        policy: String, outputs: [String] = ["<output name=\"o\"/>"], rows: [[String]]
    ) -> String {
        let rules = rows.enumerated().map { index, row in
            let inputs = row.prefix(2).map { "<inputEntry><text><![CDATA[\($0)]]></text></inputEntry>" }
            let results = row.dropFirst(2).map { "<outputEntry><text><![CDATA[\($0)]]></text></outputEntry>" }
            let note = "<annotationEntry><text>note \(index + 1)</text></annotationEntry>"
            return "<rule id=\"r\(index + 1)\">\(inputs.joined())\(results.joined())\(note)</rule>"
        }
        let columns = ["a", "b"].map { "<input><inputExpression><text>\($0)</text></inputExpression></input>" }
        let requirements = ["a", "b"].map { name in
            """
            <informationRequirement><requiredInput href="#\(name)"/></informationRequirement>
            """
        }
        return """
            <inputData id="a" name="a"/><inputData id="b" name="b"/>
            <decision id="d" name="d">\(requirements.joined())
            <decisionTable \(policy)>\(columns.joined())\(outputs.joined())<annotation name="note"/>
            \(rules.joined(separator: "\n"))
            </decisionTable></decision>
            """
    }
}
