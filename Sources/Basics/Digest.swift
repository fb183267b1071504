// SHA-256 by libcrypto (docs/decisions/022-hashes-by-libcrypto.md), random bytes by libsodium.

import COpenSSL
import CSodium

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
public struct Digest: Hashable, Sendable {
    /// The bytes, held in place: the log is full of digests, and an array would be one piece of memory for each. (Not a
    /// `SIMD4`: that wants to lie at multiples of 32 bytes, which an asynchronous function does not see to.)
    private struct Words: Hashable, Sendable {
        var (first, second, third, fourth): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    }

    private let words: Words

    static let count = 32

    /// Looked up once, since that takes longer than hashing a short text; OpenSSL shares it among threads.
    nonisolated(unsafe) static let sha256 = EVP_MD_fetch(nil, "SHA256", nil)

    /// The digest of `content`.
    public init(of content: [UInt8]) {
        self = content.withUnsafeBytes { Digest(ofParts: $0) }
    }

    /// The digest of `first` with the UTF-8 of `text` behind it.
    public init(of first: [UInt8], _ text: String) {
        var text = text
        self = first.withUnsafeBytes { first in text.withUTF8 { Digest(ofParts: first, UnsafeRawBufferPointer($0)) } }
    }

    private init(ofParts parts: UnsafeRawBufferPointer...) {
        var words = Words()
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        let succeeded = Swift.withUnsafeMutableBytes(of: &words) { out in
            EVP_DigestInit_ex2(context, Self.sha256, nil) == 1
                && parts.allSatisfy { EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1 }
                && EVP_DigestFinal_ex(context, out.baseAddress, nil) == 1
        }
        precondition(succeeded, "libcrypto does not compute SHA-256")
        self.words = words
    }

    public init(of text: String) { self.init(of: [], text) }

    /// A digest read back from storage; `nil` when it is not 32 bytes long.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.count else { return nil }
        words = bytes.withUnsafeBytes { $0.loadUnaligned(as: Words.self) }
    }

    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    public func withUnsafeBytes<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
        Swift.withUnsafeBytes(of: words, body)
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }
}

extension Digest: TextCodable {
    /// Reads `hex`.
    public init?(_ text: String) {
        guard let bytes = Hex.decode(text) else { return nil }
        self.init(bytes: bytes)
    }

    public var description: String { hex }
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
