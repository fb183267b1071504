// Slowing down the guessing of passwords, in the database, since several processes may serve one site.

import Basics
import Storage

/// What guards one check of a password, and whom it makes wait.
///
/// Only a failed check counts; a right one takes no one's turn. Counts seep away while nothing fails, so an office of
/// many people is not shut out by the mistakes of a week. Strangers cannot make those wait who are known: a live
/// session, a browser or an address from which the account was signed in to before has a count of its own.
///
/// The account is counted by the name that was typed, whether or not it exists, so a refusal tells nothing.
struct SignInThrottle: Sendable {
    struct Rule: Sendable {
        /// Wrong attempts that cost nothing.
        var free: Int
        var delaySeconds: Int
        /// The delay doubles up to this.
        var delaySecondsMax: Int
        /// One failure is forgotten in this time.
        var seepSeconds: Int
    }

    /// A person who mistypes: five attempts, then half a minute, a minute, … a quarter of an hour.
    static let person = Rule(free: 5, delaySeconds: 30, delaySecondsMax: 15 * 60, seepSeconds: 12 * 60)
    /// Many addresses on one account. The delay stays short: it only slows strangers.
    static let account = Rule(free: 20, delaySeconds: 30, delaySecondsMax: 2 * 60, seepSeconds: 3 * 60)
    /// One address on many accounts. An office behind one address has many people: one try a minute is slow enough for
    /// guessing, and more would shut out those who are new there.
    static let address = Rule(free: 50, delaySeconds: 30, delaySecondsMax: 60, seepSeconds: 60)

    private struct Scope: Sendable {
        /// A digest, so that the table holds neither names nor addresses.
        var key: Digest
        var rule: Rule
    }

    private let scopes: [Scope]
    /// Whether the check has the lane of those who are known.
    let isKnown: Bool

    private init(_ scopes: [(String, Rule)], isKnown: Bool) {
        self.scopes = scopes.map { Scope(key: Digest(of: $0), rule: $1) }
        self.isKnown = isKnown
    }

    /// Of a live session, before something is signed.
    static func session(_ token: Digest) -> SignInThrottle {
        SignInThrottle([("session \(token.hex)", person)], isKnown: true)
    }

    /// Of the code that follows a right password: who has that and guesses from elsewhere makes nobody wait at a place
    /// that the account knows.
    static func code(of account: AccountID, from place: Digest?) -> SignInThrottle {
        SignInThrottle([("code \(place?.hex ?? "elsewhere") \(account)", person)], isKnown: place != nil)
    }

    /// Of a browser or an address that the account knows.
    static func familiar(_ place: Digest, usernameKey: String) -> SignInThrottle {
        SignInThrottle([("familiar \(place.hex) \(usernameKey)", person)], isKnown: true)
    }

    /// Of anybody else: the account from this address, the account from anywhere, and the address.
    static func stranger(usernameKey: String, address: Digest) -> SignInThrottle {
        SignInThrottle(
            [
                ("pair \(address.hex) \(usernameKey)", person), ("account \(usernameKey)", account),
                ("address \(address.hex)", Self.address),
            ], isKnown: false)
    }

    /// Attempts with the same turn wait for each other: several at one moment see what the one before them counted.
    var turn: String { scopes[0].key.hex }

    /// The seconds to wait, where too many attempts failed.
    func wait(_ db: any Connection, now: Timestamp) throws -> Int? {
        var wait: Int64 = 0
        for scope in scopes {
            guard let count = try Count.find(scope.key, db) else { continue }
            wait = max(wait, count.wait(now, scope.rule))
        }
        return wait > 0 ? Int((wait + 999) / 1000) : nil
    }

    /// Counts a failed check. The scopes are locked in their order, so that nobody waits in a circle.
    func fail(_ db: any Connection, now: Timestamp) throws {
        for scope in scopes {
            var count = try Count.hold(scope.key, db, now: now)
            count.fail(now, scope.rule)
            try db.run(
                """
                UPDATE sign_in_throttle SET level = \(count.level), last_ms = \(count.at),
                    blocked_until_ms = \(count.blockedUntil) WHERE key = \(scope.key)
                """)
        }
    }

    /// Forgets the person's own mistakes after a right check. What others did stays, and seeps away.
    func succeed(_ db: any Connection) throws {
        try db.run("DELETE FROM sign_in_throttle WHERE key = \(scopes[0].key)")
    }

    /// Forgets counts that have seeped away.
    static func purge(_ db: any Connection, now: Timestamp) throws {
        let longest = [person, account, address].map { $0.levelMax * $0.seepSeconds }.max() ?? 0
        try db.run("DELETE FROM sign_in_throttle WHERE last_ms < \(now.adding(seconds: -longest))")
    }
}

/// Failures of one scope, as they stood at a moment.
private struct Count {
    /// In thousandths of a failure.
    var level: Int
    var at: Timestamp
    /// Milliseconds since 1970; 0 for not blocked.
    var blockedUntil: Int64

    private static let columns: Query = "level, last_ms, blocked_until_ms"

    private init(_ row: Row) throws {
        level = try row.int(at: 0)
        at = try row.timestamp(at: 1)
        blockedUntil = try row.int64(at: 2)
    }

    static func find(_ key: Digest, _ db: any Connection) throws -> Count? {
        try db.one("SELECT \(columns) FROM sign_in_throttle WHERE key = \(key)").map(Count.init)
    }

    /// The count, which nobody else changes until this transaction ends; one without failures where there was none.
    static func hold(_ key: Digest, _ db: any Connection, now: Timestamp) throws -> Count {
        let row = try db.one(
            """
            INSERT INTO sign_in_throttle (key, \(columns)) VALUES (\(key), 0, \(now), 0)
            ON CONFLICT (key) DO UPDATE SET level = sign_in_throttle.level RETURNING \(columns)
            """)
        guard let row else { throw StorageError.corrupt("a count of failures gave no value") }
        return try Count(row)
    }

    /// Milliseconds that are left of the block. A longer one than the rule knows was set by a clock that was wrong.
    func wait(_ now: Timestamp, _ rule: SignInThrottle.Rule) -> Int64 {
        let left = blockedUntil - now.milliseconds
        return left > Int64(rule.delaySecondsMax) * 1000 ? 0 : max(left, 0)
    }

    mutating func fail(_ now: Timestamp, _ rule: SignInThrottle.Rule) {
        let elapsed = max(0, now.milliseconds - at.milliseconds)
        let seeped = Int(min(elapsed / Int64(rule.seepSeconds), Int64(level)))
        level = min(level - seeped + 1000, rule.levelMax * 1000)
        at = now
        let delay = rule.delay((level + 999) / 1000)
        blockedUntil = delay == 0 ? 0 : now.adding(seconds: delay).milliseconds
    }
}

extension SignInThrottle.Rule {
    /// Seconds to wait after that many failures.
    func delay(_ failures: Int) -> Int {
        guard failures >= free else { return 0 }
        return min(delaySeconds << min(failures - free, 16), delaySecondsMax)
    }

    /// Where the delay grows no more: failures beyond it would only take longer to seep away.
    fileprivate var levelMax: Int {
        var failures = free
        while delay(failures) < delaySecondsMax { failures += 1 }
        return failures
    }
}
