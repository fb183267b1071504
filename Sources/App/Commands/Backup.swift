// `trinhky backup TO`: a consistent copy while the server runs.

import ArgumentParser
import Basics
import Foundation
import Records
import Storage

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database into a new file, also while the server runs.",
        discussion: "The log says who took the copy, where to, and up to which entry it goes.")

    @Argument(help: "The new file; an existing one is never touched.") var to: String
    @OptionGroup var operators: OperatorOptions
    @OptionGroup var site: SiteOptions

    func run() async throws {
        let settings = try site.settings(by: operators)
        _ = try settings.database.requireFile(to: "copied")
        try await OpenSite.current(settings) { store in
            // Noted before the copy has its name: nobody holds one that the log does not know of.
            try await store.backup(to: to) { copy in
                let head = try await OpenSite.closing(try await Database.file(copy).openReadOnly()) { store in
                    try await store.read { db in try db.ledgerHead() }
                }
                let entry = try LedgerEntry(
                    type: "backed-up", at: Present.moment(), actor: settings.operatorActor,
                    payload: Note(file: URL(filePath: to).path, head: head.description))
                try await store.write { db in try db.append([entry], to: "access") }
            }
        }
        Output.line("copied to \(to)")
    }

    /// What the log keeps of a copy.
    private struct Note: Encodable {
        var file: String
        /// The newest entry that the copy holds.
        var head: String
    }
}
