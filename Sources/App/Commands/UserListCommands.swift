// `trinhky user list` and `user show`: accounts to read.

import ArgumentParser
import Basics
import Casework
import Records
import Storage

extension UserCommands {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All accounts, one a line, with tabs between the columns.",
            discussion: "Columns: account name, status, roles, unit, open sessions, last sign-in, name.")

        @Option(help: "Only those with these words in a name.") var search = ""
        @Option(help: "Only those that are: \(stateWords).") var state: String?
        @OptionGroup var site: SiteOptions

        private static let stateWords = AccountSearch.State.allCases.map(\.rawValue).joined(separator: ", ")

        func validate() throws {
            if let state, AccountSearch.State(rawValue: state) == nil {
                throw ValidationError("there is no state '\(state)'; the states are \(Self.stateWords)")
            }
        }

        func run() async throws {
            let search = AccountSearch(words: search, state: state.flatMap(AccountSearch.State.init(rawValue:)))
            let now = Present.moment()
            let lines = try await OpenSite.with(try site.settings()) { store in
                try await store.read { db in try db.accountLines(now: now) }.filter(search.matches)
            }
            for line in lines {
                let account = line.account
                let columns = [
                    account.username, account.standing, account.roleWords, account.unitCode,
                    String(line.sessions), account.usedAt?.description ?? "-", account.name,
                ]
                Output.line(columns.joined(separator: "\t"))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One account: what it is, and its open sessions.")

        @Argument(help: "Account name.") var username: String
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let now = Present.moment()
            let found = try await OpenSite.with(try site.settings()) { [username] store in
                try await store.read { db in
                    guard let account = try db.account(username: username),
                        let line = try db.accountLine(account.id, now: now)
                    else { throw AccountProblem.unknownAccount }
                    return (line, try db.sessions(of: account.id, asking: nil, now: now))
                }
            }
            let (line, sessions) = found
            let account = line.account
            let position = account.position.map { "\($0.authority) \($0.title)".trimmed } ?? ""
            let rows = [
                ("name", account.name), ("status", account.standing), ("roles", account.roleWords),
                ("unit", [account.unitCode, line.unitName].filter { !$0.isEmpty }.joined(separator: " ")),
                ("position", position), ("second factor", line.hasSecondFactor ? "yes" : "no"),
                ("made", account.createdAt.description), ("last sign-in", account.usedAt?.description ?? "-"),
            ]
            for (label, text) in rows where !text.isEmpty { Output.line("\(label): \(text)") }
            for session in sessions { Output.line("session: \(session.begunAt), last seen \(session.seenAt)") }
        }
    }
}

extension Account {
    fileprivate var standing: String { isDisabled ? "disabled" : isTemporary ? "temporary" : "in-use" }

    fileprivate var roleWords: String { roles.map(\.rawValue).sorted().joined(separator: " ") }

    /// The identifier of the organisation or the code of the office.
    fileprivate var unitCode: String { organization?.text ?? office?.text ?? "" }
}
