// What an account is, as somebody fills it in.

public import Basics
public import Casework

/// What of an account can be changed: everything but its name for signing in.
public struct AccountDetails: Sendable, Hashable {
    /// The person's name, as letters print it.
    public var name: String
    public var roles: Set<Role>
    public var organization: OrganizationID?
    public var office: OfficeCode?
    public var position: Position?

    public init(
        name: String, roles: Set<Role>, organization: OrganizationID? = nil, office: OfficeCode? = nil,
        position: Position? = nil
    ) {
        self.name = name
        self.roles = roles
        self.organization = organization
        self.office = office
        self.position = position
    }

    /// As an account has them.
    public init(_ account: Account) {
        self.init(
            name: account.name, roles: account.roles, organization: account.organization, office: account.office,
            position: account.position)
    }

    /// The first problem with them, if any.
    var problem: AccountProblem? {
        if name.trimmed.isEmpty { return .nameMissing }
        if name.count > Limits.personNameCharactersMax { return .nameTooLong(max: Limits.personNameCharactersMax) }
        let lines = [position?.title ?? "", position?.authority ?? ""]
        if lines.contains(where: { $0.count > Limits.positionCharactersMax }) {
            return .positionTooLong(max: Limits.positionCharactersMax)
        }
        if ([name] + lines).contains(where: { !$0.isOneLine }) { return .textNotUsable }
        if roles.isEmpty || roles.contains(.system) { return .rolesMissing }
        if let (one, other) = Self.strangers(among: roles) { return .rolesMayNotMeet(one, other) }
        if !roles.isDisjoint(with: [.filer, .official]) != (organization != nil) { return .unitDoesNotFitRoles }
        if !roles.isDisjoint(with: [.clerk, .officer, .approver]) != (office != nil) { return .unitDoesNotFitRoles }
        if organization != nil && office != nil { return .unitDoesNotFitRoles }
        if office != nil, !(position?.authority ?? "").isEmpty { return .authorityIsGranted }
        return nil
    }

    /// Two roles that may not meet in one account: who asks does not answer for the asking, who inspects has done
    /// nothing that could be inspected, and a citizen is at no desk.
    private static func strangers(among roles: Set<Role>) -> (Role, Role)? {
        let pairs: [(Role, [Role])] = [
            (.filer, [.official]), (.inspector, [.filer, .official, .clerk, .officer, .approver, .admin]),
            (.citizen, Role.allCases.filter { $0 != .citizen }),
        ]
        for (one, others) in pairs where roles.contains(one) {
            if let other = others.first(where: roles.contains) { return (one, other) }
        }
        return nil
    }
}

/// What a new account is made of.
public struct NewAccount: Sendable, Hashable {
    public var username: String
    public var details: AccountDetails
    /// A citizen's own number; `nil` for all others.
    public var personalID: String?

    public init(
        username: String, name: String, roles: Set<Role>, organization: OrganizationID? = nil,
        office: OfficeCode? = nil, position: Position? = nil, personalID: String? = nil
    ) {
        self.username = username
        details = AccountDetails(
            name: name, roles: roles, organization: organization, office: office, position: position)
        self.personalID = personalID
    }

    /// The first problem with this account, if any.
    var problem: AccountProblem? {
        let isUsable =
            !username.isEmpty && username.count <= Limits.usernameCharactersMax
            && username.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || [45, 46, 95].contains(byte)
            }
        return isUsable ? details.problem : .usernameNotUsable
    }
}

/// Why an account cannot be made or changed that way. Codes; the words for people are elsewhere.
public enum AccountProblem: Error, Sendable, Hashable {
    /// Empty, too long, or with other characters than `a-z 0-9 . _ -`.
    case usernameNotUsable
    case usernameTaken
    case nameMissing
    case nameTooLong(max: Int)
    case positionTooLong(max: Int)
    /// A name or title with a character that no line of text has.
    case textNotUsable
    case passwordTooShort(min: Int)
    case passwordTooLong(max: Int)
    /// One of those that are tried first, or made of one.
    case passwordCommon
    /// Little more than the name of the person, the account or the organisation.
    case passwordHoldsName
    /// The one that is to be replaced.
    case passwordUnchanged
    case rolesMissing
    case rolesMayNotMeet(Role, Role)
    /// Filers and officials belong to an organisation; clerks, officers and approvers to an office; nobody to both.
    case unitDoesNotFitRoles
    case unknownUnit
    /// For whom somebody of an office signs is said with days and paper (`AuthorityDesk`), not with the account.
    case authorityIsGranted
    case unknownAccount
    /// Nobody would be left who may do this.
    case lastAdministrator
    /// Nobody takes their own account out of use, and their own password is changed elsewhere.
    case ownAccount
}
