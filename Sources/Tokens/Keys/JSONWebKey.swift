// Public keys as JSON (RFC 7517, RFC 7518 section 6.2, RFC 8037 section 2).

import Basics

/// A JWK that came in, with the id that its owner gave it.
struct JSONWebKey {
    let key: PublicKey
    let id: String?

    /// Members that only private or symmetric keys have, of any kind (RFC 7518 section 6.2.2, 6.3.2 and 6.4).
    private static let secretMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

    /// - Throws: `secret` before anything else, `unreadable`, `badKeyID`, `unsupported`, `otherUse`, `notOnCurve`.
    init(_ object: JSONObject) throws(KeyFault) {
        if Self.secretMembers.contains(where: { object[$0] != nil }) { throw .secret }
        guard let kind = object["kty"]?.string else { throw .unreadable }
        id = try Self.id(object)
        switch (kind, object["crv"]?.string) {
        case ("EC", "P-256"):
            try Self.checkUse(object, .es256)
            key = try PublicKey(.es256, point: [0x04] + Self.number("x", object) + Self.number("y", object))
        case ("OKP", "Ed25519"):
            try Self.checkUse(object, .edDSA)
            key = try PublicKey(.edDSA, point: Self.number("x", object))
        case ("EC", nil), ("OKP", nil): throw .unreadable
        default: throw .unsupported
        }
    }

    private static func id(_ object: JSONObject) throws(KeyFault) -> String? {
        guard let member = object["kid"] else { return nil }
        guard let id = member.string else { throw .unreadable }
        guard RegisteredKey.isID(id) else { throw .badKeyID }
        return id
    }

    /// What says what the key is for may be missing, and says nothing else where it is there.
    private static func checkUse(_ object: JSONObject, _ algorithm: SigningAlgorithm) throws(KeyFault) {
        if let use = object["use"], use != .string("sig") { throw .otherUse }
        if let stated = object["alg"], stated != .string(algorithm.rawValue) { throw .otherUse }
        if let operations = object["key_ops"] {
            guard let operations = operations.array, operations.contains(.string("verify")) else { throw .otherUse }
        }
    }

    /// A coordinate: 32 bytes, zeros in front included (RFC 7518 section 6.2.1.2).
    private static func number(_ name: String, _ object: JSONObject) throws(KeyFault) -> [UInt8] {
        guard let text = object[name]?.string, let bytes = Base64URL.decode(text.utf8), bytes.count == 32 else {
            throw .unreadable
        }
        return bytes
    }
}

extension PublicKey {
    /// The members of its JWK that it consists of, by name in the order of the alphabet.
    private static func requiredMembers(_ algorithm: SigningAlgorithm, _ point: [UInt8]) -> [JSONMember] {
        switch algorithm {
        case .es256:
            [
                JSONMember("crv", "P-256"), JSONMember("kty", "EC"),
                JSONMember("x", Base64URL.text(Array(point[1..<33]))),
                JSONMember("y", Base64URL.text(Array(point[33...]))),
            ]
        case .edDSA:
            [JSONMember("crv", "Ed25519"), JSONMember("kty", "OKP"), JSONMember("x", Base64URL.text(point))]
        }
    }

    /// The members of its JWK as it is published, for signatures alone.
    func webKeyMembers(id: String) -> [JSONMember] {
        Self.requiredMembers(algorithm, point) + [
            JSONMember("kid", id), JSONMember("use", "sig"), JSONMember("alg", algorithm.rawValue),
        ]
    }

    static func thumbprint(_ algorithm: SigningAlgorithm, _ point: [UInt8]) -> String {
        Base64URL.text(Digest(of: JSONWriter.object(requiredMembers(algorithm, point))).bytes)
    }
}
