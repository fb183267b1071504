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
    /// Whether the password was given by somebody else: its owner has to choose one before anything else.
    public var isTemporary: Bool
    /// In which language the pages are shown after signing in; the browser's when the person chose none.
    public var language: Language?
    public var createdAt: Timestamp
    /// When somebody signed in last, or the account was made or enabled.
    public var activeAt: Timestamp
    /// The same; `nil` while nobody has used it since it was made.
    public var usedAt: Timestamp? { activeAt > createdAt ? activeAt : nil }

    /// The person as one who acts by the pages.
    public var actor: Actor {
        Actor(
            account: id, name: name, roles: roles, organization: organization, office: office, position: position)
    }

    /// Under what a username is found: `An.Nguyen` and `an.nguyen` are one.
    static func key(_ username: String) -> String { username.nfc.trimmed.lowercased() }
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
        let office = try row.optionalText("office_code").map(OfficeCode.init)
        // People of an office have it as a record with days, whatever an older version left here.
        let authority = office == nil ? try row.optionalText("authority") ?? "" : ""
        self.init(
            id: try row.id("id"), username: try row.text("username"), name: try row.text("name"), roles: roles,
            organization: try row.optionalID("organization_id"),
            office: office,
            position: try row.optionalText("title").map { Position(title: $0, authority: authority) },
            isDisabled: try row.bool("is_disabled"), isTemporary: try row.bool("is_temporary"),
            language: try row.language("language"), createdAt: try row.timestamp("account_created_ms"),
            activeAt: try row.timestamp("active_ms"))
    }
}

extension Connection {
    /// The columns of `account a` that `Account` is read from.
    var accountColumns: Query {
        """
        a.id, a.username, a.name, a.roles, a.organization_id, a.office_code, a.title, a.authority, a.is_disabled,
        a.is_temporary, a.language, a.created_ms AS account_created_ms, a.active_ms
        """
    }

    /// Whether `account a` has that role.
    func holding(_ role: Role) -> Query { "' ' || a.roles || ' ' LIKE \("% \(role.rawValue) %")" }

    /// The accounts in use of that role, at that office or at all.
    public func people(holding role: Role, at office: OfficeCode?) throws -> [Account] {
        let inOffice: Query = office.map { "a.office_code = \($0)" } ?? "a.office_code IS NOT NULL"
        return try rows(
            """
            SELECT \(accountColumns) FROM account a
            WHERE \(inOffice) AND a.is_disabled = 0 AND \(holding(role))
            ORDER BY a.office_code, a.username
            """
        ).map(Account.init)
    }

    public func account(_ id: AccountID) throws -> Account? {
        try one("SELECT \(accountColumns) FROM account a WHERE a.id = \(id)").map(Account.init)
    }

    public func account(username: String) throws -> Account? {
        try one("SELECT \(accountColumns) FROM account a WHERE a.username_key = \(Account.key(username))")
            .map(Account.init)
    }
}

extension Row {
    fileprivate func language(_ column: String) throws -> Language? {
        guard let text = try optionalText(column) else { return nil }
        guard let language = Language(rawValue: text) else {
            throw StorageError.corrupt("column \(column) holds an unknown language")
        }
        return language
    }
}

extension OfficeCode: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(text) }
}
