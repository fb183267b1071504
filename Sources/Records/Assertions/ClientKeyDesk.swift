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
        let keys = try Self.read(text)
        try await store.write { [quotas] db in
            // One hand-in after the other: they are counted, and compared with those there are.
            try db.waitForTurn()
            try db.lockClient(organization)
            try quotas.spend([.saves: keys.count], of: .organization(organization), at: now, db)
            let there = try db.clientKeys(of: organization)
            guard there.count + keys.count <= Limits.clientKeysEverMax else { throw ClientKeyProblem.tooMany }
            for key in keys {
                let isKnown = there.contains {
                    ByteText($0.registered.id) == ByteText(key.id) || $0.registered.key == key.key
                }
                guard !isKnown else { throw ClientKeyProblem.known }
            }
            let counting = there.count { [.offered, .confirmed].contains($0.standing) }
            guard counting + keys.count <= Limits.clientKeysMax else { throw ClientKeyProblem.tooMany }
            let rows = try keys.map { key in
                try db.insert(
                    ClientKey(
                        id: ClientKeyID(at: now, random: Random.bytes(10)), organization: organization,
                        registered: key, standing: .offered, offeredAt: now))
            }
            try db.record(rows, of: organization.text, by: actor, at: now)
        }
    }

    /// An id stands beside the thumbprint that an administrator compares: it is what can be read out, and no other
    /// key's thumbprint.
    private static func read(_ text: String) throws(ClientKeyProblem) -> [RegisteredKey] {
        let keys: [RegisteredKey]
        do {
            keys = try RegisteredKey.read(text)
        } catch {
            throw .unreadable(error)
        }
        for key in keys {
            let isPlain = key.id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            let looksHashed = key.id.wholeMatch(of: #/[A-Za-z0-9_\-]{43}/#) != nil
            guard isPlain, !looksHashed || key.id == key.key.thumbprint else { throw .unreadable(.badKeyID) }
        }
        return keys
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
            guard let key = try db.clientKey(id), organization.map({ $0 == key.organization }) ?? true else {
                throw ClientKeyProblem.overtaken
            }
            // Calls that are being answered come first; later ones find the key as it stands then.
            try db.lockClient(key.organization)
            guard let row = try db.change(id, from: from, to: standing, at: now) else {
                throw ClientKeyProblem.overtaken
            }
            try db.record([row], of: key.organization.text, by: actor, at: now)
        }
    }
}

extension Connection {
    /// Has whatever else is done with the keys and calls of that client wait until this body ends: its wrong claims are
    /// counted over all its grants, and no call is answered by a key that was withdrawn before.
    func lockClient(_ client: OrganizationID) throws {
        try lock("SELECT id FROM organization WHERE id = \(client)")
    }
}
