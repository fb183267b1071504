// Writing accounts, each change with its entry in the log.

import Basics
import Casework
import Storage

extension Connection {
    /// Writes an account and its entry.
    func add(
        _ new: NewAccount, id: AccountID, passwordHash: String, isTemporary: Bool, by actor: Actor, now: Timestamp
    ) throws {
        let details = new.details
        try run(
            """
            INSERT INTO account (id, username, username_key, name, roles, organization_id, office_code, title,
                authority, personal_id, password_hash, is_disabled, is_temporary, created_ms, active_ms)
            VALUES (\(id), \(new.username), \(Account.key(new.username)), \(details.name.nfc), \(details.roleWords),
                \(details.organization), \(details.office), \(details.position?.title),
                \(details.position?.authority), \(new.personalID), \(passwordHash), \(false), \(isTemporary), \(now),
                \(now))
            """)
        try log("account-added", of: id, by: actor, now: now, isNew: true)
    }

    func change(_ id: AccountID, to details: AccountDetails, by actor: Actor, now: Timestamp) throws {
        try run(
            """
            UPDATE account SET name = \(details.name.nfc), roles = \(details.roleWords),
                organization_id = \(details.organization), office_code = \(details.office),
                title = \(details.position?.title), authority = \(details.position?.authority) WHERE id = \(id)
            """)
        try reopenAuthorities(of: id, by: actor, now: now)
        try log("account-changed", of: id, by: actor, now: now)
    }

    func setPassword(
        _ hash: String, isTemporary: Bool, of id: AccountID, by actor: Actor, now: Timestamp
    ) throws {
        try run("UPDATE account SET password_hash = \(hash), is_temporary = \(isTemporary) WHERE id = \(id)")
        if isTemporary { try reopenAuthorities(of: id, by: actor, now: now) }
        try log("password-changed", of: id, by: actor, now: now)
    }

    /// The same password hashed at today's cost; `password-rehashed` is for the caller to enter in the log.
    func renewHash(_ hash: String, of id: AccountID) throws {
        try run("UPDATE account SET password_hash = \(hash) WHERE id = \(id)")
    }

    /// Takes an account out of use: nobody signs in, its sessions end. What was this person's goes back to the office
    /// soon after (`CaseDesk.releaseAbandoned`).
    func disable(_ id: AccountID, by actor: Actor, now: Timestamp, reason: String? = nil) throws {
        guard try !isLastAdministrator(id) else { throw AccountProblem.lastAdministrator }
        try run("UPDATE account SET is_disabled = 1 WHERE id = \(id)")
        try endSessions(of: id)
        try reopenAuthorities(of: id, by: actor, now: now)
        try log("account-disabled", of: id, by: actor, now: now, reason: reason)
    }

    /// Puts it to use again. It counts as used just now, or it would be found idle at once.
    func enable(_ id: AccountID, by actor: Actor, now: Timestamp) throws {
        try run("UPDATE account SET is_disabled = 0, active_ms = \(now) WHERE id = \(id)")
        try log("account-enabled", of: id, by: actor, now: now)
    }

    func setLanguage(_ language: Language?, of id: AccountID, by actor: Actor, now: Timestamp) throws {
        try run("UPDATE account SET language = \(language?.rawValue) WHERE id = \(id)")
        try log("account-changed", of: id, by: actor, now: now)
    }

    /// Whether nobody else keeps the accounts. Those who do are held: of two taken out at once, one stays.
    func isLastAdministrator(_ id: AccountID) throws -> Bool {
        let ids: [AccountID] = try rows(
            """
            SELECT a.id FROM account a WHERE a.is_disabled = 0 AND \(holding(.admin)) ORDER BY a.id\(dialect.lock)
            """
        ).map { try $0.id(at: 0) }
        return ids == [id]
    }
}

extension AccountDetails {
    /// The roles as the column holds them.
    fileprivate var roleWords: String { roles.map(\.rawValue).sorted().joined(separator: " ") }
}
