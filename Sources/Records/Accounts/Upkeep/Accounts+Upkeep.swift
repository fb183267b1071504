// Making and changing accounts.

public import Basics
public import Casework
import Storage

extension Accounts {
    /// Makes an account. Its password is known to whoever made it, so its owner has to choose another at the first
    /// sign-in. Throws `AccountProblem`.
    @discardableResult
    public func addAccount(
        _ new: NewAccount, password: String, by actor: Actor, now: Timestamp
    ) async throws -> AccountID {
        if let problem = new.problem { throw problem }
        try await check(password, of: new.username, new.details)
        let hash = try await passwords.hash(password)
        let id = AccountID(at: now, random: Random.bytes(10))
        try await changing { db in
            try db.add(new, id: id, passwordHash: hash, isTemporary: true, by: actor, now: now)
        }
        return id
    }

    /// Changes what an account is; sessions that are open go by it from their next page on. Throws `AccountProblem`.
    public func change(
        _ id: AccountID, to details: AccountDetails, by actor: Actor, now: Timestamp
    ) async throws {
        if let problem = details.problem { throw problem }
        try await changing { db in
            try db.hold(id)
            guard let before = try db.account(id) else { throw AccountProblem.unknownAccount }
            let losesAdministrator = before.roles.contains(.admin) && !details.roles.contains(.admin)
            if losesAdministrator {
                if actor.account == id { throw AccountProblem.ownAccount }
                if try db.isLastAdministrator(id) { throw AccountProblem.lastAdministrator }
            }
            guard AccountDetails(before) != details else { return }
            try db.change(id, to: details, by: actor, now: now)
        }
    }

    /// Gives an account another password, which its owner has to replace, and ends its sessions. Throws
    /// `AccountProblem`.
    public func setPassword(_ password: String, of id: AccountID, by actor: Actor, now: Timestamp) async throws {
        if actor.account == id { throw AccountProblem.ownAccount }
        guard let account = try await store.read({ db in try db.account(id) }) else {
            throw AccountProblem.unknownAccount
        }
        try await check(password, of: account.username, AccountDetails(account))
        let hash = try await passwords.hash(password)
        try await changing { db in
            try db.hold(id)
            try db.endSessions(of: id)
            try db.setPassword(hash, isTemporary: true, of: id, by: actor, now: now)
        }
    }

    /// Takes an account out of use. One that is out of use already stays as it is. Throws `AccountProblem`.
    public func disable(_ id: AccountID, by actor: Actor, now: Timestamp) async throws {
        if actor.account == id { throw AccountProblem.ownAccount }
        try await changing { db in
            try db.hold(id)
            guard let account = try db.account(id) else { throw AccountProblem.unknownAccount }
            if !account.isDisabled { try db.disable(id, by: actor, now: now) }
        }
    }

    /// Puts an account to use again. Throws `AccountProblem`.
    public func enable(_ id: AccountID, by actor: Actor, now: Timestamp) async throws {
        try await changing { db in
            try db.hold(id)
            guard let account = try db.account(id) else { throw AccountProblem.unknownAccount }
            if account.isDisabled { try db.enable(id, by: actor, now: now) }
        }
    }

    /// Takes accounts out of use that nobody has used for the days of the policy. The last administrator stays, and so
    /// do demo accounts.
    func disableIdle(now: Timestamp) async throws {
        guard policy.idleDays > 0 else { return }
        let idle: Query = """
            is_disabled = 0 AND active_ms < \(now.adding(seconds: -policy.idleDays * 86_400))
                AND id NOT IN (\(list: DemoData.accountIDs))
            """
        let ids: [AccountID] = try await store.read { db in
            try db.rows("SELECT id FROM account WHERE \(idle) ORDER BY id").map { try $0.id(at: 0) }
        }
        for id in ids {
            try await store.write { db in
                try db.hold(id)
                // Somebody may have signed in meanwhile.
                guard try db.one("SELECT 1 FROM account WHERE id = \(id) AND \(idle)") != nil else { return }
                if try db.isLastAdministrator(id) { return }
                try db.disable(id, by: .system(by: .timer), now: now, reason: "idle")
            }
        }
    }

    /// Whether that password may be this person's. Throws `AccountProblem`.
    func check(_ password: String, of username: String, _ details: AccountDetails) async throws {
        let unit = try await store.read { db in
            try details.organization.flatMap { try db.organization($0)?.name }
                ?? details.office.flatMap { try db.office($0)?.name } ?? ""
        }
        let owner = PasswordOwner(username: username, name: details.name, unitName: unit)
        if let problem = PasswordRules.problem(password, of: owner) { throw problem }
    }

    /// One transaction; what the database says of names and units becomes an `AccountProblem`.
    private func changing(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
        try await store.write { db in
            do {
                try body(db)
            } catch let error as StorageError where error.isConstraint(.unique, "username_key") {
                throw AccountProblem.usernameTaken
            } catch let error as StorageError where error.isConstraint(.foreignKey) {
                throw AccountProblem.unknownUnit
            }
        }
    }
}
