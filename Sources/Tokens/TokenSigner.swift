// Makes the tokens that the server signs.

public import Basics

/// That a token was not made.
public enum SigningFault: Error, Hashable, Sendable {
    /// An object would have a member of this name twice: readers differ about which one counts.
    case doubledMember(String)
    /// libcrypto made no signature: it has no memory or no randomness.
    case libraryFailed
}

/// Signs tokens of one type with one key (RFC 7519, RFC 7515 section 7.1). The header is `alg`, `kid` and `typ`, `kid`
/// the thumbprint under which `KeySet` publishes the key.
public struct TokenSigner: Sendable {
    private let key: PrivateKey
    /// The header with its dot, which is the same for every token.
    private let head: [UInt8]

    /// - Parameter type: `typ` (RFC 7515 section 4.1.9), by which one kind of token is not taken for another.
    public init(_ key: PrivateKey, type: String = "JWT") {
        self.key = key
        let header = [
            JSONMember("alg", key.publicKey.algorithm.rawValue), JSONMember("kid", key.publicKey.thumbprint),
            JSONMember("typ", type),
        ]
        head = Base64URL.encode(JSONWriter.object(header)) + [UInt8(ascii: ".")]
    }

    /// The signed token with these claims in their order.
    /// - Throws: `doubledMember`, `libraryFailed`.
    public func token(_ claims: [JSONMember]) throws(SigningFault) -> String {
        if let name = Self.doubledName(in: claims) { throw .doubledMember(name) }
        var token = head + Base64URL.encode(JSONWriter.object(claims))
        guard let signature = key.signature(of: token) else { throw .libraryFailed }
        token.append(UInt8(ascii: "."))
        token += Base64URL.encode(signature)
        return String(decoding: token, as: UTF8.self)
    }

    private static func doubledName(in members: [JSONMember]) -> String? {
        var names: Set<ByteText> = []
        for member in members {
            guard names.insert(ByteText(member.name)).inserted else { return member.name }
            if case .object(let inner) = member.value, let name = doubledName(in: inner) { return name }
        }
        return nil
    }
}
