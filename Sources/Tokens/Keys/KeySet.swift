// The document in which the server publishes its keys.

/// The public keys of the server as a JWK set (RFC 7517 section 5), for `application/jwk-set+json`. Each key has its
/// thumbprint as `kid`.
///
/// The next key stands in it before anything is signed by it, and the previous ones until what they signed has expired,
/// so that who keeps a copy for a while never meets an unknown key. (Roadmap, "Group 4 assertions".)
public struct KeySet: Sendable {
    /// The present key first, then the next, then the previous ones; none twice.
    let keys: [PublicKey]

    public init(current: PublicKey, next: PublicKey? = nil, previous: [PublicKey] = []) {
        var keys: [PublicKey] = []
        for key in [current] + (next.map { [$0] } ?? []) + previous where !keys.contains(key) { keys.append(key) }
        self.keys = keys
    }

    /// The document, the same bytes for the same keys.
    public var json: [UInt8] {
        let members = keys.map { TokenMember.Value.object($0.webKeyMembers(id: $0.thumbprint)) }
        return JSONWriter.object([TokenMember("keys", .list(members))])
    }
}
