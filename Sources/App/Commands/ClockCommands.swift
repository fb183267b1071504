// `trinhky clock adopt`: numbers go on after a clock that had run ahead was set right.

import ArgumentParser
import Records
import Storage

struct ClockCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "The clock that numbers are given by.", subcommands: [Adopt.self])

    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give numbers by the present clock, though the log has later entries.",
            discussion: "No numbers are given while the clock lies before the newest entry of the log. Where it was "
                + "set back by mistake, set it right. This is for a clock that had run ahead and is right now.")

        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            let now = Present.moment()
            let behind = try await OpenSite.existing(settings) { store in
                try await store.write { db in try db.adoptClock(by: settings.operatorActor, at: now) }
            }
            guard behind > 0 else { throw CommandFault("the clock does not lie behind the log") }
            Output.line("numbers are given by the present clock, \(now), \(behind) s before the newest entry")
        }
    }
}
