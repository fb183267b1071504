// Databases on a server: every command works there, and everything moves there and back.

import Foundation
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct DatabaseCommandTests {
    @Test func everythingMovesToAServerAndBack() async throws {
        let address = try await PostgresServer.shared.makeDatabase()
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "40", "--seed", "1")
            let people = try await site.succeed("registry", "export")
            let copied = try await site.succeed("database", "copy", "sqlite:\(site.database)", address)
            #expect(copied.hasPrefix("copied "))
            #expect(try await site.succeed("registry", "export", "--database", address) == people)
            #expect(try await site.succeed("audit", "verify", "--database", address).hasPrefix("sound: "))
            let back = "sqlite:\(site.folder)/back.sqlite"
            _ = try await site.succeed("database", "copy", address, back)
            #expect(try await site.succeed("registry", "export", "--database", back) == people)
            expectFailure(try await site.run("database", "copy", back, address), "TO is not empty")
            expectFailure(try await site.run("database", "copy", back, back), "the same database")
        }
    }

    @Test func commandsOfFilesSayThatTheyAre() async throws {
        let address = try await PostgresServer.shared.makeDatabase()
        try await CommandSite.with { site in
            expectFailure(
                try await site.run("backup", "\(site.folder)/x", "--database", address), "only a database in a file")
            expectFailure(
                try await site.run("restore", "\(site.folder)/x", "--database", address), "only a database in a file")
            expectFailure(try await site.run("audit", "verify", "--database", address), "nothing of this program")
        }
    }

    @Test func nobodyCopiesWhatAServerWorksOn() async throws {
        try await CommandSite.with { site in
            let server = try await ServerProcess.start(data: site.data)
            expectFailure(
                try await site.run("database", "copy", "sqlite:\(site.database)", "sqlite:\(site.folder)/copy.sqlite"),
                "is in use")
            #expect(try await server.stop() == 0)
            #expect(!FileManager.default.fileExists(atPath: "\(site.folder)/copy.sqlite"))
        }
    }

    @Test func aPasswordThatCannotBeReadIsNamedByItsFile() async throws {
        let address = try await PostgresServer.shared.makeDatabase()
        try await CommandSite.with { site in
            let two = try site.write("one\ntwo\n", to: "two")
            for file in [two, "\(site.folder)/none"] {
                let output = try await site.run(
                    "audit", "verify", "--database", address, "--database-password-file", file)
                expectFailure(output, file)
            }
            let right = try site.write("any\n", to: "right")
            let made = try await site.run("migrate", "--database", address, "--database-password-file", right)
            #expect(made.status == 0, "a server that asks for none takes any: \(made.errors)")
        }
    }
}
