// The token that a client shows with each call, for some minutes (RFC 6749 section 1.4).

public import Basics

/// Who may call until when. It is not kept anywhere: its code proves it, and what else must hold (that the key and the
/// grant still do) is looked up with each call.
public struct AccessToken: Hashable, Sendable {
    public let client: String
    /// The registration of the key by which the client proved who it is.
    public let key: String
    public let expires: Timestamp

    /// - Parameter client: Neither it nor `key` holds a blank.
    public init(client: String, key: String, expires: Timestamp) {
        self.client = client
        self.key = key
        self.expires = expires
    }
}

/// Makes and reads access tokens by the server's secret for them.
public struct AccessTokens: Sendable {
    private let key: [UInt8]

    /// What no other use of the key begins with.
    private static let purpose = Array("trinhky access token 1\0".utf8)

    /// - Returns: `nil` for fewer than `Limits.secretBytesMin` bytes.
    public init?(key: [UInt8]) {
        guard key.count >= Limits.secretBytesMin else { return nil }
        self.key = key
    }

    /// The text of a token: base64url of what it says, a dot, base64url of its code (HMAC-SHA-256).
    public func text(_ token: AccessToken) -> String {
        let said = Base64URL.text(Array("\(token.client) \(token.key) \(token.expires.milliseconds)".utf8))
        return "\(said).\(code(said))"
    }

    /// What a text says that this server made and that has not expired; `nil` for any other.
    public func token(_ text: String, at now: Timestamp) -> AccessToken? {
        guard text.utf8.count <= Limits.accessTokenBytesMax else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, MessageAuthentication.isSame(code(String(parts[0])), String(parts[1])),
            let bytes = Base64URL.decode(parts[0].utf8)
        else { return nil }
        let said = String(decoding: bytes, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard said.count == 3, let expires = Int64(said[2]).map(Timestamp.init(milliseconds:)), now < expires else {
            return nil
        }
        return AccessToken(client: String(said[0]), key: String(said[1]), expires: expires)
    }

    private func code(_ said: String) -> String {
        Base64URL.text(MessageAuthentication.code(.sha256, key: key, Self.purpose + said.utf8))
    }
}
