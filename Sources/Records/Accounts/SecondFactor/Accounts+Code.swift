// The second step of signing in: the code.

public import Basics
import Casework
import Storage

/// By what somebody proved that they hold the second factor.
enum SecondFactorProof: Sendable, Hashable {
    /// The code of that time step.
    case app(step: Int)
    case recovery(Digest)

    var step: Int? {
        if case .app(let step) = self { step } else { nil }
    }

    var code: Digest? {
        if case .recovery(let digest) = self { digest } else { nil }
    }
}

extension Accounts {
    /// Takes the code of the authenticator app, or a recovery code, from whoever gave the right password: `token` is
    /// what `signIn` gave. Everything else is as there. All of it is one transaction, so that a code is taken once.
    public func finishSignIn(
        token: String, code: String, addressDigest: Digest, browser: String? = nil, replacing old: String? = nil,
        now: Timestamp
    ) async throws -> SignInResult {
        let origin = Origin(address: addressDigest, browser: browser)
        return try await store.write { db in
            guard let begun = try db.signInBegun(token: token, now: now) else { return .expired }
            try db.hold(begun)
            // Whoever came first with this token has used it up.
            guard let account = try db.signInBegun(token: token, now: now),
                let factor = try db.secondFactor(of: account)
            else { return .expired }
            let throttle = SignInThrottle.code(
                of: account, from: try db.familiarPlace(of: account, among: origin.places))
            if let wait = try throttle.wait(db, now: now) { return .throttled(retryAfterSeconds: wait) }
            guard let proof = try db.prove(code, factor, of: account, now: now) else {
                try throttle.fail(db, now: now)
                try db.append([origin.entry("code-failed", by: .unknown, now)], to: Accounts.stream(of: account))
                return .refused
            }
            try throttle.succeed(db)
            try db.endSignInStep(token: token)
            let session = try db.openSession(of: account, from: origin, replacing: old, now: now)
            if proof.code != nil { try db.record(.recoveryCodes, of: account.text, by: .system(by: .web), at: now) }
            try db.logSignIn(of: account, from: origin, proof: proof, now: now)
            return .signedIn(token: session.text, account: account)
        }
    }
}

extension Connection {
    /// Whether that is a code of the account's app, or one of its recovery codes; either is used up by it. That a
    /// recovery code was is not recorded yet.
    func prove(
        _ code: String, _ factor: SecondFactor, of account: AccountID, now: Timestamp
    ) throws -> SecondFactorProof? {
        let digits = code.filter { !$0.isWhitespace }
        if let step = OneTimeCode.step(of: digits, factor.secret.bytes, after: factor.lastStep, now: now) {
            try run("UPDATE second_factor SET last_step = \(step) WHERE account_id = \(account)")
            return .app(step: step)
        }
        guard let digest = RecoveryCode(typed: code)?.digest(of: account),
            try useRecoveryCode(digest, of: account, now: now)
        else { return nil }
        return .recovery(digest)
    }

    /// Keeps that the password was right; gives what the browser brings back with the code.
    func beginSignIn(of account: AccountID, now: Timestamp) throws -> String {
        let token = SessionToken()
        try run(
            """
            INSERT INTO sign_in_step (token_digest, account_id, begun_ms)
            VALUES (\(SessionToken.digest(token.text)), \(account), \(now))
            """)
        return token.text
    }

    /// Whose password was right, not too long ago.
    fileprivate func signInBegun(token: String, now: Timestamp) throws -> AccountID? {
        try one(
            """
            SELECT s.account_id FROM sign_in_step s JOIN account a ON a.id = s.account_id
            WHERE s.token_digest = \(SessionToken.digest(token)) AND a.is_disabled = 0
                AND s.begun_ms > \(now.adding(seconds: -Limits.signInStepSeconds))
            """
        ).map { try $0.id(at: 0) }
    }

    fileprivate func endSignInStep(token: String) throws {
        try run("DELETE FROM sign_in_step WHERE token_digest = \(SessionToken.digest(token))")
    }

    /// Removes what was begun and never finished.
    func purgeSignInSteps(now: Timestamp) throws {
        try run("DELETE FROM sign_in_step WHERE begun_ms <= \(now.adding(seconds: -Limits.signInStepSeconds))")
    }

    /// Starts the session of somebody who proved who they are; the one that the browser came with ends. The entry of
    /// the log comes last (`logSignIn`).
    func openSession(
        of account: AccountID, from origin: Origin, replacing old: String?, now: Timestamp
    ) throws -> SessionToken {
        try remember(origin.places, of: account, now: now)
        try run("UPDATE account SET active_ms = \(now) WHERE id = \(account)")
        if let old { try endSession(token: old) }
        return try createSession(of: account, now: now)
    }

    func logSignIn(
        of account: AccountID, from origin: Origin, proof: SecondFactorProof? = nil, now: Timestamp
    ) throws {
        try append(
            [origin.entry("signed-in", by: .account(account), now, proof: proof)], to: Accounts.stream(of: account))
    }
}
