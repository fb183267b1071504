// Assertions of clients: one is right, and every other has its reason.

import Basics
import Testing

@testable import Tokens

struct ClientAssertionTests {
    private let key: PrivateKey
    private let keys: [RegisteredKey]

    init() throws {
        key = try PrivateKey(pem: PEMSamples.privateKey)
        keys = [Samples.registered(key, id: "k1")]
    }

    private func fault(_ payload: String, header: String = Samples.header) -> AssertionFault? {
        Samples.fault(Samples.token(header, payload, key), keys)
    }

    @Test func rightOneSaysWhoAndUntilWhen() throws {
        let payload = Samples.payload(["nbf": "\(Samples.seconds)", "role": #""teller""#, "level": "3"])
        let assertion = try ClientAssertion(
            Samples.token(#"{"alg":"ES256","kid":"k1","typ":"JWT"}"#, payload, key))
        #expect(assertion.unprovenIssuer == "client-1")
        let verified = try assertion.verified(by: keys, as: Samples.expectation, at: Samples.now)
        #expect(verified.client == "client-1")
        #expect(verified.keyID == "k1")
        #expect(verified.id == "a1")
        #expect(verified.expires == Samples.now.adding(seconds: 60))
        #expect(verified.rememberUntil == Samples.now.adding(seconds: 90))
        #expect(verified.claims.text("role") == "teller")
        #expect(verified.claims.text("level") == nil)
        #expect(verified.claims.text("none") == nil)
    }

    // MARK: Header

    @Test(arguments: [
        "none", "None", "NONE", "nOnE", "HS256", "HS512", "RS256", "PS256", "ES384", "ES512", "ES256K", "es256",
        "ES256 ",
        "Ed25519", "", "ES256\u{301}", "EdDSA\0", "ＥＳ256",
    ])
    func otherAlgorithmsAreUnknown(name: String) {
        #expect(
            fault(Samples.claims, header: #"{"alg":"\#(name.replacing("\0", with: "\\u0000"))"}"#) == .unknownAlgorithm)
    }

    @Test func tokenWithoutSignatureIsRefused() {
        let unsigned = Samples.part(#"{"alg":"none"}"#) + "." + Samples.part(Samples.claims) + "."
        #expect(Samples.fault(unsigned, keys) == .unknownAlgorithm)
        let empty = Samples.part(Samples.header) + "." + Samples.part(Samples.claims) + "."
        #expect(Samples.fault(empty, keys) == .wrongSignature)
    }

    /// The classic one: a MAC whose key is the public key, which anybody has.
    @Test(arguments: ["HS256", "ES256", "EdDSA"]) func macByThePublicKeyIsRefused(algorithm: String) {
        let signed = Samples.part(#"{"alg":"\#(algorithm)"}"#) + "." + Samples.part(Samples.claims)
        for secret in [key.publicKey.pem, String(key.publicKey.pem.dropLast()), keys[0].webKey] {
            let code = MessageAuthentication.code(.sha256, key: Array(secret.utf8), Array(signed.utf8))
            for signature in [code, code + code] {
                #expect(Samples.fault(signed + "." + Base64URL.text(signature), keys) != nil)
            }
        }
    }

    @Test(arguments: [
        (#"{"alg":"ES256","crit":["exp"],"exp":1}"#, AssertionFault.unknownExtension),
        (#"{"alg":"ES256","crit":[]}"#, .unknownExtension), (#"{"alg":"ES256","b64":false}"#, .unknownExtension),
        (#"{"alg":"ES256","b64":true}"#, .unknownExtension), (#"{"alg":"ES256","jwk":{}}"#, .keyInToken),
        (#"{"alg":"ES256","jku":"https://evil.example/keys"}"#, .keyInToken),
        (#"{"alg":"ES256","x5u":"https://evil.example/c"}"#, .keyInToken),
        (#"{"alg":"ES256","x5c":["AA"]}"#, .keyInToken),
        (#"{"alg":"ES256","typ":"at+jwt"}"#, .unexpectedType),
        (#"{"alg":"ES256","typ":"secevent+jwt"}"#, .unexpectedType),
        (#"{"alg":"ES256","typ":""}"#, .unexpectedType), (#"{"alg":"ES256","typ":1}"#, .malformed),
        (#"{"alg":"ES256","kid":1}"#, .malformed), (#"{"alg":256}"#, .malformed), (#"{"alg":["ES256"]}"#, .malformed),
        (#"{"typ":"JWT"}"#, .malformed), ("{}", .malformed), ("[]", .malformed), (#""ES256""#, .malformed),
        (#"{"alg":"ES256","alg":"ES256"}"#, .malformed), (#"{"alg":"none","alg":"ES256"}"#, .malformed),
        (#"{"alg":"ES256","\u0061lg":"none"}"#, .malformed), (#"{"alg":"ES256","kid":"k2"}"#, .unknownKey),
        (#"{"alg":"ES256","kid":""}"#, .unknownKey), (#"{"alg":"ES256","kid":"K1"}"#, .unknownKey),
        (#"{"alg":"ES256","kid":"k1\u0000"}"#, .unknownKey), (#"{"alg":"EdDSA"}"#, .unknownKey),
        (#"{"alg":"EdDSA","kid":"k1"}"#, .wrongSignature), (#"{"ALG":"ES256"}"#, .malformed),
    ])
    func otherHeadersAreRefused(header: String, expected: AssertionFault) {
        #expect(fault(Samples.claims, header: header) == expected)
    }

    @Test(arguments: [
        #"{"alg":"ES256","typ":"jwt"}"#, #"{"alg":"ES256","typ":"client-authentication+jwt","cty":"x"}"#,
        " {\"alg\" : \"ES256\" }\n", #"{"\u0061lg":"ES2\u00356"}"#,
    ])
    func theseHeadersAreTaken(header: String) { #expect(fault(Samples.claims, header: header) == nil) }

    // MARK: Keys

    @Test func anotherKeyIsRefused() throws {
        let other = try PrivateKey(generating: .es256)
        #expect(Samples.fault(Samples.token(Samples.header, Samples.claims, other), keys) == .wrongSignature)
        #expect(Samples.fault(Samples.token(Samples.header, Samples.claims, key), []) == .unknownKey)
    }

    @Test func withoutAnIDOneKeyOfTheAlgorithmHasToBeThere() throws {
        let edwards = try PrivateKey(generating: .edDSA)
        let second = Samples.registered(try PrivateKey(generating: .es256))
        let token = Samples.token(Samples.header, Samples.claims, key)
        #expect(Samples.fault(token, keys + [Samples.registered(edwards)]) == nil)
        #expect(Samples.fault(token, keys + [second]) == .unknownKey)
        let named = Samples.token(#"{"alg":"ES256","kid":"k1"}"#, Samples.claims, key)
        #expect(Samples.fault(named, [second] + keys) == nil)
        #expect(Samples.fault(named, keys + keys) == .unknownKey)
    }

    @Test func keysCountWithinTheirTimeAlone() {
        let token = Samples.token(Samples.header, Samples.claims, key)
        let (before, after) = (Samples.now.adding(seconds: -1), Samples.now.adding(seconds: 1))
        func fault(_ begins: Timestamp?, _ ends: Timestamp?) -> AssertionFault? {
            Samples.fault(token, [RegisteredKey(id: "k1", key: key.publicKey, begins: begins, ends: ends)])
        }
        #expect(fault(Samples.now, nil) == nil)
        #expect(fault(before, after) == nil)
        #expect(fault(after, nil) == .unknownKey)
        #expect(fault(nil, Samples.now) == .unknownKey)
        #expect(fault(after, before) == .unknownKey)
    }

    @Test func idsOfKeysAreComparedByteForByte() {
        let token = Samples.token("{\"alg\":\"ES256\",\"kid\":\"e\u{301}\"}", Samples.claims, key)
        #expect(Samples.fault(token, [Samples.registered(key, id: "\u{E9}")]) == .unknownKey)
        #expect(Samples.fault(token, [Samples.registered(key, id: "e\u{301}")]) == nil)
    }

    /// Somebody without the key learns nothing of what the server expects.
    @Test func theSignatureComesBeforeTheClaims() throws {
        let other = try PrivateKey(generating: .es256)
        for payload in [
            "{}", Samples.payload(["exp": "1"]), Samples.payload(["iss": "7"]), Samples.payload(["aud": nil]),
        ] {
            #expect(Samples.fault(Samples.token(Samples.header, payload, other), keys) == .wrongSignature)
        }
    }

    // MARK: Claims

    @Test(arguments: ["iss", "sub", "aud", "exp", "jti"]) func claimsThatAreNeeded(name: String) throws {
        let claim = try #require(ClaimName(rawValue: name))
        #expect(fault(Samples.payload([name: String?.none])) == .missingClaim(claim))
        #expect(AssertionFault.missingClaim(claim).code == "missing-claim:\(name)")
    }

    @Test(arguments: ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]) func claimsOfAnotherType(name: String) throws {
        let claim = try #require(ClaimName(rawValue: name))
        for value in ["null", "true", "{}", "[1]", "[null]", "[[]]"] {
            #expect(fault(Samples.payload([name: value])) == .unreadableClaim(claim))
        }
    }

    @Test func issuedAtAndNotBeforeMayBeMissing() { #expect(fault(Samples.payload(["iat": nil])) == nil) }

    @Test(arguments: [
        ("iss", #""client-2""#, AssertionFault.wrongIssuer), ("iss", #""""#, .wrongIssuer),
        ("iss", #""client-1 ""#, .wrongIssuer), ("iss", #""Client-1""#, .wrongIssuer),
        ("iss", #""client-1\u0000""#, .wrongIssuer), ("iss", #""c\u200blient-1""#, .wrongIssuer),
        ("iss", #""\u0441lient-1""#, .wrongIssuer), ("sub", #""client-2""#, .wrongSubject),
        ("sub", #""client-1\u0301""#, .wrongSubject), ("aud", #""https://other.example/token""#, .wrongAudience),
        ("aud", #""https://server.example/token/""#, .wrongAudience), ("aud", "[]", .wrongAudience),
        ("aud", #""HTTPS://server.example/token""#, .wrongAudience), ("aud", #"["a","b"]"#, .wrongAudience),
        ("jti", #""""#, .unreadableClaim(.id)), ("jti", #""a\u0000""#, .unreadableClaim(.id)),
        ("jti", #""a\u007f""#, .unreadableClaim(.id)),
        ("jti", "\"\(String(repeating: "j", count: 257))\"", .unreadableClaim(.id)),
    ])
    func otherNamesAreRefused(name: String, value: String, expected: AssertionFault) {
        #expect(fault(Samples.payload([name: value])) == expected)
    }

    @Test(arguments: [
        #"["https://server.example/token"]"#, #"["x","https://server.example/token"]"#,
        #""https:\/\/server.example\/token""#,
    ])
    func oneOfSeveralAudiencesIsEnough(value: String) { #expect(fault(Samples.payload(["aud": value])) == nil) }

    @Test func canonicallyEqualNamesAreOthers() {
        let expectation = ClientAssertion.Expectation(client: "\u{E9}", audiences: [Samples.audience])
        let names = ["iss": #""e\u0301""#, "sub": #""e\u0301""#]
        #expect(
            Samples.fault(Samples.token(Samples.header, Samples.payload(names), key), keys, as: expectation)
                == .wrongIssuer)
        let right = ["iss": #""\u00e9""#, "sub": #""\u00e9""#]
        #expect(Samples.fault(Samples.token(Samples.header, Samples.payload(right), key), keys, as: expectation) == nil)
    }

    @Test func noAudienceExpectedMeansNoneIsRight() {
        let expectation = ClientAssertion.Expectation(client: "client-1", audiences: [])
        #expect(
            Samples.fault(Samples.token(Samples.header, Samples.claims, key), keys, as: expectation) == .wrongAudience)
    }

    @Test(arguments: [
        #"{"iss":"client-1","iss":"client-2"}"#, #"{"exp":1,"exp":2}"#, "[]", "", "null", #"{"a":{"b":1,"b":1}}"#,
    ])
    func whatIsNoObjectWithSingleMembersIsMalformed(payload: String) { #expect(fault(payload) == .malformed) }

    // MARK: Times

    /// Seconds from now, with a leeway of 30.
    @Test(arguments: [
        ("exp", -30, AssertionFault.expired), ("exp", -29, nil), ("exp", -100_000, .expired), ("exp", 330, nil),
        ("exp", 331, .livesTooLong), ("exp", 1_000_000, .livesTooLong), ("nbf", 30, nil), ("nbf", 31, .notYetValid),
        ("nbf", -100_000, nil), ("iat", 30, nil), ("iat", 31, .issuedInFuture), ("iat", -100_000, nil),
    ])
    func timesCountWithTheirLeeway(name: String, seconds: Int64, expected: AssertionFault?) {
        #expect(fault(Samples.payload([name: "\(Samples.seconds + seconds)"])) == expected)
    }

    @Test func aNegativeLeewayIsNone() {
        let expectation = ClientAssertion.Expectation(
            client: "client-1", audiences: [Samples.audience], leewaySeconds: -1_000)
        let token = Samples.token(Samples.header, Samples.payload(["exp": "\(Samples.seconds)"]), key)
        #expect(Samples.fault(token, keys, as: expectation) == .expired)
        #expect(Samples.fault(token, keys, as: expectation, at: Samples.now.adding(seconds: -1)) == .issuedInFuture)
    }

    @Test func fractionsCount() {
        #expect(fault(Samples.payload(["exp": "1799999970.5"])) == nil)
        #expect(fault(Samples.payload(["exp": "1799999970.0"])) == .expired)
        #expect(fault(Samples.payload(["exp": "1.80000006e9"])) == nil)
        #expect(fault(Samples.payload(["iat": "1800000030.5"])) == .issuedInFuture)
    }

    @Test(arguments: [
        "-1", "-0.001", "1e400", "-1e400", "253402300800", "9223372036854775807", "18446744073709551616",
        "\"1800000060\"", String(repeating: "9", count: 400), "1e9999999999",
    ])
    func momentsThatNobodyMeansAreRefused(value: String) {
        for claim in [ClaimName.expires, .notBefore, .issuedAt] {
            #expect(fault(Samples.payload([claim.rawValue: value])) == .unreadableClaim(claim))
        }
    }

    @Test(arguments: ["NaN", "Infinity", "+1", "01", "1_0", "0x1", "١"]) func whatIsNoNumberIsMalformed(value: String) {
        #expect(fault(Samples.payload(["exp": value])) == .malformed)
    }

    @Test func theFirstAndLastMomentsAreRead() {
        #expect(fault(Samples.payload(["nbf": "0", "iat": "1e-400"])) == nil)
        #expect(fault(Samples.payload(["exp": "253402300799"])) == .livesTooLong)
    }

    // MARK: The text

    @Test func theTextIsReadStrictly() {
        let token = Samples.token(Samples.header, Samples.claims, key)
        let parts = token.split(separator: ".").map(String.init)
        var others = [
            "", ".", "..", "...", token + ".", "." + token, token + "." + parts[2], parts[0] + "." + parts[1],
            parts[0] + ".." + parts[2], "." + parts[1] + "." + parts[2], token + "=", token + "==", " " + token,
            token + " ", token + "\n", token + "\0", parts[0] + "=." + parts[1] + "." + parts[2],
            parts[0] + " ." + parts[1] + "." + parts[2], parts[0] + ".\t" + parts[1] + "." + parts[2],
            parts[0] + "。" + parts[1] + "。" + parts[2], "\u{FEFF}" + token, "Bearer " + token, token + "\u{301}",
            token + "\u{200B}", parts.joined(separator: ".\n"),
        ]
        others.append(parts[0] + "." + parts[1] + "." + parts[2].dropLast() + "!")
        for text in others { #expect(Samples.fault(text, keys) == .malformed) }
    }

    /// The last digit of a part has bits that no byte needs: with another one it would be a second text of the token.
    @Test func bitsLeftOverAreRefused() throws {
        let token = Samples.token(Samples.header, Samples.claims, key)
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let last = try #require(token.last.flatMap(digits.firstIndex))
        for bits in 1..<16 {
            #expect(Samples.fault(token.dropLast() + String(digits[last ^ bits]), keys) == .malformed)
        }
    }

    @Test func sizeIsBounded() {
        let large = Samples.payload(["x": "\"\(String(repeating: "x", count: Limits.clientAssertionBytesMax))\""])
        #expect(fault(large) == .tooLarge)
        #expect(fault(Samples.payload(["x": "\"\(String(repeating: "x", count: 5_000))\""])) == nil)
        #expect(Samples.fault(String(repeating: ".", count: 10_000_000), keys) == .tooLarge)
        #expect(Samples.fault(String(repeating: ".", count: 8_000), keys) == .malformed)
    }

    @Test func reasonsHaveCodesOfTheirOwn() {
        let all: [AssertionFault] = [
            .tooLarge, .malformed, .unknownAlgorithm, .unknownExtension, .keyInToken, .unexpectedType, .unknownKey,
            .wrongSignature, .missingClaim(.id), .unreadableClaim(.id), .wrongIssuer, .wrongSubject, .wrongAudience,
            .expired, .notYetValid, .issuedInFuture, .livesTooLong,
        ]
        #expect(Set(all.map(\.code)).count == all.count)
    }
}
