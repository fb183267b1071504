// The table of what of DMN 1.5 is there (docs/workflows.md): every line names tests that are there.

import Foundation
import Testing

@Suite struct StandardTableTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: DecisionTestFiles.root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test func everyLineHasItsTest() throws {
        let page = try text("docs/workflows.md")
        let table = page.components(separatedBy: "<!-- standard -->").last?.components(separatedBy: "<!-- end -->")
            .first
        let lines = try #require(table).split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
        #expect(lines.count > 15)
        var suites: [String: String] = [:]
        for line in lines {
            let names = line.split(separator: "|").last.map { $0.split(separator: "`") } ?? []
            let tests = names.filter { $0.contains(".") }
            #expect(!tests.isEmpty, "\(line)")
            for test in tests {
                let parts = test.split(separator: ".").map(String.init)
                if suites[parts[0]] == nil { suites[parts[0]] = try source(of: parts[0]) }
                #expect(suites[parts[0]]?.contains("func \(parts[1])(") == true, "\(test)")
            }
        }
    }

    /// The file of a suite.
    private func source(of suite: String) throws -> String {
        let places = ["FEELTests", "FEELTests/Checking", "WorkflowTests/Decisions"].map { "Tests/\($0)/\(suite).swift" }
        let path = places.first {
            DecisionTestFiles.exists(DecisionTestFiles.root.appendingPathComponent($0))
        }
        return try text(try #require(path, "\(suite)"))
    }
}
