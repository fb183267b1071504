// Signing in and out.

public import Basics
import Casework
public import Storage

/// How an attempt to sign in ended. "No such account", "wrong password" and "disabled" are one answer.
public enum SignInResult: Sendable, Hashable {
    /// `token` is what the browser keeps in its cookie; it is shown nowhere else.
    case signedIn(token: String, account: AccountID)
    case refused
    /// Too many attempts; the account may exist or not.
    case throttled(retryAfterSeconds: Int)
}

/// How a signed-in person's password check ended, before they sign something.
public enum ConfirmationResult: Sendable, Hashable {
    case confirmed
    case refused
    case throttled(retryAfterSeconds: Int)
}

/// The accounts of the server: signing in and out here, upkeep in `Accounts+Upkeep.swift`.
///
/// Every sign-in, right or wrong, and every change is an entry in the log: in `account:<id>` when the account exists,
/// else in `access`, without the name that was typed, which may be somebody's password in the wrong field.
public struct Accounts: Sendable {
    let store: any Store
    let passwords: Passwords
    private let turns = AttemptTurns()

    public init(store: any Store, passwords: Passwords) {
        self.store = store
        self.passwords = passwords
    }

    /// The stream of an account in the log.
    public static func stream(of account: AccountID) -> String { "account:\(account)" }

    /// The digest under which a network address is counted and logged: of an IPv6 address what one subscriber has.
    public static func digest(ofAddress address: String) -> Digest {
        Digest(of: "address \(NetworkAddress(address).map { Hex.encode($0.subscriber) } ?? address)")
    }

    // MARK: Signing in

    /// Checks name and password and starts a session. `replacing` is the token the browser came with: that session
    /// ends, so that nobody can plant a token before a sign-in and use it after. `browser` is the random text that the
    /// browser keeps for long: from where an account was signed in to once, strangers cannot make it wait.
    public func signIn(
        username: String, password: String, addressDigest: Digest, browser: String? = nil, replacing old: String? = nil,
        now: Timestamp
    ) async throws -> SignInResult {
        let attempt = Attempt(username, password, addressDigest, browser)
        let throttle = try await store.read { db in try attempt.throttle(db) }
        let result = try await turns.inTurn(throttle.turn) { [self] in
            try await signIn(attempt, throttle, old, now)
        }
        return result ?? .throttled(retryAfterSeconds: 1)
    }

    private func signIn(
        _ attempt: Attempt, _ throttle: SignInThrottle, _ old: String?, _ now: Timestamp
    ) async throws -> SignInResult {
        let credentials: Credentials
        let newHash: String?
        // Whoever fails is not known: that is what failed.
        switch try await check(attempt, throttle, orLog: attempt.entry("sign-in-failed", by: .unknown, now)) {
        case .throttled(let seconds): return .throttled(retryAfterSeconds: seconds)
        case .wrong: return .refused
        case .right(let found, let isOutdated):
            credentials = found
            newHash = isOutdated ? try await passwords.hash(attempt.password) : nil
        }
        let token = try await store.write { db -> String? in
            // Between the check and now the account may have been disabled or got another password.
            guard try db.credentials(usernameKey: attempt.usernameKey) == credentials else { return nil }
            if let newHash {
                try db.run("UPDATE account SET password_hash = \(newHash) WHERE id = \(credentials.account)")
            }
            if let old { try db.endSession(token: old) }
            try throttle.succeed(db)
            try db.remember(attempt.places, of: credentials.account, now: now)
            try db.append(
                [attempt.entry("signed-in", by: .account(credentials.account), now)],
                to: Accounts.stream(of: credentials.account))
            return try db.createSession(of: credentials.account, now: now).text
        }
        guard let token else { return .refused }
        return .signedIn(token: token, account: credentials.account)
    }

    /// Asks a signed-in person for their password again, as before signing. What fails counts for this session alone:
    /// nothing that is tried elsewhere keeps somebody from signing.
    public func confirm(
        password: String, of account: AccountID, session token: String, addressDigest: Digest, now: Timestamp
    ) async throws -> ConfirmationResult {
        guard let username = try await store.read({ db in try db.account(account)?.username }) else { return .refused }
        let attempt = Attempt(username, password, addressDigest, nil)
        let throttle = SignInThrottle.session(SessionToken.digest(token))
        let result = try await turns.inTurn(throttle.turn) { [self] in
            try await confirm(attempt, throttle, of: account, now)
        }
        return result ?? .throttled(retryAfterSeconds: 1)
    }

