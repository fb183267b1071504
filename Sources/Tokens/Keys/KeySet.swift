// The document in which the server publishes its keys.

import Basics

/// The public keys of the server as a JWK set (RFC 7517 section 5), for `application/jwk-set+json`. Each key has its
/// thumbprint as `kid`.
///
/// The next key stands in it before anything is signed by it, and the previous ones until what they signed has expired,
/// so that who keeps a copy for a while never meets an unknown key.
public struct KeySet: Sendable {
    /// The present key first, then the others; none twice.
    let keys: [PublicKey]

    /// - Parameter others: The next keys, and the previous ones.
    public init(current: PublicKey, others: [PublicKey] = []) {
        var keys: [PublicKey] = []
        for key in [current] + others where !keys.contains(key) { keys.append(key) }
        self.keys = keys
    }

    /// The document, the same bytes for the same keys.
    public var json: [UInt8] {
        let members = keys.map { JSONMember.Value.object($0.webKeyMembers(id: $0.thumbprint)) }
        return JSONWriter.object([JSONMember("keys", .list(members))])
    }
}
