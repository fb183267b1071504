// Restores of what is no copy of ours, restores that are broken off, and who the log says took or brought a copy.

import Basics
import Casework
import Foundation
import Records
import Storage
import StorageSQLite
import TestKit
import Testing

@Suite(.enabled(if: isProgramBuilt))
struct RestoreTests {
    /// A site with a few entries and a copy of it.
    private func withCopy(_ body: (CommandSite, _ copy: String) async throws -> Void) async throws {
        try await CommandSite.with { site in
            _ = try await site.succeed("registry", "generate", "--citizens", "10", "--seed", "1")
            let copy = "\(site.folder)/copy.sqlite"
            _ = try await site.succeed("backup", copy)
            try await body(site, copy)
        }
    }

    private func entries(_ path: String) async throws -> [StoredEntry] {
        let store = try SQLiteStore.openReadOnly(path: path)
        let entries = try await store.read { try $0.ledgerEntries(after: 0, limit: 1_000) }
        try await store.close()
        return entries
    }

    /// Changes a file as a program of another version would have made it.
    private func change(_ path: String, _ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        let store = try SQLiteStore.open(path: path)
        try await store.write { db in try body(db) }
        try await store.close()
    }

    private func expectRefused(_ site: CommandSite, _ file: String, _ words: String) async throws {
        let before = try await site.succeed("audit", "verify")
        expectFailure(try await site.run("restore", file), words)
        #expect(try await site.succeed("audit", "verify") == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: site.data)
        #expect(!names.contains { $0.contains("restor") }, "\(names)")
    }

    @Test func whatIsNoCopyOfOursIsRefusedInWords() async throws {
        try await withCopy { site, copy in
            try await expectRefused(site, try site.write("", to: "empty"), "is empty")
            try await expectRefused(site, try site.write("SELECT 1", to: "text"), "is no database")
            try await expectRefused(site, try site.write("SQLite format 3\0", to: "short"), "is cut off")
            try await expectRefused(site, site.folder, "is no file")
            try await expectRefused(site, "\(site.folder)/none", "there is no file")
            try await expectRefused(site, site.database, "is the database itself")
            let foreign = "\(site.folder)/foreign.sqlite"
            try await change(foreign) { try $0.run("CREATE TABLE song (name TEXT)") }
            try await expectRefused(site, foreign, "is the database of another program")
            let bytes = try Data(contentsOf: URL(filePath: copy))
            try bytes.prefix(bytes.count / 2).write(to: URL(filePath: copy))
            try await expectRefused(site, copy, "is cut off: it has \(bytes.count / 2) of \(bytes.count) bytes")
        }
    }

    @Test func aDatabaseWithItsNewestEntriesBesideItIsNoCopy() async throws {
        try await withCopy { site, copy in
            try Data("x".utf8).write(to: URL(filePath: copy + "-wal"))
            try await expectRefused(site, copy, "its newest entries are in \(copy)-wal")
        }
    }

    @Test func aCopyOfANewerProgramIsRefused() async throws {
        try await withCopy { site, copy in
            try await change(copy) { db in
                try db.run(
                    """
                    INSERT INTO schema_migration (number, name, digest, applied_ms)
                    VALUES (9999, 'Morrow', \([UInt8](repeating: 1, count: 32)), 0)
                    """)
            }
            try await expectRefused(site, copy, "newer than this program: it has migration 9999 (Morrow)")
        }
    }

    @Test func aCopyOfAnOlderProgramIsBroughtUpToDateWhenSomebodySaysSo() async throws {
        try await withCopy { site, _ in
            let old = "\(site.folder)/old.sqlite"
            let store = try SQLiteStore.open(path: old)
            _ = try await MigrationRunner.migrate(
                store, Array(Migrations.all.dropLast()), now: .init(milliseconds: 1_790_000_000_000))
            try await store.close()
            try await expectRefused(site, old, "older version of this program; --migrate")
            _ = try await site.succeed("restore", old, "--migrate")
            #expect(try await site.succeed("migrate") == "up to date\n")
            #expect(try await entries(site.database).map(\.type) == ["restored"])
        }
    }

