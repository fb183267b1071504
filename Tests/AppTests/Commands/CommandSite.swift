// A data folder of its own for a test, and the program working on it.

import Foundation
import TestKit
import Testing

/// Whether the program was built beside the tests; without it, tests that run it are skipped.
let isProgramBuilt = (try? Program.path()) != nil

struct CommandSite {
    let folder: String

    /// Makes the folder, hands it over, removes it.
    static func with<T>(_ body: (CommandSite) async throws -> T) async throws -> T {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // the system clears what is left
        return try await body(CommandSite(folder: folder))
    }

    var data: String { "\(folder)/data" }
    var database: String { "\(data)/trinhky.sqlite" }

    /// Runs a command on this data.
    func run(_ arguments: String..., input: String = "") async throws -> ProgramOutput {
        try await Program.run(arguments + ["--data", data], input: input)
    }

    /// Runs a command that must succeed; gives what it printed.
    func succeed(_ arguments: String..., input: String = "") async throws -> String {
        let output = try await Program.run(arguments + ["--data", data], input: input)
        try #require(output.status == 0, "\(arguments.joined(separator: " ")): \(output.errors)")
        return output.text
    }

    func write(_ content: String, to name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try content.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}

/// A failure is one line on standard error, nothing on standard output, and exit code 1.
func expectFailure(_ output: ProgramOutput, _ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(output.status == 1, sourceLocation: sourceLocation)
    let last = output.errors.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("trinhky: ") && last.contains(words), "\(output.errors)", sourceLocation: sourceLocation)
}
