// `trinhky organization …`: requesting organisations.

import ArgumentParser
import Basics
import Casework
import Records
import Registry

struct OrganizationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "Requesting organisations.", subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an organisation; prints its identifier.")

        @Option(help: "Vietnamese official name.") var name: String
        @Option(help: "Address, as letters print it.") var address: String
        @Option(help: "Telephone.") var telephone = ""
        @Option(help: "E-mail address.") var email = ""
        @Option(name: .customLong("class"), help: "Class of requester: \(classWords).") var requesterClass: String
        @Option(help: "Level of government: \(levelWords).") var level = AdministrativeLevel.none.rawValue
        @Option(help: "Two-digit code of the province of the head office.") var province: String
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        private static let classWords = RequesterClass.allCases.map(\.rawValue).joined(separator: ", ")
        private static let levelWords = AdministrativeLevel.allCases.map(\.rawValue).joined(separator: ", ")

        func validate() throws {
            if name.trimmed.isEmpty || address.trimmed.isEmpty {
                throw ValidationError("the name and the address must not be empty")
            }
            if RequesterClass(rawValue: requesterClass) == nil {
                throw ValidationError("there is no class '\(requesterClass)'; the classes are \(Self.classWords)")
            }
            if AdministrativeLevel(rawValue: level) == nil {
                throw ValidationError("there is no level '\(level)'; the levels are \(Self.levelWords)")
            }
        }

        func run() async throws {
            guard let requesterClass = RequesterClass(rawValue: requesterClass),
                let level = AdministrativeLevel(rawValue: level)
            else { throw CommandFault("the class or level is unknown") }
            let settings = try site.settings(by: operators)
            let now = Present.moment()
            guard try SiteFiles(root: settings.root).provinces().province(province, on: now.date) != nil else {
                throw CommandFault("there is no province '\(province)' today")
            }
            let organization = Organization(
                id: OrganizationID(at: now, random: Random.bytes(10)), name: name.trimmed, address: address.trimmed,
                telephone: telephone, email: email, requesterClass: requesterClass, level: level, province: province)
            try await OpenSite.with(settings) { store in
                try await Accounts(store: store, passwords: try Passwords())
                    .addOrganization(organization, by: settings.operatorActor, now: now)
            }
            Output.line(organization.id.text)
        }
    }
}
