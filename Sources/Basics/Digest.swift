// SHA-256 and random bytes, both from libsodium (docs/decisions/002-libsodium.md).

import CSodium

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
public struct Digest: Hashable, Sendable {
    public let bytes: [UInt8]

    /// The digest of `content`.
    public init(of content: [UInt8]) {
        var out = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&out, content, UInt64(content.count))
        bytes = out
    }

    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// A digest read back from storage; `nil` when it is not 32 bytes long.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Int(crypto_hash_sha256_BYTES) else { return nil }
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }
}

/// Cryptographic randomness. The pure targets never call it: they are given what it made.
public enum Random {
    /// `count` bytes from the operating system's generator.
    public static func bytes(_ count: Int) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: count)
        randombytes_buf(&out, count)
        return out
    }

    private static let tokenBytes = 32

    /// What a browser keeps and nobody can guess: 32 random bytes as 64 lower-case hexadecimal digits.
    public static func token() -> String { Hex.encode(bytes(tokenBytes)) }

    /// Whether a text that came back has the form of a token of ours.
    public static func isToken(_ text: String) -> Bool {
        text.utf8.count == 2 * tokenBytes
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
