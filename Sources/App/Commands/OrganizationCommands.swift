// `trinhky organization …`: requesting organisations.

import ArgumentParser
import Basics
import Casework
import Records
import Registry
import Storage

struct OrganizationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organization", abstract: "Requesting organisations.",
        subcommands: [Add.self, List.self, Change.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an organisation; prints its identifier.")

        @Option(help: "Vietnamese official name.") var name: String
        @Option(help: "Address, as letters print it.") var address: String
        @Option(name: .customLong("class"), help: "Class of requester: \(OrganizationOptions.classWords).")
        var requesterClass: String
        @Option(help: "Two-digit code of the province of the head office.") var province: String
        @OptionGroup var options: OrganizationOptions
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            if name.trimmed.isEmpty || address.trimmed.isEmpty {
                throw ValidationError("the name and the address must not be empty")
            }
            try OrganizationOptions.check(requesterClass: requesterClass)
        }

        func run() async throws {
            guard let requesterClass = RequesterClass(ofOrganization: requesterClass) else {
                throw CommandFault("the class is unknown")
            }
            let settings = try site.settings(by: operators)
            let now = Present.moment()
            let organization = try options.changing(
                Organization(
                    id: OrganizationID(at: now, random: Random.bytes(10)), name: name.trimmed,
                    address: address.trimmed, telephone: "", email: "", requesterClass: requesterClass, level: .none,
                    province: province))
            try OrganizationOptions.check(province: province, settings, now)
            try await OpenSite.with(settings) { store in
                try await Accounts(store: store, passwords: try Passwords())
                    .addOrganization(organization, by: settings.operatorActor, now: now)
            }
            Output.line(organization.id.text)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All organisations, one a line, with tabs between the columns.",
            discussion: "Columns: identifier, class, level, province, commune, name.")

        @OptionGroup var site: SiteOptions

        func run() async throws {
            let all = try await OpenSite.with(try site.settings()) { store in
                try await store.read { db in try db.allOrganizations() }
            }
            for one in all {
                let columns = [
                    one.id.text, one.requesterClass.rawValue, one.level.rawValue, one.province, one.commune ?? "",
                    one.name,
                ]
                Output.line(columns.joined(separator: "\t"))
            }
        }
    }

    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change an organisation; what is not given stays. Cases keep it as it was.")

        @Argument(help: "Identifier of the organisation.") var id: String
        @Option(help: "Vietnamese official name.") var name: String?
        @Option(help: "Address, as letters print it.") var address: String?
        @Option(name: .customLong("class"), help: "Class of requester: \(OrganizationOptions.classWords).")
        var requesterClass: String?
        @Option(help: "Two-digit code of the province of the head office.") var province: String?
        @OptionGroup var options: OrganizationOptions
        @OptionGroup var operators: OperatorOptions
        @OptionGroup var site: SiteOptions

        func validate() throws {
            guard OrganizationID(id) != nil else {
                throw ValidationError("'\(id)' is no identifier of an organisation")
            }
            if let requesterClass { try OrganizationOptions.check(requesterClass: requesterClass) }
        }

        func run() async throws {
            guard let id = OrganizationID(id) else { throw OrganizationProblem.unknown }
            let settings = try site.settings(by: operators)
            let now = Present.moment()
            if let province { try OrganizationOptions.check(province: province, settings, now) }
            try await OpenSite.with(settings) { [self] store in
                guard var changed = try await store.read({ db in try db.organization(id) }) else {
                    throw OrganizationProblem.unknown
                }
                if let name { changed.name = name.trimmed }
                if let address { changed.address = address.trimmed }
                if let province { changed.province = province }
                if let word = requesterClass, let known = RequesterClass(ofOrganization: word) {
                    changed.requesterClass = known
                }
                try await Accounts(store: store, passwords: try Passwords()).changeOrganization(
                    try options.changing(changed), by: settings.operatorActor, now: now)
            }
            Output.line("changed \(id)")
        }
    }
}

/// What of an organisation may be left out.
struct OrganizationOptions: ParsableArguments {
    @Option(help: "Telephone.") var telephone: String?
    @Option(help: "E-mail address.") var email: String?
    @Option(help: "Level of government: \(levelWords).") var level: String?
    @Option(help: "Code of the commune of the head office; empty for none.") var commune: String?
    @Option(help: "Identifier of the organisation above it; empty for none.") var superior: String?

    static let classWords = RequesterClass.ofOrganizations.map(\.rawValue).joined(separator: ", ")
    private static let levelWords = AdministrativeLevel.allCases.map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        if let superior, !superior.isEmpty, OrganizationID(superior) == nil {
            throw ValidationError("'\(superior)' is no identifier of an organisation")
        }
        if let commune, !commune.isEmpty, !commune.isDigits(5) {
            throw ValidationError("a commune has a code of five digits, not '\(commune)'")
        }
        if let level, AdministrativeLevel(rawValue: level) == nil {
            throw ValidationError("there is no level '\(level)'; the levels are \(Self.levelWords)")
        }
    }

    /// The organisation with what the options say of it.
    func changing(_ organization: Organization) throws -> Organization {
        var changed = organization
        if let telephone { changed.telephone = telephone }
        if let email { changed.email = email }
        if let level {
            guard let known = AdministrativeLevel(rawValue: level) else {
                throw CommandFault("there is no level '\(level)'")
            }
            changed.level = known
        }
        if let commune { changed.commune = commune.isEmpty ? nil : commune.trimmed }
        if let superior { changed.superior = OrganizationID(superior) }
        return changed
    }

    static func check(requesterClass: String) throws {
        if RequesterClass(ofOrganization: requesterClass) == nil {
            throw ValidationError("there is no class '\(requesterClass)'; the classes are \(classWords)")
        }
    }

    static func check(province: String, _ settings: Settings, _ now: Timestamp) throws {
        guard try SiteFiles(root: settings.root).provinces().province(province, on: now.date) != nil else {
            throw CommandFault("there is no province '\(province)' today")
        }
    }
}
