// Setting up a second factor, and taking it away.

public import Basics
public import Casework
import Storage

/// How far somebody is with their second factor.
public struct SecondFactorState: Sendable, Hashable {
    public var isSet: Bool
    /// Whether their roles need one.
    public var isDemanded: Bool
    public var recoveryCodesLeft: Int
    /// A secret that was shown and waits for its first code.
    public var offered: SecondFactorSecret?
}

extension Accounts {
    public func secondFactor(of person: Actor, now: Timestamp) async throws -> SecondFactorState? {
        guard let id = person.account else { return nil }
        return try await store.read { db in
            SecondFactorState(
                isSet: try db.secondFactor(of: id) != nil, isDemanded: policy.demandsSecondFactor(person.roles),
                recoveryCodesLeft: try db.recoveryCodeCount(of: id),
                offered: try db.offeredSecret(to: id, now: now))
        }
    }

    /// Makes a secret for an app. What the account has already goes on until the app has proved the new one.
    public func offerSecondFactor(to id: AccountID, now: Timestamp) async throws {
        try await store.write { db in try db.offer(.make(), to: id, now: now) }
    }

    /// Takes the first code of the app; from then on signing in asks for one. Gives the recovery codes, which are shown
    /// this once; `nil` when the code is wrong, or no secret was offered.
    public func setSecondFactor(code: String, by person: Actor, now: Timestamp) async throws -> [String]? {
        guard let id = person.account else { return nil }
        let codes = (0..<Limits.recoveryCodes).map { _ in RecoveryCode.make() }
        let isSet = try await store.write { db in
            try db.hold(id)
            let digits = code.filter { !$0.isWhitespace }
            guard let secret = try db.offeredSecret(to: id, now: now),
                let step = OneTimeCode.step(of: digits, secret.bytes, after: 0, now: now)
            else { return false }
            try db.keep(SecondFactor(secret: secret, lastStep: step), of: id, now: now)
            let digests = try db.keep(codes, of: id, now: now).map(\.hex)
            let payload = SecondFactorEntry(secret: Digest(of: secret.bytes).hex, step: step, codes: digests)
            try db.append(
                [try LedgerEntry(type: "second-factor-set", at: now, actor: person, payload: payload)],
                to: Accounts.stream(of: id))
            try db.recordSecondFactor(of: id, by: person, now: now)
            return true
        }
        return isSet ? codes.map(\.text) : nil
    }

    /// New recovery codes in the place of all earlier ones; `nil` for whoever has no second factor.
    public func renewRecoveryCodes(by person: Actor, now: Timestamp) async throws -> [String]? {
        guard let id = person.account else { return nil }
        let codes = (0..<Limits.recoveryCodes).map { _ in RecoveryCode.make() }
        let isDone = try await store.write { db in
            try db.hold(id)
            guard try db.secondFactor(of: id) != nil else { return false }
            let payload = SecondFactorEntry(codes: try db.keep(codes, of: id, now: now).map(\.hex))
            try db.append(
                [try LedgerEntry(type: "recovery-codes-made", at: now, actor: person, payload: payload)],
                to: Accounts.stream(of: id))
            try db.recordSecondFactor(of: id, by: person, now: now)
            return true
        }
        return isDone ? codes.map(\.text) : nil
    }

    /// Takes the second factor away: by its owner, or by an administrator when telephone and codes are lost. Sessions
    /// that are open go on; of an account whose roles need one, the next page is the one that sets it up. One that is
    /// not there is no error.
    public func removeSecondFactor(of id: AccountID, by actor: Actor, now: Timestamp) async throws {
        try await store.write { db in
            try db.hold(id)
            guard try db.dropSecondFactor(of: id, now: now) else { return }
            if actor.account != id { try db.reopenAuthorities(of: id, by: actor, now: now) }
            try db.append(
                [LedgerEntry(type: "second-factor-removed", at: now, actor: actor.envelope, payload: "{}")],
                to: Accounts.stream(of: id))
            try db.recordSecondFactor(of: id, by: actor, now: now)
        }
    }
}

/// What the log says of a second factor: digests alone, so that the rows can be held against them. The secret is 160
/// random bits, a recovery code 80: their digests give nothing away.
private struct SecondFactorEntry: Encodable {
    var secret: String?
    var step: Int?
    var codes: [String]
}
