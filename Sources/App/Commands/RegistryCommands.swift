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
        subcommands: [Generate.self, Import.self, Export.self, History.self, Find.self])

    struct Generate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a synthetic population; the same seed gives the same people.")

        @Option(help: "How many.") var citizens: Int
        @Option(help: "Which population.") var seed: UInt64
        @Option(help: "Enrol an invented finger of so many of them, the first by number that live.") var fingers = 0
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            guard (1...citizensMax).contains(citizens) else {
                throw ValidationError("--citizens must be from 1 to \(citizensMax)")
            }
            // Two impressions of each.
            let fingersMax = Limits.fingerprintsImportedMax / 2
            guard (0...fingersMax).contains(fingers) else {
                throw ValidationError("--fingers must be from 0 to \(fingersMax)")
            }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            let population = SyntheticPopulation(
                citizens: citizens, seed: seed, provinces: try SiteFiles(root: settings.root).provinces())
            let (report, enrolled) = try await OpenSite.with(settings) { store in
                let line = ProgressLine()
                let start = ContinuousClock.now
                let report = try await store.generatePopulation(
                    population, seed: seed, by: settings.operatorActor, at: Present.moment()
                ) { done in line.show(people: done, of: citizens, since: start) }
                guard fingers > 0 else { return (report, PopulationReport()) }
                let enrolled = try await store.enrolInvented(
                    population, count: fingers, sealedBy: settings.fingerprintKeys, by: settings.operatorActor,
                    at: Present.moment())
                return (report, enrolled)
            }
            Output.line("added \(report.added), unchanged \(report.unchanged)")
            if fingers > 0 { Output.line("impressions: added \(enrolled.added), unchanged \(enrolled.unchanged)") }
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
            guard let source = try? ByteSource(file: file) else {  // why is of no use to who types the name
                throw CommandFault("\(file) cannot be read")
            }
            let files = SiteFiles(root: settings.root)
            let known = ImportKnowledge(provinces: try files.provinces(), headings: try files.headings())
            let badRows = BadRowsFile(path: bad)
            do {
                // Beside a database that is no file the folder may be missing.
                try OpenSite.makeFolder(settings.data)
                let (report, problems) = try await OpenSite.with(settings) { store in
                    let line = ProgressLine()
                    let start = ContinuousClock.now
                    var checked = start
                    return try await store.importPopulation(
                        source, known, keepGood: keepGood, by: settings.operatorActor, at: Present.moment(),
                        keptIn: settings.data, bad: badRows.write
                    ) { progress in
                        switch progress {
                        case .checked(let part):
                            checked = .now
                            line.show(checked: part, since: start)
                        case .loaded(let done, let all): line.show(people: done, of: all, since: checked)
                        }
                    }
                }
                tell(problems, of: report.refused)
                Output.line(report.counts)
            } catch let refusal as ImportRefusal {
                tell(refusal.problems, of: refusal.badRows)
                throw CommandFault(
                    refusal.badRows == 0
                        ? "\(file) is no file of citizens; nothing was loaded"
                        : "\(refusal.badRows) bad row(s) in \(file); nothing was loaded")
            }
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

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write who has a number, or a name and a date of birth; the look is itself an entry of the log.")

        @Option(help: "The twelve digits, or the nine of the old card.") var number: String?
        @Option(help: "The name, with or without marks.") var name: String?
        @Option(help: "The date of birth, or month and year, or the year.") var born: String?
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        private var search: PersonSearch? {
            switch (number, name, born) {
            case (let number?, nil, nil):
                PersonalID(number).map(PersonSearch.number) ?? PersonSearch(oldNumber: number)
            case (nil, let name?, let born?): PartialDate(born).map { PersonSearch(name: name, born: $0) }
            default: nil
            }
        }

        func validate() throws {
            if search == nil { throw ValidationError("give --number of 12 or 9 digits, or --name with --born") }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            guard let search else { return }
            let (people, isCut) = try await OpenSite.existing(settings) { store in
                try await store.findPeople(search, by: settings.operatorActor, at: Present.moment())
            }
            Output.bytes(PersonTable.csv(people))
            if isCut { Output.remark("there are more than \(people.count): say more of the date of birth") }
            if people.isEmpty { throw CommandFault("nobody was found") }
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write what a person's record was, and why it changed; the look is itself an entry of the log.")

        @Argument(help: "The person's number.") var number: String
        @Option(help: "Only what was so on this day (yyyy-mm-dd).") var on: String?
        @Option(help: "As it was known at the end of this day (yyyy-mm-dd).") var knownOn: String?
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            guard PersonalID(number) != nil else { throw ValidationError("NUMBER must be 12 digits") }
            for day in [on, knownOn].compactMap({ $0 }) where LocalDate(day) == nil {
                throw ValidationError("'\(day)' is no day: write yyyy-mm-dd")
            }
        }

        func run() async throws {
            let settings = try site.settings(by: operators)
            guard let id = PersonalID(number) else { return }
            let states = try await OpenSite.existing(settings) { store in
                try await store.personHistory(id, by: settings.operatorActor, at: Present.moment())
            }
            guard !states.isEmpty else { throw CommandFault("nobody has the number \(id)") }
            var shown = states
            if on != nil || knownOn != nil {
                let now = Present.moment()
                let day = on.flatMap { LocalDate($0) } ?? now.date
                let known = knownOn.flatMap { LocalDate($0) }.map { Timestamp($0.adding(days: 1)) } ?? now
                shown = [states.state(on: day, knownAt: known)].compactMap { $0 }
                if shown.isEmpty { throw CommandFault("nothing was known of that day") }
            }
            Output.bytes(PersonStateTable.csv(shown))
        }
    }
}

/// The bad rows of a file, where they are wanted.
private final class BadRowsFile {
    private let path: String?
    private var handle: FileHandle?

    init(path: String?) { self.path = path }

    /// People's data: readable to who asked for it alone, and never over another file.
    func write(_ piece: [UInt8]) throws {
        guard let path else { return }
        if handle == nil {
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            guard !FileManager.default.fileExists(atPath: path),
                FileManager.default.createFile(atPath: path, contents: nil, attributes: attributes),
                let opened = FileHandle(forWritingAtPath: path)
            else { throw CommandFault("\(path) is there already or cannot be written") }
            handle = opened
        }
        try handle?.write(contentsOf: Data(piece))
    }
}

extension PopulationReport {
    /// What an import did, as its command says it.
    var counts: String { "added \(added), changed \(changed), unchanged \(unchanged), refused \(refused)" }
}

/// Everybody in Viet Nam: more would be a typing error that fills the disk.
private let citizensMax = 110_000_000
