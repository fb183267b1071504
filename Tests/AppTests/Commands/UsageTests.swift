// Exit codes and usage of every command.

import Foundation
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct UsageTests {
    @Test(arguments: [
        ["fly"], ["serve", "--wings"], ["user", "add"], ["user", "add", "a", "--name", "A"],
        ["user", "add", "a", "--name", "A", "--role", "king"],
        ["user", "add", "a", "--name", "A", "--role", "system"],
        ["user", "add", "a", "--name", "A", "--role", "filer", "--organization", "12"],
        ["registry", "generate", "--citizens", "0", "--seed", "1"], ["registry", "generate", "--citizens", "5"],
        ["registry", "export", "--limit", "-1"], ["organization", "add", "--name", "A"],
        [
            "organization", "add", "--name", "A", "--address", "B", "--class", "king", "--province", "01",
        ],
        ["workflow", "check", "--fast"], ["dmn", "evaluate"], ["audit", "verify", "--anchor", "x"], ["backup"],
        ["restore"],
        ["bench", "dreams"], ["bench", "routing", "--count", "0"],
    ])
    func wrongUsageEndsWith2(arguments: [String]) async throws {
        let output = try await Program.run(arguments)
        #expect(output.status == 2, "\(arguments)")
        #expect(output.output.isEmpty)
        #expect(output.errors.contains("Usage:"))
    }

    @Test(arguments: [["--help"], ["help", "serve"], ["--version"], []])
    func helpAndVersionAreNoFailures(arguments: [String]) async throws {
        let output = try await Program.run(arguments)
        #expect(output.status == 0)
        #expect(!output.output.isEmpty)
    }

    @Test func aDatabaseThatIsNotThereIsSaidInOneLine() async throws {
        try await CommandSite.with { site in
            expectFailure(try await site.run("audit", "verify"), "there is no database at")
            expectFailure(try await site.run("backup", "\(site.folder)/copy"), "there is no database at")
            expectFailure(try await site.run("restore", "\(site.folder)/copy"), "there is no file")
        }
    }

    @Test func aFileThatIsNoDatabaseIsSaidInOneLine() async throws {
        try await CommandSite.with { site in
            let file = try site.write(String(repeating: "no database ", count: 1_000), to: "text.sqlite")
            let output = try await Program.run(["audit", "verify", "--database", "sqlite:\(file)"])
            #expect(output.status == 1)
            #expect(output.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func migratingTwiceChangesNothingTheSecondTime() async throws {
        try await CommandSite.with { site in
            let first = try await site.succeed("migrate")
            #expect(first == "applied: Baseline, Registry, Office, Authority, Assigning, Search, Remarks, Saved\n")
            #expect(try await site.succeed("migrate") == "up to date\n")
        }
    }

    @Test func demoDataIsNotServedBeyondThisMachineUnlessToldSoInPlainWords() async throws {
        try await CommandSite.with { site in
            for more in [[], ["--demo-anywhere", "yes"]] {
                let output = try await Program.run(
                    ["serve", "--demo", "--host", "0.0.0.0", "--port", "0", "--data", site.data] + more)
                expectFailure(output, "demo")
            }
        }
    }

    /// What counts is what the database holds: a later start need not say that it is demo data.
    @Test func demoDataIsKnownAgainWithoutTheFlag() async throws {
        let data = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: data) }  // the system clears what is left
        let server = try await ServerProcess.start(data: data, root: Program.root)
        #expect(try await server.stop() == 0)
        let output = try await Program.run(["serve", "--host", "0.0.0.0", "--port", "0", "--data", data])
        expectFailure(output, "demo")
    }
}
