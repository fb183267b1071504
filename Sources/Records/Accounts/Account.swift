// Accounts of people, as rows.

public import Basics
public import Casework
public import Storage

/// An account without its secrets.
public struct Account: Sendable, Hashable {
    public var id: AccountID
    public var username: String
    /// The person's name, exactly as given.
    public var name: String
    public var roles: Set<Role>
    public var organization: OrganizationID?
    public var office: OfficeCode?
    public var position: Position?
    public var isDisabled: Bool
    public var createdAt: Timestamp

    /// The person as one who acts by the pages.
    public var actor: Actor {
        Actor(
            account: id, name: name, roles: roles, organization: organization, office: office, position: position)
    }

    /// Under what a username is found: `An.Nguyen` and `an.nguyen` are one.
    static func key(_ username: String) -> String { username.nfc.trimmed.lowercased() }
}

/// What a new account is made of.
public struct NewAccount: Sendable, Hashable {
    public var username: String
    public var name: String
    public var roles: Set<Role>
    public var organization: OrganizationID?
    public var office: OfficeCode?
    public var position: Position?
    /// A citizen's own number; `nil` for all others.
    public var personalID: String?

    public init(
        username: String, name: String, roles: Set<Role>, organization: OrganizationID? = nil,
        office: OfficeCode? = nil, position: Position? = nil, personalID: String? = nil
    ) {
        self.username = username
        self.name = name
        self.roles = roles
        self.organization = organization
        self.office = office
        self.position = position
        self.personalID = personalID
    }
}

extension Account {
    /// Reads the columns of `Connection.accountColumns`.
    init(_ row: Row) throws {
        var roles: Set<Role> = []
        for word in try row.text("roles").split(separator: " ") {
            guard let role = Role(rawValue: String(word)) else {
                throw StorageError.corrupt("column roles holds an unknown role")
            }
            roles.insert(role)
        }
        let authority = try row.optionalText("authority") ?? ""
        self.init(
            id: try row.id("id"), username: try row.text("username"), name: try row.text("name"), roles: roles,
            organization: try row.optionalID("organization_id"),
            office: try row.optionalText("office_code").map(OfficeCode.init),
            position: try row.optionalText("title").map { Position(title: $0, authority: authority) },
            isDisabled: try row.bool("is_disabled"), createdAt: try row.timestamp("account_created_ms"))
    }
}

extension Connection {
    private var accountColumns: Query {
        """
        id, username, name, roles, organization_id, office_code, title, authority, is_disabled,
        created_ms AS account_created_ms
        """
    }

    public func account(_ id: AccountID) throws -> Account? {
        try one("SELECT \(accountColumns) FROM account WHERE id = \(id)").map(Account.init)
    }

    public func account(username: String) throws -> Account? {
        try one("SELECT \(accountColumns) FROM account WHERE username_key = \(Account.key(username))")
            .map(Account.init)
    }

    func insert(_ new: NewAccount, id: AccountID, passwordHash: String, now: Timestamp) throws {
        let roles = new.roles.map(\.rawValue).sorted().joined(separator: " ")
        try run(
            """
            INSERT INTO account (id, username, username_key, name, roles, organization_id, office_code, title,
                authority, personal_id, password_hash, is_disabled, created_ms)
            VALUES (\(id), \(new.username), \(Account.key(new.username)), \(new.name.nfc), \(roles),
                \(new.organization), \(new.office), \(new.position?.title), \(new.position?.authority),
                \(new.personalID), \(passwordHash), \(false), \(now))
            """)
    }
}

extension OfficeCode: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(text) }
}
