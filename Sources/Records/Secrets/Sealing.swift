// Sealing bytes with a key: XChaCha20-Poly1305 by libsodium.

import Basics
import CSodium

enum Sealing {
    static let keyBytes = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    private static let nonceBytes = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    private static let tagBytes = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

    /// The nonce, and behind it what is sealed. It opens with that key and for what `about` says, and never otherwise.
    static func seal(_ bytes: [UInt8], with key: [UInt8], about: String) -> [UInt8] {
        let (nonce, about) = (Random.bytes(nonceBytes), Array(about.utf8))
        var sealed = [UInt8](repeating: 0, count: bytes.count + tagBytes)
        let status = crypto_aead_xchacha20poly1305_ietf_encrypt(
            &sealed, nil, bytes, UInt64(bytes.count), about, UInt64(about.count), nil, nonce, key)
        precondition(status == 0, "libsodium seals whatever it is given")
        return nonce + sealed
    }

    /// `nil` for whatever was not sealed with that key and for that.
    static func open(_ bytes: [UInt8], with key: [UInt8], about: String) -> [UInt8]? {
        let length = bytes.count - nonceBytes - tagBytes
        guard length >= 0 else { return nil }
        let (nonce, sealed) = (Array(bytes.prefix(nonceBytes)), Array(bytes.dropFirst(nonceBytes)))
        let about = Array(about.utf8)
        // One byte more: an array of none has no address to write to.
        var opened = [UInt8](repeating: 0, count: length + 1)
        let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &opened, nil, nil, sealed, UInt64(sealed.count), about, UInt64(about.count), nonce, key)
        return status == 0 ? Array(opened.prefix(length)) : nil
    }
}