    private func confirm(
        _ attempt: Attempt, _ throttle: SignInThrottle, of account: AccountID, _ now: Timestamp
    ) async throws -> ConfirmationResult {
        let failure = attempt.entry("confirmation-failed", by: .account(account), now)
        switch try await check(attempt, throttle, orLog: failure, of: account) {
        case .throttled(let seconds): return .throttled(retryAfterSeconds: seconds)
        case .wrong: return .refused
        case .right: break
        }
        try await store.write { db in try throttle.succeed(db) }
        return .confirmed
    }

    /// How one check of a password ended.
    private enum Check {
        case throttled(seconds: Int)
        case wrong
        case right(Credentials, isOutdated: Bool)
    }

    /// Checks the password, unless too many failed before; what fails is counted and logged, at `account` or whose name
    /// it is.
    private func check(
        _ attempt: Attempt, _ throttle: SignInThrottle, orLog failure: LedgerEntry, of account: AccountID? = nil
    ) async throws -> Check {
        let (wait, credentials) = try await store.read { db in
            (try throttle.wait(db, now: failure.at), try db.credentials(usernameKey: attempt.usernameKey))
        }
        if let wait { return .throttled(seconds: wait) }
        let verdict = try await passwords.check(attempt.password, against: credentials?.hash, isKnown: throttle.isKnown)
        if let credentials, verdict != .wrong, !credentials.isDisabled {
            return .right(credentials, isOutdated: verdict == .rightButOutdated)
        }
        let stream = (account ?? credentials?.account).map(Accounts.stream(of:)) ?? "access"
        try await store.write { db in
            try throttle.fail(db, now: failure.at)
            try db.append([failure], to: stream)
        }
        return .wrong
    }

    // MARK: Sessions

    /// Who holds `token`; `nil` when the session is unknown, ended or too old, or the account disabled. One indexed
    /// read; the moment of the last request is written at most once a minute.
    public func actor(forSession token: String, now: Timestamp) async throws -> SignedInAccount? {
        let found = try await store.read { db in try db.signedInAccount(token: token, now: now) }
        if let found, found.isTouchDue {
            try await store.write { db in try db.touchSession(token: token, now: now) }
        }
        return found
    }

    /// Who held `token` until the session came to its end by itself, at most `Limits.endedSessionSeconds` ago.
    public func actor(ofEndedSession token: String, now: Timestamp) async throws -> SignedInAccount? {
        try await store.read { db in try db.signedInAccount(ended: token, now: now) }
    }

    /// Ends the session; unknown tokens are no error.
    public func signOut(token: String, now: Timestamp) async throws {
        try await store.write { db in
            guard let found = try db.signedInAccount(token: token, now: now) else { return }
            try db.endSession(token: token)
            try db.append(
                [LedgerEntry(type: "signed-out", at: now, actor: found.actor.envelope, payload: "{}")],
                to: Accounts.stream(of: found.account))
        }
    }

    /// Removes sessions and counts that no longer matter; to be called now and then.
    public func purge(now: Timestamp) async throws {
        try await store.write { db in
            try db.purgeSessions(now: now)
            try SignInThrottle.purge(db, now: now)
            try db.purgeFamiliarPlaces(now: now)
        }
    }
}

/// One attempt to prove who one is.
private struct Attempt: Sendable {
    let usernameKey: String
    let password: String
    let address: Digest
    /// From where it comes: the browser first, which is the surer of the two.
    let places: [Digest]

    init(_ username: String, _ password: String, _ address: Digest, _ browser: String?) {
        // What is too long can belong to no account; an empty text is checked like any other wrong one.
        usernameKey = username.count > Limits.usernameCharactersMax ? "" : Account.key(username)
        self.password = password.count > Limits.passwordCharactersMax ? "" : password
        self.address = address
        places = (browser.map { [Digest(of: "browser \($0)")] } ?? []) + [address]
    }

    /// By which count it goes.
    func throttle(_ db: any Connection) throws -> SignInThrottle {
        if let account = try db.credentials(usernameKey: usernameKey)?.account,
            let place = try db.familiarPlace(of: account, among: places)
        {
            return .familiar(place, usernameKey: usernameKey)
        }
        return .stranger(usernameKey: usernameKey, address: address)
    }

    func entry(_ type: String, by who: ActorEnvelope.Who, _ now: Timestamp) -> LedgerEntry {
        LedgerEntry(
            type: type, at: now, actor: ActorEnvelope(who, by: .web),
            payload: #"{"address":"\#(address.hex.prefix(16))"}"#)
    }
}

struct Credentials: Sendable, Hashable {
    var account: AccountID
    var hash: String
    var isDisabled: Bool
}

extension Connection {
    func credentials(usernameKey: String) throws -> Credentials? {
        try one("SELECT id, password_hash, is_disabled FROM account WHERE username_key = \(usernameKey)").map { row in
            Credentials(account: try row.id(at: 0), hash: try row.text(at: 1), isDisabled: try row.bool(at: 2))
        }
    }
}
