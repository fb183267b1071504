// `trinhky registry …`: the people of the registry, in bulk. Each run is an entry of the log.

import ArgumentParser
import Basics
import Casework
import Foundation
import Records
import Registry

struct RegistryCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry", abstract: "The registry's people, in bulk.",
        subcommands: [Generate.self, Import.self, Export.self])

    struct Generate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a synthetic population; the same seed gives the same people.")

        @Option(help: "How many.") var citizens: Int
        @Option(help: "Which population.") var seed: UInt64
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            guard (1...citizensMax).contains(citizens) else {
                throw ValidationError("--citizens must be from 1 to \(citizensMax)")
            }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            let population = SyntheticPopulation(
                citizens: citizens, seed: seed, provinces: try SiteFiles(root: settings.root).provinces())
            let report = try await OpenSite.with(settings) { store in
                try await store.generatePopulation(
                    population, seed: seed, by: settings.operatorActor, at: Present.moment())
            }
            Output.line("added \(report.added), unchanged \(report.unchanged)")
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load citizens from a CSV file; one bad row refuses the file unless --keep-good is given.")

        @Argument(help: "CSV file with the columns that export writes, by their codes or usual headings.") var file:
            String
        @Flag(help: "Keep the good rows of a file that has bad ones.") var keepGood = false
        @Option(help: "Write the bad rows with line and reason into this new file.") var bad: String?
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            guard let content = FileManager.default.contents(atPath: file) else {
                throw CommandFault("\(file) cannot be read")
            }
            let files = SiteFiles(root: settings.root)
            let known = ImportKnowledge(provinces: try files.provinces(), headings: try files.headings())
            do {
                let (report, problems) = try await OpenSite.with(settings) { store in
                    try await store.importPopulation(
                        Array(content), known, keepGood: keepGood, by: settings.operatorActor, at: Present.moment(),
                        bad: write)
                }
                tell(problems, of: report.refused)
                Output.line(
                    "added \(report.added), changed \(report.changed), unchanged \(report.unchanged), "
                        + "refused \(report.refused)")
            } catch let refusal as ImportRefusal {
                tell(refusal.problems, of: refusal.badRows)
                throw CommandFault(
                    refusal.badRows == 0
                        ? "\(file) is no file of citizens; nothing was loaded"
                        : "\(refusal.badRows) bad row(s) in \(file); nothing was loaded")
            }
        }

        /// People's data: readable to who asked for it alone, and never over another file.
        private func write(bad rows: [UInt8]) throws {
            guard let bad else { return }
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            guard !FileManager.default.fileExists(atPath: bad),
                FileManager.default.createFile(atPath: bad, contents: Data(rows), attributes: attributes)
            else { throw CommandFault("\(bad) is there already or cannot be written") }
        }

        private func tell(_ problems: [PersonRowProblem], of rows: Int) {
            for problem in problems { Output.remark("\(file): \(problem)") }
            if problems.count == Limits.rowProblemsMax { Output.remark("\(file): bad rows in all: \(rows)") }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all citizens as CSV to standard output; the export is itself an entry of the log.")

        @Option(help: "At most so many, by number.") var limit: Int?
        @Flag(help: "Only who lives.") var living = false
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            if let limit, limit < 0 { throw ValidationError("--limit must not be negative") }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            _ = try await OpenSite.existing(settings) { store in
                try await store.exportPopulation(
                    limit: limit, onlyLiving: living, by: settings.operatorActor, at: Present.moment()
                ) { piece in
                    Output.bytes(piece)
                }
            }
        }
    }
}

/// Everybody in Viet Nam: more would be a typing error that fills the disk.
private let citizensMax = 110_000_000
