// Keeps what somebody typed or chose until it can be taken: nothing typed is lost.

public import Basics
import Casework
public import Storage

/// Forms that could not be taken yet, each under a random token: those of a session that had ended, and lists that wait
/// for an answer. They are in the database, since the next request may be another server's; bounded in number, bytes
/// and time.
public struct KeptForms: Sendable {
    private let store: any Store
    private let clock: @Sendable () -> Timestamp

    public init(store: any Store, clock: @escaping @Sendable () -> Timestamp) {
        self.store = store
        self.clock = clock
    }

    /// Keeps the bytes of a form of that account for the page at `path`; gives the token. Where there is no more room,
    /// the oldest goes: of the account's own, and of all.
    public func keep(_ content: [UInt8], at path: String, for account: AccountID) async throws -> String {
        let (token, now) = (Random.token(), clock())
        try await makeRoom(content.count)
        try await store.write { db in
            // By the account: two windows of one person do not reckon with the same room.
            try db.hold(account)
            try db.dropKeptForms(
                beyond: Limits.keptFormsOfOneMax - 1, bytes: Limits.keptFormBytesOfOneMax - content.count,
                where: "account_id = \(account)")
            try db.run(
                """
                INSERT INTO kept_form (token_digest, account_id, path, size, kept_ms, content)
                VALUES (\(Self.digest(token)), \(account), \(path), \(content.count), \(now), \(content))
                """)
        }
        return token
    }

    /// What was kept under that token, for who gave it alone and on its own page alone.
    public func find(_ token: String, at path: String, for account: AccountID) async throws -> [UInt8]? {
        let wanted: Query = "\(isKept(token)) AND path = \(path) AND account_id = \(account)"
        return try await store.read { db in
            try db.one("SELECT content FROM kept_form WHERE \(wanted)")?.blob(at: 0)
        }
    }

    /// Whether anything is kept under that token; for whom is not told.
    public func holds(_ token: String) async throws -> Bool {
        let wanted = isKept(token)
        return try await store.read { db in try db.one("SELECT 1 FROM kept_form WHERE \(wanted)") } != nil
    }

    /// Forgets what was kept for that page: it has been taken.
    public func drop(_ token: String, at path: String, for account: AccountID) async throws {
        let theirs: Query = "token_digest = \(Self.digest(token)) AND path = \(path) AND account_id = \(account)"
        // Most often it is for another page.
        guard try await store.read({ db in try db.one("SELECT 1 FROM kept_form WHERE \(theirs)") }) != nil else {
            return
        }
        try await store.write { try $0.run("DELETE FROM kept_form WHERE \(theirs)") }
    }

    /// The token itself is only in the browser.
    private static func digest(_ token: String) -> Digest { Digest(of: "kept form \(token)") }

    private func isKept(_ token: String) -> Query {
        "token_digest = \(Self.digest(token)) AND kept_ms > \(Self.oldest(clock()))"
    }

    private static func oldest(_ now: Timestamp) -> Timestamp { now.adding(seconds: -Limits.keptFormSeconds) }

    /// Makes room among all of them. By itself: whoever holds an account does not wait for the forms of others.
    private func makeRoom(_ bytes: Int) async throws {
        let (count, held) = (Limits.keptFormsMax - 1, Limits.keptFormBytesMax - bytes)
        let isFull = try await store.read { db in
            guard let row = try db.one("SELECT count(*), CAST(coalesce(sum(size), 0) AS BIGINT) FROM kept_form") else {
                return false
            }
            return try row.int(at: 0) > count || row.int(at: 1) > held
        }
        if isFull { try await store.write { try $0.dropKeptForms(beyond: count, bytes: held, where: "1 = 1") } }
    }

    /// Forgets what nobody came back for.
    static func purge(_ db: any Connection, now: Timestamp) throws {
        try db.run("DELETE FROM kept_form WHERE kept_ms <= \(oldest(now))")
    }
}

extension Connection {
    /// Drops the oldest of these until no more than so many stay, and of so many bytes.
    fileprivate func dropKeptForms(beyond count: Int, bytes: Int, where condition: Query) throws {
        var (left, room) = (count, bytes)
        let newestFirst = try rows(
            "SELECT token_digest, size FROM kept_form WHERE \(condition) ORDER BY kept_ms DESC, token_digest")
        for row in newestFirst {
            (left, room) = (left - 1, room - (try row.int("size")))
            guard left < 0 || room < 0 else { continue }
            try run("DELETE FROM kept_form WHERE token_digest = \(try row.digest("token_digest"))")
        }
    }
}
