// The codes of authenticator apps, which change with the time.

import Basics

/// Time-based one-time codes (TOTP, RFC 6238) as every authenticator app makes them: HMAC-SHA-1, steps of 30 seconds
/// since 1970, six digits.
enum OneTimeCode {
    static let stepSeconds = 30
    static let digits = 6
    /// RFC 4226 (section 4, R6) recommends 160 bits.
    static let secretBytes = 20

    static func step(at now: Timestamp) -> Int { Int(now.milliseconds / 1_000) / stepSeconds }

    /// The code of a time step.
    static func code(_ secret: [UInt8], step: Int, digits: Int = digits) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(step) >> UInt64(56 - 8 * $0)) }
        let mac = MessageAuthentication.code(.sha1, key: secret, counter)
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let modulus = (0..<digits).reduce(UInt32(1)) { power, _ in power * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The time step whose code that is, among the current one and its neighbours (RFC 6238, section 5.2: one step of
    /// delay). `nil` when it is none, or no later than the step that was accepted last: a code works once.
    static func step(of code: String, _ secret: [UInt8], after last: Int, now: Timestamp) -> Int? {
        let current = step(at: now)
        let steps = (current - 1...current + 1).filter { $0 > last }
        // All are compared, each in constant time, so that the answer takes as long whatever was typed.
        return steps.reduce(nil) { found, step in
            MessageAuthentication.isSame(self.code(secret, step: step), code) ? step : found
        }
    }
}

/// A secret that an authenticator app is to keep, as its owner gets it.
public struct SecondFactorSecret: Sendable, Hashable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    static func make() -> SecondFactorSecret { SecondFactorSecret(bytes: Random.bytes(OneTimeCode.secretBytes)) }

    /// As apps take it from a QR code.
    public var base32: String { Base32.encode(bytes) }

    /// To be typed into an app, in groups of four.
    public var typed: String { base32.grouped(by: 4, separator: " ") }
}
