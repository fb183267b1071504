// A private key of the server, which signs its tokens.

import Basics
import COpenSSL

/// A private key of P-256 or Ed25519, read once and kept ready. It may be used from several threads at once. It is
/// neither coded nor described anywhere: it leaves by `pem` alone.
public struct PrivateKey: Sendable {
    public let publicKey: PublicKey
    private let handle: KeyHandle
    private let prepared: PreparedKey

    private static let pemLabel = "PRIVATE KEY"

    /// Reads PKCS#8 (`PRIVATE KEY`, RFC 5958) or SEC 1 (`EC PRIVATE KEY`, RFC 5915, with or without `EC PARAMETERS`).
    /// - Throws: `unreadable`, `tooLarge`, `encrypted`, `notPrivate`, `unsupported` for another kind of key.
    public init(pem: String) throws(KeyFault) {
        guard pem.utf8.count <= Limits.clientKeysBytesMax else { throw .tooLarge }
        let blocks = try PEMBlock.read(pem).filter { $0.label != "EC PARAMETERS" }
        guard let block = blocks.first, blocks.count == 1 else { throw .unreadable }
        let key =
            switch block.label {
            case Self.pemLabel: Self.key(inPKCS8: block.content)
            case "EC PRIVATE KEY":
                decoded(block.content, { d2i_PrivateKey(EVP_PKEY_EC, nil, $0, $1) }, free: EVP_PKEY_free)
            case "ENCRYPTED PRIVATE KEY": throw .encrypted
            case "PUBLIC KEY", "CERTIFICATE": throw .notPrivate
            default: throw .unsupported
            }
        guard let handle = KeyHandle(key) else { throw .unreadable }
        try self.init(handle)
    }

    /// A new key, from libcrypto's random numbers.
    /// - Throws: `libraryFailed`.
    public init(generating algorithm: SigningAlgorithm) throws(KeyFault) {
        let name =
            switch algorithm {
            case .es256: "EC"
            case .edDSA: "ED25519"
            }
        guard let context = EVP_PKEY_CTX_new_from_name(nil, name, nil) else { throw .libraryFailed }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1,
            algorithm == .edDSA || EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_generate(context, &key) == 1, let handle = KeyHandle(key)
        else {
            forgetErrors()
            throw .libraryFailed
        }
        try self.init(handle)
    }

    private init(_ handle: KeyHandle) throws(KeyFault) {
        self.handle = handle
        guard let info = handle.publicInfo else { throw .unsupported }
        publicKey = try PublicKey(info: info)
        guard let prepared = PreparedKey.signing(handle, publicKey.algorithm) else { throw .unsupported }
        self.prepared = prepared
        // A file may hold a public key that is not that of the private one beside it.
        let sample: [UInt8] = Array("trinhky".utf8)
        guard let signature = signature(of: sample), publicKey.verifies(signature, of: sample[...]) else {
            throw .unreadable
        }
    }

    /// As PKCS#8 in PEM, without a password: what holds it is to be kept as the secret it is.
    /// - Throws: `libraryFailed`.
    public func pem() throws(KeyFault) -> String {
        guard let info = EVP_PKEY2PKCS8(handle.pointer) else { throw .libraryFailed }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        guard let content = encoding({ i2d_PKCS8_PRIV_KEY_INFO(info, $0) }) else { throw .libraryFailed }
        return PEMBlock(label: Self.pemLabel, content: content).text
    }

    /// The signature of the message, 64 bytes as tokens hold it; `nil` where libcrypto makes none.
    func signature(of message: [UInt8]) -> [UInt8]? {
        var signature = [UInt8](repeating: 0, count: SignatureForm.derCountMax)
        var count = signature.count
        guard prepared.succeeds({ EVP_DigestSign($0, &signature, &count, message, message.count) }) else { return nil }
        signature.removeLast(signature.count - count)
        return publicKey.algorithm == .es256 ? SignatureForm.raw(signature) : signature
    }

    /// By the form for keys of any kind without a password, so that nothing in it can lead to a question for one.
    private static func key(inPKCS8 content: [UInt8]) -> OpaquePointer? {
        let info = decoded(
            content, { d2i_PKCS8_PRIV_KEY_INFO(nil, $0, $1) }, free: { PKCS8_PRIV_KEY_INFO_free($0) })
        guard let info else { return nil }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        return EVP_PKCS82PKEY(info)
    }
}