    @Test func theLogSaysWhoTookACopyAndHowFarItGoes() async throws {
        try await withCopy { site, copy in
            let before = try await entries(copy)
            #expect(!before.contains { $0.type == "backed-up" }, "a copy cannot hold that it was taken")
            let note = try #require(try await entries(site.database).last)
            #expect(note.type == "backed-up")
            let head = try #require(before.last)
            #expect(note.payload == #"{"file":"\#(copy)","head":"\#(head.position):\#(head.hash.hex)"}"#)
            // What fails is not noted.
            expectFailure(try await site.run("backup", copy), "exists already")
            expectFailure(try await site.run("backup", "\(site.folder)/none/copy"), "cannot do it")
            #expect(try await entries(site.database).last == note)
        }
    }

    @Test func aCopyOfAnOlderDatabaseIsLeftToTheOlderProgram() async throws {
        try await CommandSite.with { site in
            try FileManager.default.createDirectory(atPath: site.data, withIntermediateDirectories: true)
            let store = try SQLiteStore.open(path: site.database)
            let old = Array(Migrations.all.dropLast())
            _ = try await MigrationRunner.migrate(store, old, now: .init(milliseconds: 1_790_000_000_000))
            try await store.close()
            let copy = "\(site.folder)/copy.sqlite"
            expectFailure(try await site.run("backup", copy), "let that version take the copy")
            #expect(!FileManager.default.fileExists(atPath: copy))
            let after = try SQLiteStore.openReadOnly(path: site.database)
            #expect(try await !MigrationRunner.isCurrent(after, Migrations.all))
            try await after.close()
        }
    }

    // MARK: Broken off

    @Test func aRestoreThatWasBrokenOffBeforeTheMoveIsUndoneAtTheNextStart() async throws {
        try await withCopy { site, copy in
            let head = try await site.succeed("audit", "verify")
            try FileManager.default.copyItem(atPath: copy, toPath: site.database + ".restoring")
            // Broken off between keeping the old file and giving its name away.
            let aside = site.database + ".before-restore"
            try DatabaseFile.keep(site.database, as: aside)
            try DatabaseFile.remove(site.database + "-shm")
            try Data().write(to: URL(filePath: aside + "-wal"))
            try? FileManager.default.removeItem(atPath: site.database + "-wal")  // it need not be there
            let output = try await site.run("migrate")
            #expect(output.status == 0)
            #expect(output.errors.contains("a restore was broken off before it replaced"))
            #expect(try await site.succeed("audit", "verify") == head)
            #expect(!FileManager.default.fileExists(atPath: site.database + ".restoring"))
            #expect(!FileManager.default.fileExists(atPath: site.database + ".before-restore-wal"))
            #expect(try await !site.run("migrate").errors.contains("broken off"), "it is said once")
        }
    }

    @Test(arguments: [".restoring", ".before-restore"])
    func noNewDatabaseIsMadeWhereARestoreLeftOne(ending: String) async throws {
        try await withCopy { site, copy in
            let left = site.database + ending
            try FileManager.default.moveItem(atPath: site.database, toPath: left)
            for command in ["migrate", "serve"] {
                expectFailure(try await site.run(command), "a restore was broken off")
            }
            expectFailure(try await site.run("audit", "verify"), "a restore was broken off")
            #expect(!FileManager.default.fileExists(atPath: site.database))
            _ = try await site.succeed("restore", copy)
            #expect(try await site.succeed("audit", "verify").hasPrefix("sound"))
        }
    }

    @Test func theRestoredFileHoldsThatItWasRestoredFromItsFirstMoment() async throws {
        try await withCopy { site, copy in
            _ = try await site.succeed("restore", copy, "--operator", "Lan")
            #expect(DatabaseFile.isWhole(site.database))
            let alone = "\(site.folder)/alone.sqlite"
            try FileManager.default.copyItem(atPath: site.database, toPath: alone)
            let last = try #require(try await entries(alone).last)
            #expect(last.type == "restored")
            #expect(last.actor.who == .machineOperator("Lan"))
        }
    }

    @Test func aDamagedDatabaseIsPutAsideAsItIs() async throws {
        try await withCopy { site, copy in
            let damaged = Data(repeating: 65, count: 9_000)
            try damaged.write(to: URL(filePath: site.database))
            let output = try await site.run("restore", copy)
            #expect(output.status == 0, "\(output.errors)")
            #expect(output.errors.contains("the present database is damaged"))
            #expect(FileManager.default.contents(atPath: site.database + ".before-restore") == damaged)
            #expect(try await site.succeed("audit", "verify").hasPrefix("sound"))
        }
    }
}
