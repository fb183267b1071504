// The program `trinhky`: its commands and its exit codes.

import ArgumentParser
import Foundation

@main
struct TrinhKy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trinhky",
        abstract: "Requests to the National Population Database: filed, decided, signed, answered.",
        version: "0.1.0",
        subcommands: [
            Serve.self, Migrate.self, UserCommands.self, OrganizationCommands.self, RegistryCommands.self,
            WorkflowCommands.self, DecisionCommands.self, LetterCommands.self, FingerprintCommands.self,
            AssertionCommands.self, StatisticsCommands.self,
            UnitsCommands.self, AuditCommands.self, OutboxCommands.self, AuthorityCommands.self, ClockCommands.self,
            Backup.self, Restore.self, DatabaseCommands.self, Bench.self,
        ])

    /// 0 done, 1 failed with a one-line reason on standard error, 2 wrong usage.
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        // Whatever is written holds personal data: for the owner of the process alone.
        umask(0o077)
        do {
            var command = try await asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(error)
        }
    }

    private static func leave(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        // Help and version are no errors; the library prints them.
        if code.isSuccess { exit(withError: error) }
        if code == .validationFailure {
            Output.remark(fullMessage(for: error))
            Foundation.exit(2)
        }
        if !(error is ExitCode) { Output.remark("trinhky: \(Reason.text(of: error))") }
        Foundation.exit(1)
    }
}
