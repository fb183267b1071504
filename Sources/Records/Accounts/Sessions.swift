// Login sessions: who holds the token in the browser's cookie.

public import Basics
public import Casework
public import Storage

/// What the server knows of a signed-in person for the length of one request.
public struct SignedInAccount: Sendable, Hashable {
    public var account: AccountID
    public var actor: Actor
    public var username: String
    /// The name of the organisation or office; empty for people of neither.
    public var unitName: String
    /// The citizen's own number, for looking up their own record; other accounts have none.
    public var personalID: String?
    /// Whether the password was given by somebody else.
    public var isTemporary: Bool
    public var hasSecondFactor: Bool
    /// Random bytes of this session that anti-forgery values are made of.
    public var csrfSecret: [UInt8]
    /// What this person has to do before anything else (`Accounts.actor` finds out).
    public internal(set) var duty: AccountDuty?
    /// Whether the moment of this request is to be noted (`Accounts.touch`): at most once a minute.
    public internal(set) var isTouchDue: Bool
}

/// The token a browser keeps: 32 random bytes in hexadecimal. The database has only its digest.
struct SessionToken {
    let text: String

    init() { text = Random.token() }

    /// SHA-256 is enough for a key of 256 random bits.
    static func digest(_ text: String) -> Digest { Digest(of: "session \(text)") }
}

extension Connection {
    func createSession(of account: AccountID, now: Timestamp) throws -> SessionToken {
        let token = SessionToken()
        try run(
            """
            INSERT INTO session (token_digest, account_id, created_ms, seen_ms, expires_ms, csrf_secret)
            VALUES (\(SessionToken.digest(token.text)), \(account), \(now), \(now),
                \(now.adding(seconds: Limits.sessionSecondsMax)), \(Random.bytes(32)))
            """)
        return token
    }

    /// Who holds the token; `nil` when the session is unknown, ended or too old, or its account disabled. One indexed
    /// read.
    public func signedInAccount(token: String, now: Timestamp) throws -> SignedInAccount? {
        try sessionAccount(token: token, where: isOpen(now), now: now)
    }

    /// Who held the token of a session that came to its end by itself; `nil` once it is forgotten.
    func signedInAccount(ended token: String, now: Timestamp) throws -> SignedInAccount? {
        try sessionAccount(
            token: token, where: "s.seen_ms > \(now.adding(seconds: -Limits.endedSessionSeconds))", now: now)
    }

    private func sessionAccount(token: String, where held: Query, now: Timestamp) throws -> SignedInAccount? {
        let row = try one(
            """
            SELECT s.seen_ms, s.csrf_secret, a.personal_id,
                coalesce(o.name, f.name, '') AS unit_name,
                \(hasSecondFactor) AS has_second_factor,
                \(accountColumns)
            FROM session s
            JOIN account a ON a.id = s.account_id
            LEFT JOIN organization o ON o.id = a.organization_id
            LEFT JOIN office f ON f.code = a.office_code
            WHERE s.token_digest = \(SessionToken.digest(token)) AND a.is_disabled = 0 AND \(held)
            """)
        guard let row else { return nil }
        let account = try Account(row)
        let seen = try row.timestamp("seen_ms")
        return SignedInAccount(
            account: account.id, actor: try empowered(account.actor, at: now), username: account.username,
            unitName: try row.text("unit_name"), personalID: try row.optionalText("personal_id"),
            isTemporary: account.isTemporary, hasSecondFactor: try row.bool("has_second_factor"),
            csrfSecret: try row.blob("csrf_secret"),
            isTouchDue: seen.adding(seconds: Limits.sessionTouchSeconds) <= now)
    }

    func touchSession(token: String, now: Timestamp) throws {
        try run(
            """
            UPDATE session SET seen_ms = \(now)
            WHERE token_digest = \(SessionToken.digest(token)) AND seen_ms < \(now)
            """)
    }

    /// Ends one session; `false` when there was none.
    @discardableResult
    func endSession(token: String) throws -> Bool {
        try run("DELETE FROM session WHERE token_digest = \(SessionToken.digest(token))") > 0
    }

    /// Ends all sessions of an account, and what was begun with its password; gives how many sessions there were.
    @discardableResult
    func endSessions(of account: AccountID, but token: String? = nil) throws -> Int {
        try run("DELETE FROM sign_in_step WHERE account_id = \(account)")
        let others: Query = token.map { "AND token_digest <> \(SessionToken.digest($0))" } ?? ""
        return try run("DELETE FROM session WHERE account_id = \(account) \(others)")
    }

    /// Removes sessions that nobody can use any more, once nobody needs to know whose they were.
    func purgeSessions(now: Timestamp) throws {
        try run("DELETE FROM session WHERE seen_ms <= \(now.adding(seconds: -Limits.endedSessionSeconds))")
    }
}
