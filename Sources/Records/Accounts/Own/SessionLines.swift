// Sessions as their owner, or an administrator, sees them.

public import Basics
public import Storage

/// An open session. Nothing of its token is in it.
public struct SessionLine: Sendable, Hashable {
    /// What names it to those who may end it.
    public var handle: String
    public var begunAt: Timestamp
    /// The last request, to the minute.
    public var seenAt: Timestamp
    /// Whether it is the one that asks.
    public var isThis: Bool
}

extension Connection {
    /// The sessions of an account that are open now, the newest first. `token` is that of the session that asks.
    public func sessions(of account: AccountID, asking token: String?, now: Timestamp) throws -> [SessionLine] {
        let own = token.map(SessionToken.digest)
        return try rows(
            """
            SELECT token_digest, created_ms, seen_ms FROM session s WHERE account_id = \(account)
                AND \(isOpen(now)) ORDER BY created_ms DESC, token_digest LIMIT \(Limits.sessionsShown)
            """
        ).map { row in
            let digest = try row.digest(at: 0)
            return SessionLine(
                handle: SessionLine.handle(digest), begunAt: try row.timestamp(at: 1), seenAt: try row.timestamp(at: 2),
                isThis: digest == own)
        }
    }

    /// The condition on `session s` for those that can still be used.
    func isOpen(_ now: Timestamp) -> Query {
        "s.expires_ms > \(now) AND s.seen_ms > \(now.adding(seconds: -Limits.sessionIdleSeconds))"
    }

    func endSession(handle: String, of account: AccountID) throws -> Bool {
        let digests = try rows("SELECT token_digest FROM session WHERE account_id = \(account)")
            .map { try $0.digest(at: 0) }
        guard let digest = digests.first(where: { SessionLine.handle($0) == handle }) else { return false }
        return try run("DELETE FROM session WHERE token_digest = \(digest)") > 0
    }
}

extension SessionLine {
    fileprivate static func handle(_ digest: Digest) -> String { String(Digest(of: digest.bytes).hex.prefix(16)) }
}
