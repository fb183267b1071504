// Tokens and keys that the server makes.

import Basics
import Testing

@testable import Tokens

struct TokenSignerTests {
    @Test(arguments: SigningAlgorithm.allCases) func whatIsSignedVerifies(algorithm: SigningAlgorithm) throws {
        let key = try PrivateKey(generating: algorithm)
        let text = try TokenSigner(key).token([
            JSONMember("iss", "client-1"), JSONMember("sub", "client-1"),
            JSONMember("aud", ["x", Samples.audience]),
            JSONMember("exp", Samples.now.adding(seconds: 60)), JSONMember("jti", "a1"),
            JSONMember("name", "Lê Thị Ánh"),
        ])
        let assertion = try ClientAssertion(text)
        let verified = try assertion.verified(
            by: [Samples.registered(key)], as: Samples.expectation, at: Samples.now)
        #expect(verified.keyID == key.publicKey.thumbprint)
        #expect(verified.claims.text("name") == "Lê Thị Ánh")
    }

    @Test func theSameClaimsGiveTheSameText() throws {
        let signer = TokenSigner(try PrivateKey(pem: PEMSamples.edwardsPrivate), type: "assertion+jwt")
        let token = try signer.token([JSONMember("b", 1), JSONMember("a", true)])
        #expect(try signer.token([JSONMember("b", 1), JSONMember("a", true)]) == token)
        let parts = token.split(separator: ".").map { String(decoding: Base64URL.decode($0.utf8) ?? [], as: UTF8.self) }
        #expect(
            parts[0] == #"{"alg":"EdDSA","kid":"hdKA4SKw1YZzYg50vMTuvFWeWxR4Coe62KmiOcf6BKo","typ":"assertion+jwt"}"#)
        #expect(parts[1] == #"{"b":1,"a":true}"#)
    }

    /// What says that it is of another type does not pass for a client's assertion, even under a key of the client.
    @Test func typesAreNotMixedUp() throws {
        let key = try PrivateKey(generating: .es256)
        let token = try TokenSigner(key, type: "assertion+jwt").token([JSONMember("iss", "client-1")])
        #expect(Samples.fault(token, [Samples.registered(key)]) == .unexpectedType)
    }

    @Test func doubledMembersAreNotSigned() throws {
        let signer = TokenSigner(try PrivateKey(generating: .es256))
        #expect(throws: SigningFault.doubledMember("a")) {
            try signer.token([JSONMember("a", 1), JSONMember("b", 1), JSONMember("a", "x")])
        }
        #expect(throws: SigningFault.doubledMember("c")) {
            try signer.token([JSONMember("a", [JSONMember("c", 1), JSONMember("c", 1)])])
        }
        _ = try signer.token([JSONMember("a", [JSONMember("a", 1)]), JSONMember("b", [JSONMember("a", 1)])])
    }

    @Test func momentsAreWholeSecondsRoundedDown() {
        for (milliseconds, seconds) in [(1_999, 1), (2_000, 2), (0, 0), (-1, -1), (-1_000, -1)] as [(Int64, Int)] {
            let bytes = JSONWriter.object([JSONMember("t", Timestamp(milliseconds: milliseconds))])
            #expect(String(decoding: bytes, as: UTF8.self) == "{\"t\":\(seconds)}")
        }
    }

    // MARK: The set of keys

    @Test func keySetHoldsEachKeyOnceInItsOrder() throws {
        let keys = try (0..<3).map { _ in try PrivateKey(generating: .es256).publicKey }
        let edwards = try PrivateKey(generating: .edDSA).publicKey
        let set = KeySet(current: keys[0], others: [edwards, keys[1], keys[0], keys[2], keys[1]])
        #expect(set.keys == [keys[0], edwards, keys[1], keys[2]])
        let read = try RegisteredKey.read(String(decoding: set.json, as: UTF8.self))
        #expect(read.map(\.key) == set.keys)
        #expect(read.map(\.id) == set.keys.map(\.thumbprint))
        #expect(KeySet(current: keys[0]).keys == [keys[0]])
    }

    @Test func keySetIsWrittenAsTheStandardHasIt() throws {
        let set = KeySet(current: try PublicKey(pem: PEMSamples.publicKey))
        let expected = #"""
            {"keys":[{"crv":"P-256","kty":"EC","x":"8uJBdhgbIEKClRnAUKNlpnRoaffJltVvDWCwMGddFEw",\#
            "y":"Qu8Us-J6iJGO7YvdtDkmPdAXMBlF_2-rIZh-hn-yHtY",\#
            "kid":"49toBn4B0OnlweYM-9TkuCjNtrRhEq1JCvoB9S6xPQ8","use":"sig","alg":"ES256"}]}
            """#
        #expect(String(decoding: set.json, as: UTF8.self) == expected)
    }
}
