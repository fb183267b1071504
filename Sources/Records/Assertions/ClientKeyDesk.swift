// Handing in, confirming and withdrawing the keys of clients.

public import Basics
public import Casework
public import Storage
import Tokens

/// The keys of organisations' servers. An organisation hands them in, an administrator confirms what was compared with
/// the organisation by another way. Several count at once, so that a new one is there before the old one goes.
public struct ClientKeyDesk: Sendable {
    let store: any Store
    let quotas: Quotas

    public init(store: any Store, quotas: Quotas = Quotas()) {
        self.store = store
        self.quotas = quotas
    }

    /// Takes in the keys of a text (JWK, JWKS or PEM), all or none. Throws `ClientKeyProblem`.
    public func offer(
        _ text: String, of organization: OrganizationID, by actor: Actor, at now: Timestamp
    ) async throws {
        let keys: [RegisteredKey]
        do {
            keys = try RegisteredKey.read(text)
        } catch {
            throw ClientKeyProblem.unreadable(error)
        }
        try await store.write { [quotas] db in
            // One hand-in after the other: they are counted, and compared with those there are.
            try db.waitForTurn()
            try quotas.spend([.saves: keys.count], of: .organization(organization), at: now, db)
            let there = try db.clientKeys(of: organization)
            for key in keys {
                let isKnown = there.contains {
                    ByteText($0.registered.id) == ByteText(key.id) || $0.registered.key == key.key
                }
                guard !isKnown else { throw ClientKeyProblem.known }
            }
            let counting = there.count { [.offered, .confirmed].contains($0.standing) }
            guard counting + keys.count <= Limits.clientKeysMax else { throw ClientKeyProblem.tooMany }
            for key in keys {
                try db.insert(
                    ClientKey(
                        id: ClientKeyID(at: now, random: Random.bytes(10)), organization: organization,
                        registered: key, standing: .offered, offeredAt: now, decidedAt: nil))
            }
            try db.recordKeys(of: organization, by: actor, at: now)
        }
    }

    /// An administrator's word on a key that was handed in. Throws `ClientKeyProblem.overtaken`.
    public func decide(
        _ key: ClientKeyID, isConfirmed: Bool, by actor: Actor, at now: Timestamp
    ) async throws {
        try await change(key, from: [.offered], to: isConfirmed ? .confirmed : .refused, by: actor, at: now)
    }

    /// Takes a key out of use at once: calls with tokens that were given for it are refused too. Throws
    /// `ClientKeyProblem.overtaken`.
    /// - Parameter organization: whose it must be; an administrator's hand reaches all.
    public func withdraw(
        _ key: ClientKeyID, of organization: OrganizationID? = nil, by actor: Actor, at now: Timestamp
    ) async throws {
        try await change(key, of: organization, from: [.offered, .confirmed], to: .withdrawn, by: actor, at: now)
    }

    private func change(
        _ id: ClientKeyID, of organization: OrganizationID? = nil, from: Set<ClientKeyStanding>,
        to standing: ClientKeyStanding, by actor: Actor, at now: Timestamp
    ) async throws {
        try await store.write { db in
            guard let key = try db.clientKey(id), organization.map({ $0 == key.organization }) ?? true,
                try db.change(id, from: from, to: standing, at: now)
            else { throw ClientKeyProblem.overtaken }
            try db.recordKeys(of: key.organization, by: actor, at: now)
        }
    }
}

extension Connection {
    /// Has the log prove the keys as they stand now.
    fileprivate func recordKeys(of organization: OrganizationID, by actor: Actor, at now: Timestamp) throws {
        try record(.clientKeys, of: organization.text, by: actor, at: now)
    }
}
