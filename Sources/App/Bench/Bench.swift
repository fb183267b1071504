// `trinhky bench …`: the measurements of docs/performance.md, on data of their own that is thrown away.

import ArgumentParser
import Basics
import Foundation
import StorageSQLite

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure this machine; prints one JSON object.",
        discussion: "Nothing of your own data is touched. Let nothing else run meanwhile.")

    enum What: String, ExpressibleByArgument, CaseIterable {
        case letters, sheet, routing, fulfil, pages, submit
    }

    @Argument(help: "What to measure.") var what: What
    @Option(help: "How many letters, persons, evaluations, requests or acts.") var count: Int?
    @Option(help: "fulfil: people in the registry.") var citizens = 1_000_000
    @Option(help: "letters: refusal, of one page, or approval-decision, of two.")
    var letter = LettersBench.Letter.decision
    @OptionGroup var site: SiteOptions

    func validate() throws {
        if let count, !(1...10_000_000).contains(count) {
            throw ValidationError("--count must be from 1 to 10000000")
        }
        guard (100...10_000_000).contains(citizens) else {
            throw ValidationError("--citizens must be from 100 to 10000000")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trinhky-bench-\(UUID().uuidString)").path
        var settings = try site.settings()
        settings.data = folder
        settings.database = ""
        // Best effort: what stays behind lies in the system's temporary directory.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        Output.line(try await measure(settings).json(what.rawValue))
    }

    private func measure(_ settings: Settings) async throws -> Timing {
        let site = try await Composition.make(settings)
        let timing =
            switch what {
            case .letters: try LettersBench(site: site, letter: letter).run(count: count ?? 2_000)
            case .sheet: try await SheetBench(site: site).run(count: count ?? 2_000)
            case .routing: try RoutingBench(site: site).run(count: count ?? 500_000)
            case .fulfil: try await FulfilBench(site: site, citizens: citizens).run(count: count ?? 200_000)
            case .pages: try await PagesBench(site: site).run(count: count ?? 20_000)
            case .submit: try await SubmitBench(site: site).run(count: count ?? 10_000)
            }
        try await site.store.close()
        return timing
    }
}
