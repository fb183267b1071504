// Exit codes and usage of every command.

import TestKit
import Testing

@Suite("Command line", .enabled(if: isProgramBuilt))
struct UsageTests {
    @Test(
        "wrong usage ends with 2",
        arguments: [
            ["fly"], ["serve", "--wings"], ["user", "add"], ["user", "add", "a", "--name", "A"],
            ["user", "add", "a", "--name", "A", "--role", "king"],
            ["user", "add", "a", "--name", "A", "--role", "system"],
            ["user", "add", "a", "--name", "A", "--role", "filer", "--organization", "12"],
            ["registry", "generate", "--citizens", "0", "--seed", "1"], ["registry", "generate", "--citizens", "5"],
            ["registry", "export", "--limit", "-1"], ["organization", "add", "--name", "A"],
            [
                "organization", "add", "--name", "A", "--address", "B", "--class", "king", "--province", "01",
            ],
            ["workflow", "check"], ["dmn", "evaluate"], ["audit", "verify", "--anchor", "x"], ["backup"], ["restore"],
            ["bench", "dreams"], ["bench", "routing", "--count", "0"],
        ])
    func wrongUsage(arguments: [String]) async throws {
        let output = try await Program.run(arguments)
        #expect(output.status == 2, "\(arguments)")
        #expect(output.output.isEmpty)
        #expect(output.errors.contains("Usage:"))
    }

    @Test("help and version are no failures", arguments: [["--help"], ["help", "serve"], ["--version"], []])
    func help(arguments: [String]) async throws {
        let output = try await Program.run(arguments)
        #expect(output.status == 0)
        #expect(!output.output.isEmpty)
    }

    @Test("a database that is not there is said in one line")
    func missingDatabase() async throws {
        try await CommandSite.with { site in
            expectFailure(try await site.run("audit", "verify"), "there is no database at")
            expectFailure(try await site.run("backup", "\(site.folder)/copy"), "there is no database at")
            expectFailure(try await site.run("restore", "\(site.folder)/copy"), "there is no file")
        }
    }

    @Test("a file that is no database is said in one line")
    func noDatabase() async throws {
        try await CommandSite.with { site in
            let file = try site.write(String(repeating: "no database ", count: 1_000), to: "text.sqlite")
            let output = try await Program.run(["audit", "verify", "--database", "sqlite:\(file)"])
            #expect(output.status == 1)
            #expect(output.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("migrating twice changes nothing the second time")
    func migrate() async throws {
        try await CommandSite.with { site in
            let first = try await site.succeed("migrate")
            #expect(first.hasPrefix("applied: Ledger, "))
            #expect(try await site.succeed("migrate") == "up to date\n")
        }
    }

    @Test("demo data is not served beyond this machine unless told so in plain words")
    func demoElsewhere() async throws {
        try await CommandSite.with { site in
            for more in [[], ["--demo-anywhere", "yes"]] {
                let output = try await Program.run(
                    ["serve", "--demo", "--host", "0.0.0.0", "--port", "0", "--data", site.data] + more)
                expectFailure(output, "demo")
            }
        }
    }
}
