// SHA-256 against the vectors of the standard, and bytes as hexadecimal text.

import Testing

@testable import Basics

struct DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func vectorsOfTheStandard(text: String, hex: String) {
        #expect(Digest(of: text).hex == hex)
        #expect(Digest(of: Array(text.utf8)) == Digest(of: text))
    }

    @Test func aMillionLetters() {
        let digest = Digest(of: [UInt8](repeating: 97, count: 1_000_000))
        #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func comesBackFromItsBytes() {
        let digest = Digest(of: "abc")
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(bytes: Array(digest.bytes.dropLast())) == nil)
        #expect(Digest(bytes: digest.bytes + [0]) == nil)
    }

    @Test func hexadecimalText() {
        #expect(Hex.encode([]) == "")
        #expect(Hex.encode([0, 15, 16, 255]) == "000f10ff")
    }

    @Test func randomBytesDiffer() {
        #expect(Random.bytes(16).count == 16)
        #expect(Set((0..<100).map { _ in Random.bytes(16) }).count == 100)
    }
}
