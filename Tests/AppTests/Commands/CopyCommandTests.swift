// `backup`, `restore`, `audit verify`: copies that can be trusted, and forgeries that are found.

import Foundation
import Storage
import StorageSQLite
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct CopyCommandTests {
    @Test func aCopyBringsBackWhatWasThereAndTheLogSaysSo() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "40", "--seed", "1")
            let copy = "\(site.folder)/copy.sqlite"
            _ = try await site.succeed("backup", copy)
            expectFailure(try await site.run("backup", copy), "exists already")
            let people = try await site.succeed("registry", "export")
            _ = try await site.succeed("registry", "generate", "--citizens", "90", "--seed", "2")
            #expect(try await site.succeed("registry", "export") != people)
            #expect(try await site.succeed("restore", copy).hasPrefix("restored "))
            #expect(try await site.succeed("registry", "export") == people)
            #expect(try await site.succeed("audit", "verify").hasPrefix("sound: "))
            #expect(FileManager.default.fileExists(atPath: site.database + ".before-restore"))
            let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func aCopyCanBeRestoredWhereNothingWas() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "10", "--seed", "1")
            _ = try await site.succeed("backup", "\(site.folder)/copy.sqlite")
            try await CommandSite.with { other in
                _ = try await other.succeed("restore", "\(site.folder)/copy.sqlite")
                let people = try await other.succeed("registry", "export")
                #expect(people.split(whereSeparator: \.isNewline).count == 11)
            }
        }
    }

    @Test func aForgedOrBrokenCopyIsRefusedAndWhatIsThereStays() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "10", "--seed", "1")
            _ = try await site.succeed("registry", "export")
            let copy = "\(site.folder)/copy.sqlite"
            _ = try await site.succeed("backup", copy)
            let head = try await site.succeed("audit", "verify")
            try await Self.forge(copy)
            // The tables that differ from the log follow in lines of their own, as `audit verify` names them.
            let forged = try await site.run("restore", copy)
            let refusal = "trinhky: the copy is refused: the log is broken: entry 1 does not hold the payload"
            #expect(forged.status == 1 && forged.errors.contains(refusal), "\(forged.errors)")
            let text = try site.write("no database at all", to: "text")
            #expect(try await site.run("restore", text).status == 1)
            var bytes = try Data(contentsOf: URL(filePath: copy))
            bytes.removeLast(bytes.count / 2)
            try bytes.write(to: URL(filePath: copy))
            #expect(try await site.run("restore", copy).status == 1)
            #expect(try await site.succeed("audit", "verify") == head)
            let names = try FileManager.default.contentsOfDirectory(atPath: site.data)
            #expect(!names.contains { $0.contains("restor") })
        }
    }

    @Test func theFirstBadEntryOfTheLogIsNamed() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "10", "--seed", "1")
            let head = try #require(try await site.succeed("audit", "verify").split(separator: " ").last)
            let anchor = head.split(separator: "\n")[0]
            #expect(try await site.succeed("audit", "verify", "--anchor", String(anchor)).hasPrefix("sound"))
            let wrong = "1:" + String(repeating: "0", count: 64)
            expectFailure(try await site.run("audit", "verify", "--anchor", wrong), "entry 1 is not the one the anchor")
            try await Self.forge(site.database)
            expectFailure(try await site.run("audit", "verify", "--quick"), "entry 1 does not hold the payload")
        }
    }

    @Test func nothingIsRestoredUnderARunningServerAndStoppingItEndsWith0() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("migrate")
            let copy = "\(site.folder)/copy.sqlite"
            let server = try await ServerProcess.start(data: site.data)
            _ = try await site.succeed("backup", copy)
            expectFailure(try await site.run("restore", copy), "in use")
            #expect(try await server.stop() == 0)
            _ = try await site.succeed("restore", copy)
        }
    }

    /// Changes the first entry of the log behind its back.
    private static func forge(_ path: String) async throws {
        let store = try SQLiteStore.open(path: path)
        try await store.write { db in
            for name in try db.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'") {
                try db.run(Query(raw: "DROP TRIGGER \(try name.text(at: 0))"))
            }
            try db.run("UPDATE event SET payload = '{\"forged\":true}' WHERE position = 1")
        }
        try await store.close()
    }
}
