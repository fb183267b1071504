// Access tokens: what this server made, until it expires, and nothing else.

import Basics
import Testing

@testable import Tokens

struct AccessTokenTests {
    private let now = Timestamp(milliseconds: 1_790_000_000_000)
    private let token = AccessToken(
        client: "017a73f6-ec00-7c8b-8d41-576fc993f4ad", key: "01a235fb-d83d-7441-8116-a0e76166a6ac",
        expires: Timestamp(milliseconds: 1_790_000_600_000))

    private func tokens(_ byte: UInt8 = 1) throws -> AccessTokens {
        try #require(AccessTokens(key: [UInt8](repeating: byte, count: Limits.secretBytesMin)))
    }

    @Test func whatWasMadeIsRead() throws {
        let text = try tokens().text(token)
        #expect(try tokens().token(text, at: now) == token)
        #expect(text.utf8.count < Limits.accessTokenBytesMax / 4)
    }

    @Test func itEnds() throws {
        let text = try tokens().text(token)
        #expect(try tokens().token(text, at: Timestamp(milliseconds: 1_790_000_599_999)) == token)
        #expect(try tokens().token(text, at: token.expires) == nil)
    }

    @Test func anotherSecretMadeNone() throws {
        #expect(try tokens(2).token(try tokens().text(token), at: now) == nil)
        #expect(AccessTokens(key: [UInt8](repeating: 1, count: Limits.secretBytesMin - 1)) == nil)
    }

    @Test func noChangeOfAByteIsTaken() throws {
        let text = Array(try tokens().text(token).utf8)
        for index in text.indices {
            for change in [UInt8(1), 2, 32] {
                var changed = text
                changed[index] ^= change
                guard let broken = String(validating: changed, as: UTF8.self) else { continue }
                #expect(try tokens().token(broken, at: now) == nil, "\(broken)")
            }
        }
    }

    @Test(arguments: ["", ".", "a.b", "a", "..", "a.b.c", String(repeating: "a", count: 100_000)])
    func nonsenseIsNothing(text: String) throws { #expect(try tokens().token(text, at: now) == nil) }

    @Test func aPartOfAnotherTokenIsNone() throws {
        let other = AccessToken(client: "another", key: token.key, expires: token.expires)
        let (one, two) = (
            try tokens().text(token).split(separator: "."), try tokens().text(other).split(separator: ".")
        )
        #expect(try tokens().token("\(one[0]).\(two[1])", at: now) == nil)
    }
}
