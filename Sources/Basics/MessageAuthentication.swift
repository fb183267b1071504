// Codes that only the holder of a key can make, by libcrypto (docs/decisions/022-hashes-by-libcrypto.md).

import COpenSSL

/// Message authentication by a hash function and a key (HMAC, RFC 2104).
public enum MessageAuthentication {
    public enum Function: Sendable {
        /// For the one-time codes of authenticator apps alone: they know no other function for certain, and collisions
        /// of SHA-1 do not weaken its HMAC (RFC 6151, 6194).
        case sha1
        case sha256
    }

    /// The code of `message`: 20 bytes by SHA-1, 32 by SHA-256.
    public static func code(_ function: Function, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        let kind =
            switch function {
            case .sha1: EVP_sha1()
            case .sha256: EVP_sha256()
            }
        var out = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        let made = HMAC(kind, key, Int32(key.count), message, message.count, &out, &count)
        precondition(made != nil, "libcrypto does not compute HMAC")
        return Array(out.prefix(Int(count)))
    }

    /// Whether both are the same, in a time that does not tell where they differ.
    public static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        return left.count == right.count && CRYPTO_memcmp(left, right, right.count) == 0
    }
}
