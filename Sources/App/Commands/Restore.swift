// `trinhky restore FROM`: puts a copy in the place of the database, after proving that it is whole.

import ArgumentParser
import Casework
import Foundation
import Records
import Storage
import StorageSQLite

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replace the database by a copy, after verifying it. The server must not be running.",
        discussion: "The database that was there stays beside it as FILE.before-restore.")

    @Argument(help: "A copy made by backup.") var from: String
    @Flag(help: "Bring a copy that an older version of the program made up to date.") var migrate = false
    @OptionGroup var operators: OperatorOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let settings = try site.settings(by: operators)
        let path = try settings.database.requireFile(to: "replaced")
        try CopyCheck.check(from, isNot: path)
        try OpenSite.makeFolder(URL(filePath: path).deletingLastPathComponent().path)
        let hold = try FileHold(of: path, .exclusive)
        defer { hold.end() }
        let restoration = Restoration(database: path)
        // What is verified is the very file that will be used, not the one it was copied from.
        let incoming = restoration.incoming
        let head: LedgerAnchor
        do {
            try DatabaseFile.remove(incoming)
            try FileManager.default.copyItem(atPath: from, toPath: incoming)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: incoming)
            head = try await prepare(incoming, by: settings.operatorActor)
            try await Self.settle(path)
            try restoration.replace()
        } catch {
            // The reason to stop counts, not what tidying up says after it.
            try? DatabaseFile.remove(incoming)
            throw error
        }
        Output.line("restored \(path) from \(from)")
        // The anchors know a log that is no more; from here on they know this one.
        try AnchorFile(path: settings.anchorPath).add(head, at: Present.moment())
    }

    /// Verifies the copy and notes in its log that it was restored, so that no moment shows one without the other.
    /// Gives the head of the log since.
    private func prepare(_ incoming: String, by actor: Actor) async throws -> LedgerAnchor {
        try await OpenSite.closing(try await Database.file(incoming).openReadOnly()) { store in
            guard try await MigrationRunner.isStarted(store) else {
                throw CommandFault("\(from) is the database of another program")
            }
            guard try await MigrationRunner.isCurrent(store, Migrations.all) || migrate else {
                throw CommandFault(
                    "\(from) was made by an older version of this program; --migrate brings it up to date")
            }
        }
        let head = try await OpenSite.closing(try await Database.file(incoming).open()) { store in
            _ = try await MigrationRunner.migrate(store, Migrations.all, now: Present.moment())
            let report = try await DatabaseAudit(store).verify(schema: KnownSchema.of(store))
            let faults = LedgerWords.faults(of: report)
            guard faults.isEmpty else {
                throw CommandFault("the copy is refused: \(faults.joined(separator: "\n"))")
            }
            let entry = LedgerEntry(type: "restored", at: Present.moment(), actor: actor.envelope, payload: "{}")
            return try await store.write { db in try db.append([entry], to: "access") }
        }
        guard DatabaseFile.isWhole(incoming) else { throw CommandFault("\(incoming) is in use by another program") }
        return head
    }

    /// Brings the journal of the present database home, so that what is put aside is whole. A database that is damaged
    /// cannot be settled: its journal is put aside with it.
    private static func settle(_ path: String) async throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try await Database.file(path).open().close()
        } catch StorageError.corrupt(let reason) {
            return Output.remark("the present database is damaged (\(reason)); it is put aside as it is")
        }
        guard DatabaseFile.isWhole(path) else {
            throw CommandFault("\(path) is being read by another program; try again when it has ended")
        }
    }
}
