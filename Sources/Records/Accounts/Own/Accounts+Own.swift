// What people do to their own account.

public import Basics
public import Casework
import Storage

extension Accounts {
    /// Puts a password of one's own choice in the place of the current one; all other sessions end. The current one is
    /// asked for, and what fails counts as in `confirm`. Throws `AccountProblem`.
    public func changePassword(
        from current: String, to new: String, of person: Actor, session token: String, addressDigest: Digest,
        now: Timestamp
    ) async throws -> ConfirmationResult {
        guard let id = person.account, let account = try await store.read({ db in try db.account(id) }) else {
            throw AccountProblem.unknownAccount
        }
        let result = try await confirm(
            password: current, of: id, session: token, addressDigest: addressDigest, now: now)
        guard result == .confirmed else { return result }
        if new.nfc == current.nfc { throw AccountProblem.passwordUnchanged }
        try await check(new, of: account.username, AccountDetails(account))
        let hash = try await passwords.hash(new)
        try await store.write { db in
            try db.hold(id)
            try db.endSessions(of: id, but: token)
            try db.setPassword(hash, isTemporary: false, of: id, by: person, now: now)
        }
        return .confirmed
    }

    /// In which language the person has the pages; `nil` where they leave it to the browser.
    public func language(of id: AccountID) async throws -> Language? {
        try await store.read { db in try db.account(id)?.language }
    }

    /// In which language the pages are from the next sign-in on; `nil` leaves it to the browser.
    public func setLanguage(_ language: Language?, of person: Actor, now: Timestamp) async throws {
        guard let id = person.account else { throw AccountProblem.unknownAccount }
        try await store.write { db in
            try db.hold(id)
            guard try db.account(id)?.language != language else { return }
            try db.setLanguage(language, of: id, by: person, now: now)
        }
    }

    /// Ends one session of an account, by its handle; `false` when there is none of it.
    @discardableResult
    public func endSession(_ handle: String, of id: AccountID, by actor: Actor, now: Timestamp) async throws -> Bool {
        try await store.write { db in
            guard try db.endSession(handle: handle, of: id) else { return false }
            try db.logEndedSessions(1, of: id, by: actor, now: now)
            return true
        }
    }

    /// Ends all sessions of an account, but perhaps the one of `token`; gives how many there were.
    @discardableResult
    public func endSessions(
        of id: AccountID, but token: String? = nil, by actor: Actor, now: Timestamp
    ) async throws -> Int {
        try await store.write { db in
            let count = try db.endSessions(of: id, but: token)
            if count > 0 { try db.logEndedSessions(count, of: id, by: actor, now: now) }
            return count
        }
    }
}

extension Connection {
    fileprivate func logEndedSessions(_ count: Int, of id: AccountID, by actor: Actor, now: Timestamp) throws {
        try append(
            [try LedgerEntry(type: "sessions-ended", at: now, actor: actor, payload: ["count": count])],
            to: Accounts.stream(of: id))
    }
}
