// What the log says of an account.

import Basics
import Casework
import Storage

/// The payload of every entry that changes an account (`account-added`, `account-changed`, `account-disabled`,
/// `account-enabled`, `password-changed`, `password-rehashed`, all of version 2): the whole row as it stands
/// afterwards, so that the newest one gives the row again. Only the moment of the last sign-in is elsewhere: it is that
/// of the newest `signed-in`, when that is later.
struct AccountEntry: Codable, Sendable, Hashable {
    var account: AccountRecord
    /// Why, where the server did it by itself.
    var reason: String?
}

/// All columns of an account. Of the password's hash and of a citizen's number only digests: the first would help to
/// guess the password, the second is nobody's to read here.
struct AccountRecord: Codable, Sendable, Hashable {
    var username: String
    var name: String
    /// As the column has them.
    var roles: String
    var organization: OrganizationID?
    var office: OfficeCode?
    var title: String?
    var authority: String?
    /// SHA-256 of `personal <account> <number>`, in hexadecimal.
    var personal: String?
    /// SHA-256 of the text of the hash, in hexadecimal.
    var password: String
    var isDisabled: Bool
    var isTemporary: Bool
    var language: Language?
    var createdAt: Timestamp
    var activeAt: Timestamp
}

extension AccountRecord {
    static func digest(ofPasswordHash hash: String) -> String { Digest(of: hash).hex }

    static func digest(ofPersonalID number: String, of account: AccountID) -> String {
        Digest(of: "personal \(account) \(number)").hex
    }
}

extension Connection {
    /// Appends what became of an account, after it was written.
    /// - Parameter isNew: whether nothing may have been said of it before.
    func log(
        _ type: String, of id: AccountID, by actor: Actor, now: Timestamp, reason: String? = nil, isNew: Bool = false
    ) throws {
        guard let record = try accountRecord(id) else { throw AccountProblem.unknownAccount }
        let entry = try LedgerEntry(
            type: type, version: 2, at: now, actor: actor, payload: AccountEntry(account: record, reason: reason))
        if isNew {
            try append([entry], to: Accounts.stream(of: id), expecting: 0)
        } else {
            try append([entry], to: Accounts.stream(of: id))
        }
        try self.record(.accounts, of: id.text, by: actor, at: now)
    }

    /// The row of an account as the log has it.
    func accountRecord(_ id: AccountID) throws -> AccountRecord? {
        let row = try one(
            "SELECT \(accountColumns), a.personal_id, a.password_hash FROM account a WHERE a.id = \(id)")
        guard let row else { return nil }
        let account = try Account(row)
        return AccountRecord(
            username: account.username, name: account.name, roles: try row.text("roles"),
            organization: account.organization, office: account.office, title: try row.optionalText("title"),
            authority: try row.optionalText("authority"),
            personal: try row.optionalText("personal_id").map { AccountRecord.digest(ofPersonalID: $0, of: id) },
            password: AccountRecord.digest(ofPasswordHash: try row.text("password_hash")),
            isDisabled: account.isDisabled, isTemporary: account.isTemporary, language: account.language,
            createdAt: account.createdAt, activeAt: account.activeAt)
    }
}
