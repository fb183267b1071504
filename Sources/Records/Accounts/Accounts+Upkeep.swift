// Making and changing accounts, organisations and offices.

public import Basics
public import Casework
import Storage

/// Why an account cannot be made or changed that way. Codes; the words for people are elsewhere.
public enum AccountProblem: Error, Sendable, Hashable {
    /// Empty, too long, or with other characters than `a-z 0-9 . _ -`.
    case usernameNotUsable
    case usernameTaken
    case nameMissing
    case passwordTooShort(min: Int)
    case passwordTooLong(max: Int)
    case rolesMissing
    /// Filers and officials belong to an organisation; clerks, officers and approvers to an office; nobody to both.
    case unitDoesNotFitRoles
    case unknownUnit
    case unknownAccount
}

extension NewAccount {
    /// The first problem with this account, if any.
    func problem(password: String) -> AccountProblem? {
        let isUsable =
            !username.isEmpty && username.count <= Limits.usernameCharactersMax
            && username.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || [45, 46, 95].contains(byte)
            }
        if !isUsable { return .usernameNotUsable }
        if name.trimmed.isEmpty { return .nameMissing }
        if roles.isEmpty || roles.contains(.system) { return .rolesMissing }
        if !roles.isDisjoint(with: [.filer, .official]) != (organization != nil) { return .unitDoesNotFitRoles }
        if !roles.isDisjoint(with: [.clerk, .officer, .approver]) != (office != nil) { return .unitDoesNotFitRoles }
        if organization != nil && office != nil { return .unitDoesNotFitRoles }
        return Accounts.problem(ofPassword: password)
    }
}

extension Accounts {
    static func problem(ofPassword password: String) -> AccountProblem? {
        if password.count < Limits.passwordCharactersMin {
            return .passwordTooShort(min: Limits.passwordCharactersMin)
        }
        if password.count > Limits.passwordCharactersMax { return .passwordTooLong(max: Limits.passwordCharactersMax) }
        return nil
    }

    /// Makes an account. Throws `AccountProblem`.
    @discardableResult
    public func addAccount(
        _ new: NewAccount, password: String, by actor: Actor, now: Timestamp
    ) async throws -> AccountID {
        if let problem = new.problem(password: password) { throw problem }
        let hash = try await passwords.hash(password)
        let id = AccountID(at: now, random: Random.bytes(10))
        try await store.write { db in
            do {
                try db.add(new, id: id, passwordHash: hash, by: actor, now: now)
            } catch let error as StorageError where error.isConstraint(.unique, "username_key") {
                throw AccountProblem.usernameTaken
            } catch let error as StorageError where error.isConstraint(.foreignKey) {
                throw AccountProblem.unknownUnit
            }
        }
        return id
    }

    /// Gives an account another password and ends its sessions.
    public func setPassword(_ password: String, of account: AccountID, by actor: Actor, now: Timestamp) async throws {
        if let problem = Accounts.problem(ofPassword: password) { throw problem }
        let hash = try await passwords.hash(password)
        try await store.write { db in
            try db.endSessions(of: account)
            guard try db.run("UPDATE account SET password_hash = \(hash) WHERE id = \(account)") > 0 else {
                throw AccountProblem.unknownAccount
            }
            try db.append(
                [LedgerEntry(type: "password-changed", at: now, actor: actor.envelope, payload: "{}")],
                to: Accounts.stream(of: account))
        }
    }

    /// Makes an organisation; its id is the caller's, so that repeating the call is found out.
    public func addOrganization(_ organization: Organization, by actor: Actor, now: Timestamp) async throws {
        try await store.write { db in try db.add(organization, by: actor, now: now) }
    }

    /// Takes over the offices of `Workflows/units/offices.csv`; writes only what changed.
    public func saveOffices(_ offices: [Office], by actor: Actor, now: Timestamp) async throws {
        try await store.write { db in
            let changed = try db.save(offices)
            guard !changed.isEmpty else { return }
            try db.append(
                [try LedgerEntry(type: "offices-changed", at: now, actor: actor, payload: OfficesChanged(changed))],
                to: "access")
        }
    }
}

extension Connection {
    /// Writes an account and its entry in the log. The log says what the account may do, not whose it is.
    func add(_ new: NewAccount, id: AccountID, passwordHash: String, by actor: Actor, now: Timestamp) throws {
        try insert(new, id: id, passwordHash: passwordHash, now: now)
        let payload = AccountAdded(
            username: new.username, roles: new.roles.sorted { $0.rawValue < $1.rawValue },
            organization: new.organization, office: new.office)
        try append(
            [try LedgerEntry(type: "account-added", at: now, actor: actor, payload: payload)],
            to: Accounts.stream(of: id), expecting: 0)
    }

    /// Writes an organisation and its entry in the log.
    func add(_ organization: Organization, by actor: Actor, now: Timestamp) throws {
        try insert(organization, now: now)
        try append(
            [try LedgerEntry(type: "organization-added", at: now, actor: actor, payload: organization)], to: "access")
    }
}

/// The payload of `offices-changed`: the codes, or of very many their number and a digest of the list.
struct OfficesChanged: Encodable {
    /// More are no reading for anybody, and make an entry of tens of kilobytes.
    private static let named = 100

    var offices: [OfficeCode]?
    var count: Int?
    var digest: String?

    init(_ changed: [OfficeCode]) {
        guard changed.count > Self.named else {
            offices = changed
            return
        }
        count = changed.count
        digest = Digest(of: changed.map(\.text).joined(separator: " ")).hex
    }
}

/// The payload of `account-added`.
private struct AccountAdded: Encodable {
    var username: String
    var roles: [Role]
    var organization: OrganizationID?
    var office: OfficeCode?
}
