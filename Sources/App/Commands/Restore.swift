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
    @OptionGroup var operators: OperatorOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let settings = try site.settings(by: operators)
        let path = settings.databasePath
        guard FileManager.default.fileExists(atPath: from) else { throw CommandFault("there is no file \(from)") }
        try FileManager.default.createDirectory(
            atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let hold = try FileHold(of: path, .exclusive)
        defer { hold.end() }
        // What is verified is the very file that will be used, not the one it was copied from.
        let incoming = path + ".restoring"
        try Self.remove(incoming)
        try FileManager.default.copyItem(atPath: from, toPath: incoming)
        do {
            try await Self.verify(incoming)
            try await Self.settle(path)
        } catch {
            try Self.remove(incoming)
            throw error
        }
        try Self.replace(path, with: incoming)
        try await Self.note(path, by: settings.operatorActor)
        Output.line("restored \(path) from \(from)")
    }

    /// Whether SQLite finds the file whole, the schema is one of this program, and the log is unbroken.
    private static func verify(_ path: String) async throws {
        try await OpenSite.closing(try SQLiteStore.openReadOnly(path: path)) { store in
            if let problem = try await store.integrityProblems().first {
                throw CommandFault("the copy is damaged: \(problem)")
            }
            _ = try await MigrationRunner.isCurrent(store, Migrations.all)
            let report = try await LedgerAudit.verify(store)
            if let fault = report.fault { throw CommandFault("the copy is refused: \(LedgerWords.text(fault))") }
        }
    }

    /// Brings the journal of the present database home, so that none is left to be applied to its successor. A present
    /// database that is damaged cannot be settled: its journal is kept beside it.
    private static func settle(_ path: String) async throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try await SQLiteStore.open(path: path).close()
        } catch {
            Output.remark("the present database cannot be opened (\(Reason.text(of: error))); it is put aside as it is")
        }
    }

    private static func replace(_ path: String, with incoming: String) throws {
        let aside = path + ".before-restore"
        try remove(aside)
        for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + ending) {
            try FileManager.default.moveItem(atPath: path + ending, toPath: aside + ending)
        }
        try FileManager.default.moveItem(atPath: incoming, toPath: path)
        try remove(incoming)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// The log of the restored database says that it was restored.
    private static func note(_ path: String, by actor: Actor) async throws {
        try await OpenSite.closing(try SQLiteStore.open(path: path)) { store in
            try await store.write { db in
                let entry = LedgerEntry(
                    type: "restored", at: Present.moment(), actor: actor.envelope, payload: "{}")
                try db.append([entry], to: "access")
            }
        }
    }

    /// Removes a database with what SQLite may have left beside it.
    private static func remove(_ path: String) throws {
        for name in ["", "-wal", "-shm"].map({ path + $0 }) where FileManager.default.fileExists(atPath: name) {
            try FileManager.default.removeItem(atPath: name)
        }
    }
}
