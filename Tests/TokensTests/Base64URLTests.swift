// Bytes as base64url: one text each, and no other is read.

import Basics
import Testing

@testable import Tokens

struct Base64URLTests {
    /// RFC 4648 section 10 without its padding, and RFC 7515 appendix C.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func examplesOfTheStandard(plain: String, text: String) {
        #expect(Base64URL.text(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text.utf8) == Array(plain.utf8))
    }

    @Test func theAlphabetIsThatOfAddresses() {
        #expect(Base64URL.text([3, 236, 255, 224, 193]) == "A-z_4ME")
        #expect(Base64URL.decode("A+z/4ME".utf8) == nil)
    }

    @Test(arguments: [
        "Zg==", "Zg=", "Zm9v=", "Zm9v ", " Zm9v", "Zm\n9v", "Zm9v\n", "Zm9vY", "A", "Zh", "Zm9", "Zm9vYh",
        "Zm\u{301}9v",
        "Zm9.", "Zm9\0", "ｚm9v",
    ])
    func nothingElseIsRead(text: String) { #expect(Base64URL.decode(text.utf8) == nil) }

    @Test func allBytesComeBack() {
        var chance = SplitMix64(seed: 7)
        for count in 0..<300 {
            let bytes = (0..<count).map { _ in UInt8(chance.below(256)) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }
}
