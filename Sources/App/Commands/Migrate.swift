// `trinhky migrate`: brings the schema up to date.

import ArgumentParser
import Storage

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database's schema up to date.")

    @OptionGroup var site: SiteOptions

    func run() async throws {
        let (opened, applied) = try await OpenSite.open(try site.settings())
        try await opened.store.close()
        opened.endHold()
        Output.line(applied.isEmpty ? "up to date" : "applied: \(applied.joined(separator: ", "))")
    }
}
