// Codes of short messages by the million, which only the holder of a key can make, by libsodium.

import CSodium

/// SipHash-2-4 (Aumasson, Bernstein 2012): a keyed function of 64 bits, some thirty times as fast as
/// `MessageAuthentication`. What it gives looks like chance to whoever has no key, but 64 bits are too few to
/// authenticate a message by.
public struct ShortHash: Sendable {
    /// Bytes of a key.
    public static let keyBytes = 16

    private let key: [UInt8]

    /// `nil` where the key has not `keyBytes` bytes.
    public init?(key: [UInt8]) {
        guard key.count == Self.keyBytes else { return nil }
        self.key = key
    }

    /// The code of `message`.
    public func code(_ message: UnsafeRawBufferPointer) -> UInt64 {
        var code: UInt64 = 0
        let made = withUnsafeMutablePointer(to: &code) { code in
            code.withMemoryRebound(to: UInt8.self, capacity: 8) { out in
                crypto_shorthash(
                    out, message.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(message.count), key)
            }
        }
        precondition(made == 0, "libsodium does not compute SipHash")
        return UInt64(littleEndian: code)
    }
}
