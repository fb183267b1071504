// `audit verify`: tables as well as the log, and the end of the log against what was written down elsewhere.

import Basics
import Foundation
import Records
import Storage
import StorageSQLite
import TestKit
import Testing

@testable import App

@Suite(.enabled(if: isProgramBuilt))
struct AuditCommandTests {
    private func write(_ site: CommandSite, _ query: Query) async throws {
        let store = try SQLiteStore.open(path: site.database)
        try await store.write { try $0.run(query) }
        try await store.close()
    }

    @Test func aChangedTableIsNamedUnlessOnlyTheLogIsLookedAt() async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed(
                "organization", "add", "--name", "Văn phòng công chứng", "--address", "Hà Nội", "--class", "notary",
                "--province", "01")
            #expect(try await site.succeed("audit", "verify").contains("every table as the log says"))
            try await write(site, "UPDATE organization SET name = 'Another'")
            #expect(try await site.succeed("audit", "verify", "--quick").contains("tables not looked at"))
            expectFailure(try await site.run("audit", "verify"), "is not what the log says")
            try await write(site, "DROP TRIGGER event_loses_none")
            let both = try await site.run("audit", "verify")
            #expect(both.errors.contains("organization: ") && both.errors.contains("event_loses_none is missing"))
        }
    }

    @Test func aLogThatLostItsEndIsToldByTheAnchorOfACleanStop() async throws {
        let data = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: data) }  // the system clears what is left
        let first = try await ServerProcess.start(data: data)
        #expect(try await first.stop() == 0)
        let early = "\(data)/early.sqlite"
        let backup = try await Program.run(["backup", early, "--data", data])
        try #require(backup.status == 0, "\(backup.errors)")
        let second = try await ServerProcess.start(data: data)
        _ = try await Desks.signIn("clerk-01", at: Browser(port: second.port))
        #expect(try await second.stop() == 0)
        let sound = try await Program.run(["audit", "verify", "--data", data])
        #expect(sound.text.contains("compared with the anchor of "), "\(sound.text)\(sound.errors)")
        // Somebody puts an earlier state in its place: in itself it is whole.
        let database = "\(data)/trinhky.sqlite"
        for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + ending) }
        try FileManager.default.copyItem(atPath: early, toPath: database)
        let lost = try await Program.run(["audit", "verify", "--data", data])
        expectFailure(lost, "the end of the log was cut off")
        #expect(lost.status == 1)
    }

    @Test func anAnchorIsReadFromTheNewestWholeLineAndGivenToTheCommand() async throws {
        let folder = try Program.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // the system clears what is left
        let now = Timestamp(milliseconds: 1_800_000_000_000)
        let file = AnchorFile(path: "\(folder)/anchors")
        #expect(try file.newest() == nil)
        let one = LedgerAnchor(position: 3, hash: Digest(of: "a"))
        let two = LedgerAnchor(position: 4, hash: Digest(of: "b"))
        try file.add(one, at: now)
        try file.add(one, at: now)
        try file.add(two, at: now)
        let lines = try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(lines.split(separator: "\n").count == 2, "the same head is written once")
        try (lines + "2027-01-01T00:00:00Z 9:abc").write(toFile: file.path, atomically: true, encoding: .utf8)
        #expect(try file.newest()?.anchor == two, "a line that was cut off counts for nothing")
        try "no anchor\n".write(toFile: file.path, atomically: true, encoding: .utf8)
        #expect(throws: CommandFault.self) { try file.newest() }

        var settings = try Settings.read(
            [
                .root: Program.root, .anchorFile: "\(folder)/other", .anchorCommand: "cat > '\(folder)/taken'",
            ], environment: [:])
        try AnchorPlace(settings).add(two, at: now)
        #expect(try String(contentsOfFile: "\(folder)/taken", encoding: .utf8).contains(" \(two)\n"))
        settings.anchorCommand = "exit 3"
        #expect(throws: CommandFault.self) { try AnchorPlace(settings).add(one, at: now) }
    }
}
