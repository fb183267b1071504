// Slowing down the guessing of passwords, in the database, since several processes may serve one site.

import Basics
import Storage

/// Three counts guard a sign-in: of the account from this address, of the account from anywhere, and of the address.
///
/// The account is counted by the name that was typed, whether or not it exists, so a refusal tells nothing. An attempt
/// is counted before its password is checked and taken back when it was right: many attempts at once gain nothing.
struct SignInThrottle {
    struct Rule: Sendable {
        /// Wrong attempts that cost nothing.
        var free: Int
        var delaySeconds: Int
        /// The delay doubles up to this.
        var delaySecondsMax: Int
    }

    /// A person who mistypes: five attempts, then half a minute, a minute, … a quarter of an hour.
    static let pair = Rule(free: 5, delaySeconds: 30, delaySecondsMax: 15 * 60)
    /// Many addresses on one account. The delay stays short: nobody shall lock another person out for long.
    static let account = Rule(free: 20, delaySeconds: 30, delaySecondsMax: 2 * 60)
    /// One address on many accounts. An office behind one address has many people: one try a minute is slow enough for
    /// guessing, and more would shut them all out.
    static let address = Rule(free: 50, delaySeconds: 30, delaySecondsMax: 60)

    /// Counts are forgotten after this long without an attempt.
    static let forgottenAfterSeconds = 3_600

    /// What is counted: digests, so that the table holds neither names nor addresses.
    private let scopes: [(key: Digest, rule: Rule)]

    init(usernameKey: String, address: Digest) {
        scopes = [
            (Digest(of: "pair \(address.hex) \(usernameKey)"), SignInThrottle.pair),
            (Digest(of: "account \(usernameKey)"), SignInThrottle.account),
            (Digest(of: "address \(address.hex)"), SignInThrottle.address),
        ]
    }

    /// Counts one attempt, or gives the seconds to wait when there were too many.
    func reserve(_ db: any Connection, now: Timestamp) throws -> Int? {
        var counts: [Int] = []
        var wait: Int64 = 0
        for scope in scopes {
            let row = try db.one(
                "SELECT failures, last_ms, blocked_until_ms FROM sign_in_throttle WHERE key = \(scope.key)")
            let last = try row?.timestamp("last_ms") ?? now
            let isForgotten = last.adding(seconds: SignInThrottle.forgottenAfterSeconds) <= now
            counts.append(isForgotten ? 0 : try row?.int("failures") ?? 0)
            wait = max(wait, (try row?.int64("blocked_until_ms") ?? 0) - now.milliseconds)
        }
        if wait > 0 { return Int((wait + 999) / 1000) }
        for (scope, count) in zip(scopes, counts) {
            let failures = count + 1
            // Without a delay nothing is blocked, not even until now: an attempt made a moment earlier may come later.
            let delay = scope.rule.delay(failures)
            let blockedUntil = delay == 0 ? 0 : now.adding(seconds: delay).milliseconds
            try db.run(
                """
                INSERT INTO sign_in_throttle (key, failures, last_ms, blocked_until_ms)
                VALUES (\(scope.key), \(failures), \(now), \(blockedUntil))
                ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_ms = excluded.last_ms,
                    blocked_until_ms = excluded.blocked_until_ms
                """)
        }
        return nil
    }

    /// Takes back an attempt that was right: forgets the person's own mistakes, and this one attempt of the other
    /// counts with the delay it began. A right password never makes the next person wait.
    func release(_ db: any Connection) throws {
        try db.run("DELETE FROM sign_in_throttle WHERE key = \(scopes[0].key)")
        for scope in scopes.dropFirst() {
            try db.run(
                """
                UPDATE sign_in_throttle SET failures = failures - 1, blocked_until_ms = 0
                WHERE key = \(scope.key) AND failures > 0
                """)
        }
    }

    /// Forgets counts that no longer matter.
    static func purge(_ db: any Connection, now: Timestamp) throws {
        try db.run("DELETE FROM sign_in_throttle WHERE last_ms < \(now.adding(seconds: -forgottenAfterSeconds))")
    }
}

extension SignInThrottle.Rule {
    /// Seconds to wait after that many wrong attempts in a row.
    func delay(_ failures: Int) -> Int {
        guard failures >= free else { return 0 }
        let doublings = min(failures - free, 16)
        return min(delaySeconds << doublings, delaySecondsMax)
    }
}
