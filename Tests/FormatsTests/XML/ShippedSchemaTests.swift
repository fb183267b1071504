// The schemas of `docs/schemas` take every shipped file, and refuse what is wrong.

import Basics
import Formats
import Foundation
import TestKit
import Testing

struct ShippedSchemaTests {
    private static let schemas = repositoryRoot.appending(path: "docs/schemas")

    private func text(_ path: String) throws -> String {
        try String(contentsOf: repositoryRoot.appending(path: path), encoding: .utf8)
    }

    private func findings(_ schema: String, _ text: String, _ file: String) throws -> [Diagnostic] {
        try XMLSchema(path: Self.schemas.appending(path: "\(schema).xsd").path).validate(Array(text.utf8), file: file)
    }

    /// BPMN's own schema is not ours to ship: a root that takes anything has our attributes looked at, and no others.
    private func findings(ofProcess text: String) throws -> [Diagnostic] {
        let folder = URL(filePath: try Program.temporaryFolder())
        defer { try? FileManager.default.removeItem(at: folder) }  // the system clears what is left
        let own = "trinhky-bpmn.xsd"
        try FileManager.default.copyItem(at: Self.schemas.appending(path: own), to: folder.appending(path: own))
        let main = folder.appending(path: "main.xsd")
        try Data(
            """
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
                targetNamespace="http://www.omg.org/spec/BPMN/20100524/MODEL">
              <xsd:import namespace="https://trinhky.example/bpmn" schemaLocation="\(own)"/>
              <xsd:element name="definitions"/>
              <xsd:complexType name="tFormalExpression">
                <xsd:simpleContent><xsd:extension base="xsd:string"/></xsd:simpleContent>
              </xsd:complexType>
            </xsd:schema>
            """.utf8
        ).write(to: main)
        return try XMLSchema(path: main.path).validate(Array(text.utf8), file: "process.bpmn")
    }

    private static let processes = [
        "Workflows/written-request/process.bpmn", "Workflows/record-correction/process.bpmn",
        "Tests/Procedures/consultation/process.bpmn",
    ]

    @Test func takesTheShippedFiles() throws {
        for folder in ["Workflows/written-request", "Workflows/record-correction", "Tests/Procedures/consultation"] {
            #expect(try findings("form", text("\(folder)/form.xml"), "form.xml") == [], "\(folder)")
        }
        #expect(try findings("grounds", text("Workflows/grounds.xml"), "grounds.xml") == [])
        #expect(try findings("acts", text("Tests/Procedures/consultation/acts.xml"), "acts.xml") == [])
        let services = repositoryRoot.appending(path: "Workflows/services")
        let names = try FileManager.default.contentsOfDirectory(atPath: services.path).filter { $0.hasSuffix(".xml") }
        #expect(!names.isEmpty)
        for path in names.map({ "Workflows/services/\($0)" }) + ["Tests/Procedures/consultation.plan.xml"] {
            #expect(try findings("service", text(path), path) == [])
        }
        for path in Self.processes { #expect(try findings(ofProcess: text(path)) == [], "\(path)") }
    }

    @Test(arguments: [
        ("tk:stage=\"draft\"", "tk:stage=\"drafted\""), ("tk:role=\"clerk\"", "tk:role=\"boss\""),
        ("tk:effects=\"competence\"", "tk:effects=\"competences\""), ("tk:optional=\"true\"", "tk:optional=\"yes\""),
        ("tk:acts=\"withdraw\"", "tk:acts=\"\""), ("tk:due=\"supplementUntil\"", "tk:due=\"the day\""),
        ("tk:result=\"routing\"", "tk:result=\"my routing\""), ("from=\"use.until\"", "from=\"until\""),
        (" type=\"date\" from", " from"), ("<tk:variable name=\"level\"", "<tk:variable nome=\"level\""),
    ])
    func refusesWrongAttributes(slip: (right: String, wrong: String)) throws {
        let right = try text(Self.processes[0])
        try #require(right.contains(slip.right))
        let wrong = right.replacingOccurrences(of: slip.right, with: slip.wrong)
        #expect(try findings(ofProcess: wrong).contains { $0.line > 1 })
    }

    @Test(arguments: [
        ("form", "Workflows/written-request/form.xml", "key=\"use_until\"", "key=\"use until\""),
        ("form", "Workflows/written-request/form.xml", "not-before=\"today\"", "not-before=\"tomorrow\""),
        ("form", "Workflows/written-request/form.xml", " max=\"2000\"", ""),
        ("form", "Workflows/written-request/form.xml", "hint=\"true\"", "hint=\"yes\""),
        ("form", "Workflows/written-request/form.xml", "needs=\"selectable-fields\"", "needs=\"fields\""),
        ("form", "Workflows/written-request/form.xml", "<declaration", "<statement"),
        ("acts", "Tests/Procedures/consultation/acts.xml", "key=\"assess\"", "key=\"Assess it\""),
        ("acts", "Tests/Procedures/consultation/acts.xml", "password=\"true\"", "pass=\"true\""),
        ("acts", "Tests/Procedures/consultation/acts.xml", "<outcome code=\"agree\"/>", "<outcome/>"),
        ("service", "Workflows/services/auth.spouse.xml", "group=\"1\"", "group=\"7\""),
        ("service", "Workflows/services/auth.spouse.xml", "answer=\"match\"", "answer=\"all\""),
        ("service", "Workflows/services/auth.spouse.xml", "kind=\"mandate\"", "kind=\"mandates\""),
        ("service", "Workflows/services/auth.spouse.xml", "lang=\"vi\"", "lang=\"fr\""),
        ("service", "Workflows/services/auth.spouse.xml", " requesters=\"everybody\"", ""),
    ])
    func refusesWrongFiles(schema: String, path: String, right: String, wrong: String) throws {
        let text = try text(path)
        // What this file lacks, another has.
        let other = try self.text("Workflows/services/provide.fields.xml")
        let whole = text.contains(right) ? text : other
        try #require(whole.contains(right), "\(right)")
        #expect(!(try findings(schema, whole.replacingOccurrences(of: right, with: wrong), path)).isEmpty)
    }
}
