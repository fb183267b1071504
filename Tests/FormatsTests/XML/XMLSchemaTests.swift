// Validation against an XSD: lines, inclusions from the schema's folder only, and nothing else opened.

import Basics
import Formats
import Foundation
import Testing

private let types = """
    <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:simpleType name="personalID"><xsd:restriction base="xsd:string"><xsd:pattern value="\\d{12}"/></xsd:restriction></xsd:simpleType>
    </xsd:schema>
    """

private func main(including location: String) -> String {
    """
    <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:include schemaLocation="\(location)"/>
      <xsd:element name="list"><xsd:complexType><xsd:sequence>
        <xsd:element name="id" type="personalID" maxOccurs="unbounded"/><xsd:element name="on" type="xsd:date" minOccurs="0"/>
      </xsd:sequence></xsd:complexType></xsd:element>
    </xsd:schema>
    """
}

/// A folder of its own for one test, removed at the end.
private func withFolder<T>(_ files: [String: String], _ body: (String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("xsd-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }  // Left-overs in the temporary folder harm nobody.
    for (name, text) in files {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
    return try body(folder.path)
}

@Suite struct XMLSchemaTests {
    @Test func findsEveryFaultWithItsLine() throws {
        try withFolder(["main.xsd": main(including: "types.xsd"), "types.xsd": types]) { folder in
            let schema = try XMLSchema(path: folder + "/main.xsd")
            let text = "<list>\n<id>001088012345</id>\n<id>12</id>\n<on>2021-13-01</on></list>"
            let findings = schema.validate(Array(text.utf8), file: "a.xml")
            #expect(Set(findings.map(\.line)) == [3, 4])
            #expect(findings.allSatisfy { $0.file == "a.xml" && $0.severity == .error })
            #expect(findings.contains { $0.message.contains("\\d{12}") })
            #expect(schema.validate(Array("<list><id>001088012345</id></list>".utf8), file: "a.xml").isEmpty)
        }
    }

    @Test func readsInclusionsInFoldersBelow() throws {
        try withFolder(["main.xsd": main(including: "sub/types.xsd"), "sub/types.xsd": types]) { folder in
            _ = #expect(throws: Never.self) { try XMLSchema(path: folder + "/main.xsd") }
        }
    }

    @Test func opensNothingOutsideItsFolder() throws {
        try withFolder(["in/main.xsd": main(including: "../types.xsd"), "types.xsd": types]) { folder in
            _ = #expect(throws: XMLFault.self) { try XMLSchema(path: folder + "/in/main.xsd") }
        }
        try withFolder(["in/main.xsd": main(including: "../inside/types.xsd"), "inside/types.xsd": types]) { folder in
            _ = #expect(throws: XMLFault.self) { try XMLSchema(path: folder + "/in/main.xsd") }
        }
    }

    @Test func refusesWhatIsNoSchema() throws {
        try withFolder(["a.xsd": "<a/>", "b.xsd": "<a>"]) { folder in
            _ = #expect(throws: XMLFault.self) { try XMLSchema(path: folder + "/a.xsd") }
            _ = #expect(throws: XMLFault.self) { try XMLSchema(path: folder + "/b.xsd") }
            _ = #expect(throws: XMLFault.self) { try XMLSchema(path: folder + "/none.xsd") }
        }
    }

    @Test func givesTheReadersFindingsFirst() throws {
        try withFolder(["main.xsd": main(including: "types.xsd"), "types.xsd": types]) { folder in
            let schema = try XMLSchema(path: folder + "/main.xsd")
            #expect(schema.validate(Array("<!DOCTYPE list><list/>".utf8), file: "a.xml").first?.line == 1)
            #expect(schema.validate(Array("<list>\n".utf8), file: "a.xml").first?.line == 2)
        }
    }

    @Test func worksFromManyTasksAtOnce() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try withFolder(["main.xsd": main(including: "types.xsd"), "types.xsd": types]) { folder in
                        try XMLSchema(path: folder + "/main.xsd").validate(Array("<list/>".utf8), file: "a").count == 1
                    }
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
