// A signed token as it is sent: header, payload and signature with dots between them (RFC 7515 section 7.1).

import Basics

/// A token taken apart. Nothing in it is proven until `PublicKey.verifies` said so.
struct CompactSignature: Sendable {
    let algorithm: SigningAlgorithm
    let keyID: String?
    let type: String?
    /// The payload, which is a JSON object.
    let payload: JSONObject
    private let bytes: [UInt8]
    private let signedCount: Int
    let signature: [UInt8]

    /// What was signed: header and payload as they were sent (RFC 7515 section 5.2).
    var signed: ArraySlice<UInt8> { bytes[..<signedCount] }

    /// - Throws: `tooLarge`, `malformed`, `unknownAlgorithm`, `unknownExtension`, `keyInToken`.
    init(_ text: String) throws(AssertionFault) {
        guard text.utf8.count <= Limits.clientAssertionBytesMax else { throw .tooLarge }
        bytes = Array(text.utf8)
        // Encrypted tokens have five parts.
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed }
        let header = try Self.object(parts[0])
        algorithm = try Self.algorithm(header)
        keyID = try Self.text("kid", header)
        type = try Self.text("typ", header)
        payload = try Self.object(parts[1])
        guard let signature = Base64URL.decode(parts[2]) else { throw .malformed }
        self.signature = signature
        signedCount = parts[1].endIndex
    }

    private static func object(_ part: ArraySlice<UInt8>) throws(AssertionFault) -> JSONObject {
        guard let bytes = Base64URL.decode(part) else { throw .malformed }
        do {
            return try JSONReader.object(bytes)
        } catch {
            throw .malformed
        }
    }

    /// The algorithm, after what would change how the token is read.
    private static func algorithm(_ header: JSONObject) throws(AssertionFault) -> SigningAlgorithm {
        guard let name = try text("alg", header) else { throw .malformed }
        guard let algorithm = SigningAlgorithm.allCases.first(where: { ByteText($0.rawValue) == ByteText(name) }) else {
            throw .unknownAlgorithm
        }
        if ["crit", "b64"].contains(where: { header[$0] != nil }) { throw .unknownExtension }
        if ["jwk", "jku", "x5c", "x5u"].contains(where: { header[$0] != nil }) { throw .keyInToken }
        return algorithm
    }

    private static func text(_ name: String, _ header: JSONObject) throws(AssertionFault) -> String? {
        guard let member = header[name] else { return nil }
        guard let text = member.string else { throw .malformed }
        return text
    }
}
