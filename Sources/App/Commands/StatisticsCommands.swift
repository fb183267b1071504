// `trinhky statistics …`: the days as of which the population is counted.

import ArgumentParser
import Basics
import Records
import Storage

struct StatisticsCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics", abstract: "The days as of which the population is counted.",
        subcommands: [Count.self, Days.self])

    struct Count: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Count as of all days that wait for it; a running server does so by itself.",
            discussion: """
                A load has the ends of the last two years and its own day counted. Counts are what tables are made of;
                nobody is named in them.
                """)

        @Option(help: "Count as of this day too (yyyy-mm-dd).") var day: String?
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            guard let day else { return }
            guard let date = LocalDate(day) else { throw ValidationError("'\(day)' is no day: write yyyy-mm-dd") }
            if date > Present.moment().date { throw ValidationError("nobody can be counted as of a day to come") }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            let (line, start) = (ProgressLine(), ContinuousClock.now)
            try await OpenSite.existing(settings) { store in
                let desk = CountingDesk(store: store, secret: settings.statisticsSecret)
                if let asked = day.flatMap({ LocalDate($0) }) { try await desk.ask(for: asked, at: Present.moment()) }
                let count = { @Sendable in
                    try await desk.countNext(by: settings.operatorActor, at: Present.moment()) { day, part in
                        line.show(counted: day, part: part, since: start)
                    }
                }
                while let counted = try await count() { Output.line(counted.line) }
            }
        }
    }

    struct Days: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the days that are counted, and how far those are that wait.")

        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            let days = try await OpenSite.existing(settings) { store in try await store.read { try $0.countedDays() } }
            for day in days { Output.line(day.line) }
        }
    }
}

extension CountedDay {
    fileprivate var line: String {
        countedAt == nil
            ? "\(day): \(permille / 10) %"
            : "\(day): persons \(persons), living where no known place is named \(elsewhere)"
    }
}
