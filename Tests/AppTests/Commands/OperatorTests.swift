// Who the log says gave a command.

import Casework
import Foundation
import Records
import Storage
import StorageSQLite
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct OperatorTests {
    private let password = "một mật khẩu đủ dài\n"

    /// The actors of all entries of one type.
    private func actors(_ site: CommandSite, _ type: String) async throws -> [ActorEnvelope] {
        let store = try SQLiteStore.openReadOnly(path: site.database)
        let entries = try await store.read { try $0.ledgerEntries(after: 0, limit: 1_000) }
        try await store.close()
        return entries.filter { $0.type == type }.map(\.actor)
    }

    @Test func commandsThatWriteNameWhoGaveThem() async throws {
        try await CommandSite.with { site in
            let lan = ActorEnvelope(.machineOperator("Lan"), by: .command)
            let by = ["--operator", " Lan ", "--data", site.data]
            func succeed(_ arguments: [String], input: String = "") async throws -> String {
                let output = try await Program.run(arguments + by, input: input)
                try #require(output.status == 0, "\(output.errors)")
                return output.text.trimmingCharacters(in: .newlines)
            }
            _ = try await succeed(["registry", "generate", "--citizens", "3", "--seed", "1"])
            let people = try await succeed(["registry", "export"])
            let file = try site.write(people, to: "people.csv")
            _ = try await succeed(["registry", "import", file])
            let organization = try await succeed([
                "organization", "add", "--name", "A", "--address", "B", "--class", "notary", "--province", "01",
            ])
            _ = try await succeed(
                ["user", "add", "an", "--name", "An", "--role", "filer", "--organization", organization],
                input: password)
            _ = try await succeed(["user", "password", "an"], input: password)
            for (command, change) in [
                ("disable", []), ("enable", []), ("change", ["--name", "Ân"]),
            ] {
                _ = try await succeed(["user", command, "an"] + change)
            }
            _ = try await succeed(["organization", "change", organization, "--telephone", "024 1"])
            for type in [
                "account-disabled", "account-enabled", "account-changed", "organization-changed", "populated",
                "exported", "imported", "organization-added", "offices-changed", "account-added",
                "password-changed",
            ] {
                #expect(try await actors(site, type) == [lan], "\(type)")
            }
            let copy = "\(site.folder)/copy.sqlite"
            _ = try await succeed(["backup", copy])
            #expect(try await actors(site, "backed-up") == [lan])
            _ = try await succeed(["restore", copy])
            #expect(try await actors(site, "restored") == [lan])
        }
    }

    @Test func withoutANameItIsTheLogin() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "3", "--seed", "1")
            let login = NSUserName()
            #expect(!login.isEmpty)
            #expect(
                try await actors(site, "populated") == [ActorEnvelope(.machineOperator(login), by: .command)])
        }
    }

    @Test(arguments: ["Lan\nHuy", String(repeating: "a", count: 65)])
    func namesOfSeveralLinesOrTooLongAreRefused(name: String) async throws {
        try await CommandSite.with { site in
            let output = try await site.run(
                "registry", "generate", "--citizens", "3", "--seed", "1", "--operator", name)
            expectFailure(output, "'operator'")
        }
    }
}
