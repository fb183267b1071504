// Message authentication codes after the vectors of their standards.

import Testing

@testable import Basics

struct MessageAuthenticationTests {
    /// RFC 2202, section 3: key, message, digest.
    private static let hmacs: [([UInt8], [UInt8], String)] = [
        (.init(repeating: 0x0b, count: 20), Array("Hi There".utf8), "b617318655057264e28bc0b6fb378c8ef146be00"),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        ),
        (
            .init(repeating: 0xaa, count: 20), .init(repeating: 0xdd, count: 50),
            "125d7342b9ac11cd91a39af48aa17b4f63f175d3"
        ),
        (Array(1...25), .init(repeating: 0xcd, count: 50), "4c9007f4026250c6bc8414f9bf50c86c2d7235da"),
        (
            .init(repeating: 0x0c, count: 20), Array("Test With Truncation".utf8),
            "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"
        ),
        (
            .init(repeating: 0xaa, count: 80), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        ),
        (
            .init(repeating: 0xaa, count: 80),
            Array("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data".utf8),
            "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"
        ),
    ]

    @Test(arguments: hmacs.indices) func hmacIsThatOfRFC2202(index: Int) {
        let (key, message, digest) = Self.hmacs[index]
        #expect(Hex.encode(MessageAuthentication.code(.sha1, key: key, message)) == digest)
    }

    /// RFC 4231, test cases 1, 2, 3 and 6: key, message, code.
    private static let sha256: [([UInt8], [UInt8], String)] = [
        (
            .init(repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            .init(repeating: 0xaa, count: 20), .init(repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            .init(repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]

    @Test(arguments: sha256.indices) func hmacIsThatOfRFC4231(index: Int) {
        let (key, message, code) = Self.sha256[index]
        #expect(Hex.encode(MessageAuthentication.code(.sha256, key: key, message)) == code)
    }

    @Test func anEmptyKeyAndAnEmptyMessageHaveACodeToo() {
        #expect(MessageAuthentication.code(.sha256, key: [], []).count == 32)
        #expect(MessageAuthentication.code(.sha1, key: [], []).count == 20)
    }

    @Test(arguments: [
        ("", "", true), ("a", "a", true), ("a", "b", false), ("a", "ab", false), ("ab", "a", false), ("", "a", false),
        ("é", "e\u{301}", false),
    ])
    func onlyTheSameBytesAreTheSame(left: String, right: String, isSame: Bool) {
        #expect(MessageAuthentication.isSame(left, right) == isSame)
    }
}
