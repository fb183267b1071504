// `trinhky user …`: accounts.

import ArgumentParser
import Basics
import Casework
import Records
import StorageSQLite

struct UserCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts of people.", subcommands: [Add.self, Password.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account. The password is read from the terminal, or from standard input.")

        @Argument(help: "Account name: a-z, 0-9, '.', '_' and '-'.") var username: String
        @Option(help: "The person's name, as letters print it.") var name: String
        @Option(help: "A role (repeat for several): \(roleWords).") var role: [String]
        @Option(help: "Identifier of the person's organisation.") var organization: String?
        @Option(help: "Code of the person's office: central, or the code of a province or commune.") var office: String?
        @Option(help: "Title in the signature block, such as 'PHÓ CỤC TRƯỞNG'.") var title: String?
        @Option(help: "The line above the title, such as 'KT. CỤC TRƯỞNG'.") var authority: String?
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        private static let roleWords = Role.allCases.filter { $0 != .system }.map(\.rawValue).joined(separator: ", ")

        func validate() throws {
            if role.isEmpty { throw ValidationError("at least one --role is needed") }
            for word in role where Role(rawValue: word).map({ $0 == .system }) ?? true {
                throw ValidationError("there is no role '\(word)'; the roles are \(Self.roleWords)")
            }
            if let organization, OrganizationID(organization) == nil {
                throw ValidationError("'\(organization)' is no identifier of an organisation")
            }
            if authority != nil && title == nil { throw ValidationError("--authority needs --title") }
        }

        func run() async throws {
            let new = NewAccount(
                username: username, name: name, roles: Set(role.compactMap(Role.init(rawValue:))),
                organization: organization.flatMap { OrganizationID($0) }, office: office.map(OfficeCode.init),
                position: title.map { Position(title: $0, authority: authority ?? "") })
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

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account another password and end its sessions.")

        @Argument(help: "Account name.") var username: String
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func run() async throws {
            let settings = try site.settings(by: operators)
            let password = try PasswordPrompt.read()
            try await OpenSite.with(settings) { [username] store in
                guard let account = try await store.read({ db in try db.account(username: username) }) else {
                    throw AccountProblem.unknownAccount
                }
                try await Accounts(store: store, passwords: try Passwords())
                    .setPassword(password, of: account.id, by: settings.operatorActor, now: Present.moment())
            }
            Output.line("changed the password of \(username)")
        }
    }
}
