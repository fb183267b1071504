// `trinhky bench …`: the measurements of docs/performance.md, on data of their own that is thrown away.

import ArgumentParser
import Basics
import Casework
import Foundation
import Storage

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure this machine; prints JSON objects, one a line.",
        discussion: "Nothing of your own data is touched. Let nothing else run meanwhile.")

    enum What: String, ExpressibleByArgument, CaseIterable {
        case letters, sheet, routing, fulfil, release, results, pages, lists, search, submit, sign, saves, verify,
            fingerprint, assertions, tables
    }

    @Argument(help: "What to measure.") var what: What
    @Option(help: "How many letters, persons, evaluations, requests, acts, saves, comparisons, calls or cases.")
    var count: Int?
    @Option(help: "fulfil, release, assertions, tables: people in the registry.") var citizens = 1_000_000
    @Option(help: "lists, search: dossiers in the database.") var cases = 1_000_000
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
        guard (1_000...10_000_000).contains(cases) else {
            throw ValidationError("--cases must be from 1000 to 10000000")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trinhky-bench-\(UUID().uuidString)").path
        var settings = try site.settings()
        settings.data = folder
        if case .file = settings.database { settings.database = .file("\(folder)/trinhky.sqlite") }
        // One organisation does the work of a thousand here.
        for kind in QuotaKind.allCases { settings.quotas[kind] = Settings.quotaMax }
        // Best effort: what stays behind lies in the system's temporary directory.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for timing in try await measure(settings) { Output.line(timing.json(what.rawValue)) }
    }

    private func measure(_ settings: Settings) async throws -> [Timing] {
        let site = try await Composition.make(settings)
        let timings =
            switch what {
            case .letters: [try LettersBench(site: site, letter: letter).run(count: count ?? 2_000)]
            case .sheet: [try await SheetBench(site: site).run(count: count ?? 2_000)]
            case .routing: [try RoutingBench(site: site).run(count: count ?? 500_000)]
            case .fulfil: [try await FulfilBench.large(site, citizens: citizens).run(count: count ?? 200_000)]
            case .release: [try await FulfilBench.single(site, citizens: citizens).run(count: count ?? 20_000)]
            case .results: [try await ResultsBench(site: site).run(persons: count ?? 100_000)]
            case .pages: [try await PagesBench(site: site).run(count: count ?? 20_000)]
            case .lists: try await ListsBench(site: site, cases: cases).run(count: count ?? 2_000)
            case .search: try await SearchBench(site: site, cases: cases).run(count: count ?? 200)
            case .submit: [try await SubmitBench(site: site).run(count: count ?? 10_000)]
            case .sign: [try await SignBench(site: site).run(count: count ?? Limits.casesAtOnceMax)]
            case .saves: [try await SavesBench(site: site).run(count: count ?? 2_000)]
            case .fingerprint: [try FingerprintBench.run(count: count ?? 20_000)]
            case .assertions: [try await AssertionsBench(site: site, citizens: citizens).run(count: count ?? 20_000)]
            case .tables: try await TablesBench(site: site, citizens: citizens).run()
            case .verify: [try await VerifyBench(site: site).run(count: count ?? 1_000)]
            }
        try await site.store.close()
        return timings
    }
}
