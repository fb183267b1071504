// `trinhky backup TO`: a consistent copy while the server runs.

import ArgumentParser
import StorageSQLite

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database into a new file, also while the server runs.")

    @Argument(help: "The new file; an existing one is never touched.") var to: String
    @OptionGroup var site: SiteOptions

    func run() async throws {
        try await OpenSite.reading(try site.settings()) { store in try await store.backup(to: to) }
        Output.line("copied to \(to)")
    }
}
