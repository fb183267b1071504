// `trinhky user …`: accounts.

import ArgumentParser
import Basics
import Casework
import Records
import Storage

struct UserCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts of people.",
        subcommands: [
            Add.self, List.self, Show.self, Change.self, Password.self, Disable.self, Enable.self, SignOut.self,
            ResetSecondFactor.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account. The password is read from the terminal, or from standard input.",
            discussion: "The password is a temporary one: the person has to choose another at the first sign-in.")

        @Argument(help: "Account name: a-z, 0-9, '.', '_' and '-'.") var username: String
        @Option(help: "The person's name, as letters print it.") var name: String
        @OptionGroup var options: AccountOptions
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            if options.role.isEmpty { throw ValidationError("at least one --role is needed") }
        }

        func run() async throws {
            let details = options.details(name: name)
            let new = NewAccount(
                username: username, name: details.name, roles: details.roles, organization: details.organization,
                office: details.office, position: details.position)
            let settings = try site.settings(by: operators)
            let password = try PasswordPrompt.read()
            try await OpenSite.with(settings) { store in
                let accounts = Accounts(store: store, passwords: try Passwords())
                let offices = try SiteFiles(root: settings.root).procedures().offices
                let (actor, now) = (settings.operatorActor, Present.moment())
                try await accounts.saveOffices(Array(offices.values), by: actor, now: now)
                try await accounts.addAccount(new, password: password, by: actor, now: now)
            }
            Output.line("added \(username)")
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change name, roles, unit or position of an account; what is not given stays.")

        @Option(help: "The person's name, as letters print it.") var name: String?
        @OptionGroup var options: AccountOptions
        @OptionGroup var one: OneAccount

        func run() async throws {
            try await one.run("changed") { [options, name] accounts, account, actor, now in
                let details = options.changing(AccountDetails(account), name: name)
                try await accounts.change(account.id, to: details, by: actor, now: now)
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a temporary password and end its sessions.")

        @OptionGroup var one: OneAccount

        func run() async throws {
            let password = try PasswordPrompt.read()
            try await one.run("changed the password of") { accounts, account, actor, now in
                try await accounts.setPassword(password, of: account.id, by: actor, now: now)
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an account out of use and end its sessions; its cases and the log stay.")

        @OptionGroup var one: OneAccount

        func run() async throws {
            try await one.run("disabled") { accounts, account, actor, now in
                try await accounts.disable(account.id, by: actor, now: now)
            }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Put an account to use again.")

        @OptionGroup var one: OneAccount

        func run() async throws {
            try await one.run("enabled") { accounts, account, actor, now in
                try await accounts.enable(account.id, by: actor, now: now)
            }
        }
    }

    struct SignOut: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End all sessions of an account.")

        @OptionGroup var one: OneAccount

        func run() async throws {
            try await one.run("signed out") { accounts, account, actor, now in
                try await accounts.endSessions(of: account.id, by: actor, now: now)
            }
        }
    }

    struct ResetSecondFactor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the second factor of an account away, when telephone and recovery codes are lost.")

        @OptionGroup var one: OneAccount

        func run() async throws {
            try await one.run("took the second factor of") { accounts, account, actor, now in
                try await accounts.removeSecondFactor(of: account.id, by: actor, now: now)
            }
        }
    }
}

/// The account that a command is about, and who gives the command.
struct OneAccount: ParsableArguments {
    @Argument(help: "Account name.") var username: String
    @OptionGroup var operators: OperatorOptions
    @OptionGroup var site: SiteOptions

    /// Finds the account, does it, says so.
    func run(
        _ done: String,
        _ body: @escaping @Sendable (Accounts, Account, Actor, Timestamp) async throws -> Void
    ) async throws {
        let settings = try site.settings(by: operators)
        try await OpenSite.with(settings) { [username] store in
            guard let account = try await store.read({ db in try db.account(username: username) }) else {
                throw AccountProblem.unknownAccount
            }
            let accounts = Accounts(store: store, passwords: try Passwords())
            try await body(accounts, account, settings.operatorActor, Present.moment())
        }
        Output.line("\(done) \(username)")
    }
}
