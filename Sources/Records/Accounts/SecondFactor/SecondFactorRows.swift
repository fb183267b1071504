// Second factors, as rows.

import Basics
import Casework
import Storage

/// What the server keeps of somebody's authenticator app.
struct SecondFactor: Sendable, Hashable {
    var secret: SecondFactorSecret
    /// The time step whose code was accepted last.
    var lastStep: Int
}

extension Connection {
    func secondFactor(of account: AccountID) throws -> SecondFactor? {
        try one("SELECT secret, last_step FROM second_factor WHERE account_id = \(account) AND secret IS NOT NULL")
            .map { row in
                SecondFactor(secret: SecondFactorSecret(bytes: try row.blob(at: 0)), lastStep: try row.int(at: 1))
            }
    }

    /// Whether `account a` has one, as a column.
    var hasSecondFactor: Query {
        "EXISTS (SELECT 1 FROM second_factor k WHERE k.account_id = a.id AND k.secret IS NOT NULL)"
    }

    /// The new factor, in the place of one that was there.
    func keep(_ factor: SecondFactor, of account: AccountID, now: Timestamp) throws {
        try run(
            """
            INSERT INTO second_factor (account_id, secret, since_ms, last_step)
            VALUES (\(account), \(factor.secret.bytes), \(now), \(factor.lastStep))
            ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, since_ms = excluded.since_ms,
                last_step = excluded.last_step
            """)
        try run("DELETE FROM second_factor_offer WHERE account_id = \(account)")
    }

    /// Takes the factor away, with all that goes by it; `false` when there was none.
    func dropSecondFactor(of account: AccountID, now: Timestamp) throws -> Bool {
        let dropped = try run(
            """
            UPDATE second_factor SET secret = NULL, since_ms = \(now)
            WHERE account_id = \(account) AND secret IS NOT NULL
            """)
        try run("DELETE FROM second_factor_offer WHERE account_id = \(account)")
        try run("UPDATE recovery_code SET gone_ms = \(now) WHERE account_id = \(account) AND gone_ms IS NULL")
        return dropped > 0
    }

    /// Enters in the log what the rows hold now.
    func recordSecondFactor(of account: AccountID, by actor: Actor, now: Timestamp) throws {
        try record(.secondFactors, of: account.text, by: actor, at: now)
        try record(.recoveryCodes, of: account.text, by: actor, at: now)
    }

    /// The secret that was shown to its owner and not proved yet, unless that is too long ago.
    func offeredSecret(to account: AccountID, now: Timestamp) throws -> SecondFactorSecret? {
        try one(
            """
            SELECT secret FROM second_factor_offer
            WHERE account_id = \(account) AND made_ms > \(now.adding(seconds: -Limits.secondFactorOfferSeconds))
            """
        ).map { SecondFactorSecret(bytes: try $0.blob(at: 0)) }
    }

    func offer(_ secret: SecondFactorSecret, to account: AccountID, now: Timestamp) throws {
        try run(
            """
            INSERT INTO second_factor_offer (account_id, secret, made_ms)
            VALUES (\(account), \(secret.bytes), \(now))
            ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, made_ms = excluded.made_ms
            """)
    }

    /// How many recovery codes are left.
    func recoveryCodeCount(of account: AccountID) throws -> Int {
        try one("SELECT count(*) FROM recovery_code WHERE account_id = \(account) AND gone_ms IS NULL")?.int(at: 0) ?? 0
    }

    /// New recovery codes in the place of all earlier ones; gives their digests.
    func keep(_ codes: [RecoveryCode], of account: AccountID, now: Timestamp) throws -> [Digest] {
        try run("UPDATE recovery_code SET gone_ms = \(now) WHERE account_id = \(account) AND gone_ms IS NULL")
        return try codes.map { code in
            let digest = code.digest(of: account)
            try run("INSERT INTO recovery_code (account_id, digest) VALUES (\(account), \(digest))")
            return digest
        }
    }

    /// Uses the code up when it is one of the account's.
    func useRecoveryCode(_ digest: Digest, of account: AccountID, now: Timestamp) throws -> Bool {
        try run(
            """
            UPDATE recovery_code SET gone_ms = \(now)
            WHERE account_id = \(account) AND digest = \(digest) AND gone_ms IS NULL
            """) > 0
    }
}
