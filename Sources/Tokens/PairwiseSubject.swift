// Under which name a recipient knows a person, and no other recipient does.

import Basics

/// The pseudonyms of one recipient: the same for the same person each time, and of no use for telling who it is or for
/// comparing with another recipient's without the key (pairwise subject identifiers, OpenID Connect Core section 8.1).
///
/// There are few enough numbers of persons to try them all: it rests on the key alone.
public struct PairwiseSubject: Sendable {
    private let key: [UInt8]
    private let start: [UInt8]

    /// What no other use of the key begins with; a change of it changes every pseudonym.
    private static let purpose = Array("trinhky pairwise subject 1\0".utf8)

    /// - Parameter key: The server's secret for this alone, at least `Limits.secretBytesMin` random bytes.
    /// - Returns: `nil` where the key is shorter, or where the recipient's id holds U+0000, which ends it here.
    public init?(key: [UInt8], recipient: String) {
        guard key.count >= Limits.secretBytesMin, !recipient.utf8.contains(0) else { return nil }
        self.key = key
        start = Self.purpose + recipient.utf8 + [0]
    }

    /// The pseudonym of a person: 43 characters of base64url, HMAC-SHA-256 of recipient and person.
    public func subject(of person: String) -> String {
        Base64URL.text(MessageAuthentication.code(.sha256, key: key, start + person.utf8))
    }
}
