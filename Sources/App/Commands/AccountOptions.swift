// What `user add` and `user change` say of an account.

import ArgumentParser
import Basics
import Casework
import Records

/// Roles and position as options.
struct AccountOptions: ParsableArguments {
    @Option(help: "A role (repeat for several): \(roleWords).") var role: [String] = []
    @Option(help: "Identifier of the person's organisation.") var organization: String?
    @Option(help: "Code of the person's office: central, or the code of a province or commune.") var office: String?
    @Option(help: "Title in the signature block, such as 'PHÓ CỤC TRƯỞNG'.") var title: String?
    @Option(help: "The line above the title, of people of an organisation: 'KT. GIÁM ĐỐC'.") var authority: String?

    private static let roleWords = Role.allCases.filter { $0 != .system }.map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        for word in role where Role(rawValue: word).map({ $0 == .system }) ?? true {
            throw ValidationError("there is no role '\(word)'; the roles are \(Self.roleWords)")
        }
        if let organization, OrganizationID(organization) == nil {
            throw ValidationError("'\(organization)' is no identifier of an organisation")
        }
        if authority != nil && title == nil { throw ValidationError("--authority needs --title") }
    }

    /// An account of that name with what the options say.
    func details(name: String) -> AccountDetails {
        AccountDetails(
            name: name, roles: roles, organization: organization.flatMap { OrganizationID($0) },
            office: office.map(OfficeCode.init), position: title.map { Position(title: $0, authority: authority ?? "") }
        )
    }

    /// What an account has, with what the options say of it in its place. Naming a unit takes the other kind away, and
    /// an empty title the position.
    func changing(_ details: AccountDetails, name: String?) -> AccountDetails {
        let said = self.details(name: name ?? details.name)
        var changed = details
        changed.name = said.name
        if !said.roles.isEmpty { changed.roles = said.roles }
        if organization != nil || office != nil {
            (changed.organization, changed.office) = (said.organization, said.office)
        } else if !said.roles.isEmpty, said.roles.isDisjoint(with: [.filer, .official, .clerk, .officer, .approver]) {
            (changed.organization, changed.office) = (nil, nil)
        }
        if let title { changed.position = title.isEmpty ? nil : said.position }
        return changed
    }

    private var roles: Set<Role> { Set(role.compactMap(Role.init(rawValue:))) }
}
