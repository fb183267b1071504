// Signing in and out.

public import Basics
import Casework
public import Storage

/// How an attempt to sign in ended. "No such account", "wrong password" and "disabled" are one answer.
public enum SignInResult: Sendable, Hashable {
    /// `token` is what the browser keeps in its cookie; it is shown nowhere else.
    case signedIn(token: String, account: AccountID)
    /// The password was right, and the account has a second factor: `token` goes with the code (`finishSignIn`).
    case codeNeeded(token: String)
    case refused
    /// Too many attempts; the account may exist or not.
    case throttled(retryAfterSeconds: Int)
    /// What was begun with the password is too old, or was never begun.
    case expired
}

/// How a signed-in person's password check ended, before they sign something.
public enum ConfirmationResult: Sendable, Hashable {
    case confirmed
    case refused
    case throttled(retryAfterSeconds: Int)
}

/// The accounts of the server: signing in and out here; what people do to their own account in `Own`, what others do to
/// it in `Upkeep`.
///
/// Every sign-in, right or wrong, and every change is an entry in the log: in `account:<id>` when the account exists,
/// else in `access`, without the name that was typed, which may be somebody's password in the wrong field.
public struct Accounts: Sendable {
    let store: any Store
    let passwords: Passwords
    let policy: AccountPolicy
    private let turns = AttemptTurns()

    public init(store: any Store, passwords: Passwords, policy: AccountPolicy = AccountPolicy()) {
        self.store = store
        self.passwords = passwords
        self.policy = policy
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
        let attempt = Attempt(username, password, Origin(address: addressDigest, browser: browser))
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
        switch try await check(attempt, throttle, orLog: attempt.origin.entry("sign-in-failed", by: .unknown, now)) {
        case .throttled(let seconds): return .throttled(retryAfterSeconds: seconds)
        case .wrong: return .refused
        case .right(let found, let isOutdated):
            credentials = found
            newHash = isOutdated ? try await passwords.hash(attempt.password) : nil
        }
        return try await store.write { db in
            try db.hold(credentials.account)
            // Between the check and now the account may have been disabled or got another password.
            guard try db.credentials(usernameKey: attempt.usernameKey) == credentials else { return .refused }
            let account = credentials.account
            if let newHash { try db.renewHash(newHash, of: account) }
            try throttle.succeed(db)
            let needsCode = try db.secondFactor(of: account) != nil
            let token =
                needsCode
                ? try db.beginSignIn(of: account, now: now)
                : try db.openSession(of: account, from: attempt.origin, replacing: old, now: now).text
            // The head of the log is held from here on, and nothing is waited for any more.
            if newHash != nil { try db.log("password-rehashed", of: account, by: .system(by: .web), now: now) }
            if needsCode { return .codeNeeded(token: token) }
            try db.logSignIn(of: account, from: attempt.origin, now: now)
            return .signedIn(token: token, account: account)
        }
    }

    /// Asks a signed-in person for their password again, as before signing. What fails counts for this session alone:
    /// nothing that is tried elsewhere keeps somebody from signing.
    public func confirm(
        password: String, of account: AccountID, session token: String, addressDigest: Digest, now: Timestamp
    ) async throws -> ConfirmationResult {
        guard let username = try await store.read({ db in try db.account(account)?.username }) else { return .refused }
        let attempt = Attempt(username, password, Origin(address: addressDigest, browser: nil))
        let throttle = SignInThrottle.session(SessionToken.digest(token))
        let result = try await turns.inTurn(throttle.turn) { [self] in
            try await confirm(attempt, throttle, of: account, now)
        }
        return result ?? .throttled(retryAfterSeconds: 1)
    }

    private func confirm(
        _ attempt: Attempt, _ throttle: SignInThrottle, of account: AccountID, _ now: Timestamp
    ) async throws -> ConfirmationResult {
        let failure = try attempt.origin.entry("confirmation-failed", by: .account(account), now)
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
    /// read; whether the moment of this request is to be noted stands in the answer.
    public func actor(forSession token: String, now: Timestamp) async throws -> SignedInAccount? {
        var found = try await store.read { db in try db.signedInAccount(token: token, now: now) }
        if let person = found { found?.duty = policy.duty(of: person) }
        return found
    }

    /// Notes that who holds `token` was here at `now`, so that the session lives on; unknown tokens are no error.
    public func touch(session token: String, now: Timestamp) async throws {
        try await store.write { db in try db.touchSession(token: token, now: now) }
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

    /// Removes sessions and counts that no longer matter, and takes idle accounts out of use; to be called now and
    /// then.
    public func purge(now: Timestamp) async throws {
        try await disableIdle(now: now)
        // Each by itself: a transaction that locks rows of all of them would wait in a circle with somebody signing in.
        try await store.write { try $0.purgeSessions(now: now) }
        try await store.write { try $0.purgeSignInSteps(now: now) }
        try await store.write { try SignInThrottle.purge($0, now: now) }
        try await store.write { try $0.purgeFamiliarPlaces(now: now) }
        try await store.write { try KeptForms.purge($0, now: now) }
    }
}
