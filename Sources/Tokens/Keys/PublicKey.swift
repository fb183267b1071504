// A public key that verifies signatures of tokens.

import Basics
import COpenSSL

/// A public key of P-256 or Ed25519, read once and kept ready: verifying reads nothing again. It may be used from
/// several threads at once.
public struct PublicKey: Sendable {
    public let algorithm: SigningAlgorithm
    /// The point: 0x04, x and y of P-256 (SEC 1 section 2.3.3), or the 32 bytes of Ed25519 (RFC 8032 section 5.1.5).
    let point: [UInt8]
    /// Its JWK thumbprint by SHA-256 (RFC 7638, RFC 8037 section 2), 43 characters: the id that keys have here unless
    /// their owner gave them one.
    public let thumbprint: String
    private let prepared: PreparedKey

    /// What stands before the point in the SubjectPublicKeyInfo of either kind (RFC 5480 section 2, RFC 8410 section
    /// 4). No other form is taken, neither compressed points nor curves written out, whose numbers could be anybody's.
    private static let infoStart: [SigningAlgorithm: [UInt8]] = [
        .es256: [
            0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
            0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
        ],
        .edDSA: [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00],
    ]

    static func pointCount(_ algorithm: SigningAlgorithm) -> Int {
        switch algorithm {
        case .es256: 65
        case .edDSA: 32
        }
    }

    /// - Throws: `unsupported` where the point has another form, `notOnCurve` where it is none.
    init(_ algorithm: SigningAlgorithm, point: [UInt8]) throws(KeyFault) {
        guard point.count == Self.pointCount(algorithm), algorithm != .es256 || point.first == 0x04 else {
            throw .unsupported
        }
        let info = Self.infoStart[algorithm, default: []] + point
        // libcrypto looks whether a point of P-256 is on the curve.
        guard algorithm != .edDSA || EdwardsPoint.isPublicKey(point),
            let handle = KeyHandle(decoded(info, { d2i_PUBKEY(nil, $0, $1) }, free: EVP_PKEY_free)),
            let prepared = PreparedKey.verifying(handle, algorithm)
        else { throw .notOnCurve }
        self.algorithm = algorithm
        self.point = point
        self.prepared = prepared
        thumbprint = Self.thumbprint(algorithm, point)
    }

    /// - Parameter info: a SubjectPublicKeyInfo.
    init(info: [UInt8]) throws(KeyFault) {
        for (algorithm, start) in Self.infoStart
        where info.starts(with: start) && info.count == start.count + Self.pointCount(algorithm) {
            try self.init(algorithm, point: Array(info[start.count...]))
            return
        }
        throw .unsupported
    }

    /// Reads a key between `-----BEGIN PUBLIC KEY-----` and its end (RFC 7468 section 13).
    /// - Throws: `unreadable`, `tooLarge`, `secret` for a private key, `unsupported` for another kind, `notOnCurve`.
    public init(pem: String) throws(KeyFault) {
        guard pem.utf8.count <= Limits.clientKeysBytesMax else { throw .tooLarge }
        let blocks: [PEMBlock]
        do {
            blocks = try PEMBlock.read(pem)
        } catch {
            throw error == .encrypted ? .secret : error
        }
        if blocks.contains(where: { $0.label.hasSuffix("PRIVATE KEY") }) { throw .secret }
        guard let block = blocks.first, blocks.count == 1 else { throw .unreadable }
        guard block.label == "PUBLIC KEY" else { throw .unsupported }
        try self.init(info: block.content)
    }

    /// As PEM, which `init(pem:)` reads.
    public var pem: String { PEMBlock(label: "PUBLIC KEY", content: info).text }

    private var info: [UInt8] { Self.infoStart[algorithm, default: []] + point }

    /// Whether the signature is one of this key over the message.
    /// - Parameter signature: 64 bytes: r and s of ES256 (RFC 7518 section 3.4), or that of RFC 8032.
    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) -> Bool {
        guard signature.count == SigningAlgorithm.signatureCount else { return false }
        let form = algorithm == .es256 ? SignatureForm.der(signature) : signature
        return message.withUnsafeBufferPointer { message in
            prepared.succeeds { EVP_DigestVerify($0, form, form.count, message.baseAddress, message.count) }
        }
    }
}

extension PublicKey: Hashable {
    public static func == (one: PublicKey, other: PublicKey) -> Bool {
        one.algorithm == other.algorithm && one.point == other.point
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(point) }
}
