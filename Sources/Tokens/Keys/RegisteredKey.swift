// The public keys that a client registered, by which it is known.

public import Basics

/// A client's public key with its id and the time for which it counts.
public struct RegisteredKey: Hashable, Sendable {
    /// The client's own `kid`, or the thumbprint where it gave none.
    public let id: String
    public let key: PublicKey
    /// The first moment at which it counts, and the first at which it does no more; open where `nil`.
    public let begins, ends: Timestamp?

    public init(id: String, key: PublicKey, begins: Timestamp? = nil, ends: Timestamp? = nil) {
        self.id = id
        self.key = key
        self.begins = begins
        self.ends = ends
    }

    /// Reads what a client hands in: a set of keys (JWKS, RFC 7517 section 5), one key (JWK), or one in PEM. Of a set,
    /// keys of kinds and uses that are not known here are passed over, as RFC 7517 wants it; keys that are broken and
    /// keys that are secret are not. All count without end.
    /// - Returns: From one to `Limits.clientKeysMax` keys of different ids.
    /// - Throws: Any `KeyFault` but `notPrivate` and `libraryFailed`.
    public static func read(_ text: String) throws(KeyFault) -> [RegisteredKey] {
        guard text.utf8.count <= Limits.clientKeysBytesMax else { throw .tooLarge }
        let start = text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if start == UInt8(ascii: "-") {
            let key = try PublicKey(pem: text)
            return [RegisteredKey(id: key.thumbprint, key: key)]
        }
        guard let object = json(text) else { throw .unreadable }
        guard let set = object["keys"] else { return [RegisteredKey(try JSONWebKey(object))] }
        guard let members = set.array else { throw .unreadable }
        guard members.count <= Limits.clientKeysMax else { throw .tooManyKeys }
        return try keys(members)
    }

    private static func json(_ text: String) -> JSONObject? {
        // What is wrong with it is said by the caller's one word.
        try? JSONReader.object(Array(text.utf8))
    }

    private static func keys(_ members: [JSONValue]) throws(KeyFault) -> [RegisteredKey] {
        var keys: [RegisteredKey] = []
        var ids: Set<ByteText> = []
        for member in members {
            guard let object = member.object else { throw .unreadable }
            guard let key = try usableKey(object) else { continue }
            guard ids.insert(ByteText(key.id)).inserted else { throw .doubledKeyID }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw .noKey }
        return keys
    }

    /// `nil` where the key is of another kind or for another use.
    private static func usableKey(_ object: JSONObject) throws(KeyFault) -> RegisteredKey? {
        do {
            return RegisteredKey(try JSONWebKey(object))
        } catch {
            guard error == .unsupported || error == .otherUse else { throw error }
            return nil
        }
    }

    private init(_ webKey: JSONWebKey) {
        self.init(id: webKey.id ?? webKey.key.thumbprint, key: webKey.key)
    }

    /// Whether a text may be the id of a key or of a token: not empty, at most `Limits.tokenIDBytesMax`, and without
    /// the control characters of ASCII, of which databases and logs do not take all.
    static func isID(_ text: String) -> Bool {
        (1...Limits.tokenIDBytesMax).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    /// Its JWK as JSON, which `read` gives back with this id.
    public var webKey: String { String(decoding: JSONWriter.object(key.webKeyMembers(id: id)), as: UTF8.self) }

    func counts(at now: Timestamp) -> Bool { begins.map { $0 <= now } ?? true && ends.map { now < $0 } ?? true }
}
