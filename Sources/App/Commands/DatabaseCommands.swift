// `trinhky database copy FROM TO`: everything moves into another database.

import ArgumentParser
import Records
import Storage

struct DatabaseCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "The database as a whole.", subcommands: [Copy.self])

    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy everything into another, empty database, and prove the copy by its log.",
            discussion: "FROM and TO are sqlite:PATH or postgresql://USER@HOST:PORT/NAME. No server may be running.")

        @Argument(help: "The database that stays as it is.") var from: String
        @Argument(help: "A database without rows; a file is made.") var to: String
        @Option(help: "File that holds the password of FROM.") var fromPasswordFile: String?
        @Option(help: "File that holds the password of TO.") var toPasswordFile: String?
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            let source = try Database(from, passwordFile: fromPasswordFile ?? "")
            let target = try Database(to, passwordFile: toPasswordFile ?? "")
            guard source != target else { throw CommandFault("FROM and TO are the same database") }
            let hold = try OpenSite.holdAlone(source)
            defer { hold?.end() }
            let (rows, report) = try await OpenSite.reading(settings.on(source)) { source in
                try await OpenSite.with(settings.on(target)) { target in try await Self.copy(source, target) }
            }
            Output.line("copied \(rows) rows: \(report.ledger.entries) entries, head \(report.ledger.head)")
        }

        private static func copy(
            _ source: any Store, _ target: any Store
        ) async throws -> (rows: Int, report: AuditReport) {
            do {
                let line = ProgressLine()
                return try await DatabaseCopy(from: source, to: target) { table, rows in
                    line.show("\(rows) rows of \(table) copied …")
                }.run()
            } catch CopyRefusal.sourceIsOld {
                throw CommandFault("FROM was made by an older version of this program: bring it up to date first")
            } catch CopyRefusal.targetIsNotEmpty(let table) {
                throw CommandFault("TO is not empty: \(table) has rows")
            } catch CopyRefusal.sourceChanged {
                throw CommandFault("somebody wrote into FROM meanwhile: stop all servers, and begin with an empty TO")
            } catch CopyRefusal.unsound(let report) {
                let faults = LedgerWords.faults(of: report)
                throw CommandFault("the copy is not what the log says: \(faults.joined(separator: "\n"))")
            }
        }
    }
}
