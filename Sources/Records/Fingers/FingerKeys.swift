// The keys that templates of fingers are sealed with at rest: XChaCha20-Poly1305 by libsodium.

import Basics
import CSodium

/// A template as it lies in the database.
struct SealedTemplate: Hashable, Sendable {
    /// Which key it is sealed with.
    let key: String
    /// The nonce, and behind it what is sealed.
    let bytes: [UInt8]
}

/// Where a template lies: it opens there and nowhere else.
protocol SealedPlace {
    /// What it is sealed for.
    var about: String { get }
}

/// Why a sealed template cannot be had.
enum SealFault: Error, Hashable, Sendable {
    /// Its key is not in the file.
    case keyMissing
    /// It was changed, or stands in another row than the one that it was sealed for.
    case damaged
}

/// The keys of a file, in its order: the last one seals, all of them open.
struct FingerKeys: Sendable {
    struct Key: Sendable {
        let id: String
        let bytes: [UInt8]
    }

    private let keys: [Key]

    /// - Parameter keys: each of `keyBytes` bytes, no id twice.
    init(_ keys: [Key] = []) { self.keys = keys }

    static let keyBytes = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    private static let nonceBytes = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    private static let tagBytes = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

    /// The id of the key that seals; `nil` without any.
    var newest: String? { keys.last?.id }

    func has(_ id: String) -> Bool { keys.contains { $0.id == id } }

    /// Seals bytes for the row that `about` names: they open nowhere else. Without a key there is no way to keep them.
    func seal(_ bytes: [UInt8], about: String) throws(SealFault) -> SealedTemplate {
        guard let key = keys.last else { throw .keyMissing }
        let (nonce, about) = (Random.bytes(Self.nonceBytes), Array(about.utf8))
        var sealed = [UInt8](repeating: 0, count: bytes.count + Self.tagBytes)
        let status = crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, nil, bytes, UInt64(bytes.count), about, UInt64(about.count), nil, nonce, key.bytes)
        precondition(status == 0, "libsodium seals whatever it is given")
        return SealedTemplate(key: key.id, bytes: nonce + sealed)
    }

    /// What was sealed for the row that `about` names.
    func open(_ template: SealedTemplate, about: String) throws(SealFault) -> [UInt8] {
        guard let key = keys.first(where: { $0.id == template.key }) else { throw .keyMissing }
        let length = template.bytes.count - Self.nonceBytes - Self.tagBytes
        guard length >= 0 else { throw .damaged }
        let (nonce, sealed) = (
            Array(template.bytes.prefix(Self.nonceBytes)), Array(template.bytes.dropFirst(Self.nonceBytes))
        )
        let about = Array(about.utf8)
        // One byte more: an array of none has no address to write to.
        var opened = [UInt8](repeating: 0, count: length + 1)
        let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &opened, nil, nil, sealed, UInt64(sealed.count), about, UInt64(about.count), nonce, key.bytes)
        guard status == 0 else { throw .damaged }
        return Array(opened.prefix(length))
    }
}
