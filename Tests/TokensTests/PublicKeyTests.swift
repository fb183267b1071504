// Public keys: the forms that are taken, and every other.

import Basics
import Testing

@testable import Tokens

struct PublicKeyTests {
    private static let x = "8uJBdhgbIEKClRnAUKNlpnRoaffJltVvDWCwMGddFEw"
    private static let y = "Qu8Us-J6iJGO7YvdtDkmPdAXMBlF_2-rIZh-hn-yHtY"
    private static let edwardsX = "9uKrwYcwt7w9Q53anGi5iLB5bZYeI5SZvjtS7ekfeg8"
    private static let point = #""kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)""#
    private static let edwards = #""kty":"OKP","crv":"Ed25519","x":"\#(edwardsX)""#

    private func fault(_ text: String) -> KeyFault? {
        do {
            _ = try RegisteredKey.read(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [PEMSamples.publicKey, PEMSamples.edwardsPublic]) func pemComesBack(pem: String) throws {
        let key = try PublicKey(pem: pem)
        #expect(key.pem == pem + "\n")
        #expect(try PublicKey(pem: "\r\n" + pem.replacing("\n", with: "\r\n") + "\r\n") == key)
    }

    @Test func jsonAndPEMAreOneKey() throws {
        let pem = try PublicKey(pem: PEMSamples.publicKey)
        let registered = try #require(try RegisteredKey.read("{\(Self.point)}").first)
        #expect(registered.key == pem)
        #expect(registered.id == pem.thumbprint)
        #expect(try RegisteredKey.read("{\(Self.edwards)}").first?.key == PublicKey(pem: PEMSamples.edwardsPublic))
        #expect(Set([pem, registered.key]).count == 1)
    }

    @Test func webKeyComesBackWithItsID() throws {
        let own = try RegisteredKey.read(#"{\#(Self.edwards),"kid":"my-key"}"#)
        #expect(own.map(\.id) == ["my-key"])
        let text = try #require(own.first).webKey
        #expect(
            text
                == #"{"crv":"Ed25519","kty":"OKP","x":"\#(Self.edwardsX)","kid":"my-key","use":"sig","alg":"EdDSA"}"#)
        #expect(try RegisteredKey.read(text) == own)
    }

    @Test(arguments: [
        (PEMSamples.p384Public, KeyFault.unsupported), (PEMSamples.rsaPublic, .unsupported),
        (PEMSamples.compressed, .unsupported), (PEMSamples.writtenOut, .unsupported),
        (PEMSamples.parameters, .unsupported), (PEMSamples.privateKey, .secret), (PEMSamples.privateSEC1, .secret),
        (PEMSamples.encrypted, .secret), (PEMSamples.encryptedSEC1, .secret), (PEMSamples.edwardsPrivate, .secret),
        (PEMSamples.publicKey + "\n" + PEMSamples.privateKey, .secret),
        (PEMSamples.publicKey + "\n" + PEMSamples.publicKey, .unreadable), ("-----BEGIN PUBLIC KEY-----", .unreadable),
        (PEMSamples.publicKey + "\nx", .unreadable), (String(PEMSamples.publicKey.dropLast(3)), .unreadable),
        (PEMSamples.publicKey.replacing("MFkw", with: "MF?w"), .unreadable),
        (PEMSamples.publicKey.replacing("MFkw", with: "MFgw"), .unsupported),
        ("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", .unreadable), ("-----", .unreadable),
    ])
    func otherPEMIsRefused(pem: String, expected: KeyFault) { #expect(fault(pem) == expected) }

    @Test(arguments: [
        (#"{\#(point),"d":"\#(x)"}"#, KeyFault.secret), (#"{\#(edwards),"d":"\#(x)"}"#, .secret),
        (#"{\#(point),"d":null}"#, .secret), (#"{"kty":"oct","k":"AAAA"}"#, .secret),
        (#"{"kty":"RSA","n":"AQ","e":"AQAB","p":"AQ"}"#, .secret),
        (#"{"keys":[{\#(point)},{\#(edwards),"d":"AA"}]}"#, .secret),
        (#"{"kty":"RSA","n":"AQ","e":"AQAB"}"#, .unsupported), (#"{"kty":"oct"}"#, .unsupported),
        (#"{"kty":"EC","crv":"secp256k1","x":"\#(x)","y":"\#(y)"}"#, .unsupported),
        (#"{"kty":"EC","crv":"Ed25519","x":"\#(x)","y":"\#(y)"}"#, .unsupported),
        (#"{"kty":"OKP","crv":"X25519","x":"\#(x)"}"#, .unsupported),
        (#"{"kty":"ec","crv":"P-256","x":"\#(x)","y":"\#(y)"}"#, .unsupported),
        (#"{\#(point),"use":"enc"}"#, .otherUse), (#"{\#(point),"use":["sig"]}"#, .otherUse),
        (#"{\#(point),"alg":"ES384"}"#, .otherUse), (#"{\#(edwards),"alg":"ES256"}"#, .otherUse),
        (#"{\#(point),"key_ops":["sign"]}"#, .otherUse), (#"{\#(point),"key_ops":"verify"}"#, .otherUse),
        (#"{\#(point),"kid":""}"#, .badKeyID), (#"{\#(point),"kid":"a\u0000"}"#, .badKeyID),
        (#"{\#(point),"kid":7}"#, .unreadable),
        (#"{\#(point),"kid":"\#(String(repeating: "k", count: 257))"}"#, .badKeyID),
        (#"{"crv":"P-256","x":"\#(x)","y":"\#(y)"}"#, .unreadable), (#"{"kty":"EC"}"#, .unreadable),
        (#"{"kty":"EC","crv":"P-256","x":"\#(x)"}"#, .unreadable),
        (#"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)="}"#, .unreadable),
        (#"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)AA"}"#, .unreadable),
        (#"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"AQ"}"#, .unreadable),
        (#"{\#(point),\#(point)}"#, .unreadable), (#"{"keys":{}}"#, .unreadable), (#"{"keys":[1]}"#, .unreadable),
        (#"{"keys":[]}"#, .noKey), (#"{"keys":[{"kty":"RSA"}]}"#, .noKey), ("", .unreadable), ("{}", .unreadable),
        ("[]", .unreadable), (#"{"keys":[{\#(point)},{\#(point)}]}"#, .doubledKeyID),
        (#"{"keys":[{\#(point),"kid":"a"},{\#(edwards),"kid":"a"}]}"#, .doubledKeyID),
        (#"{"keys":[{\#(point)},{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(x)"}]}"#, .notOnCurve),
    ])
    func otherJSONIsRefused(text: String, expected: KeyFault) { #expect(fault(text) == expected) }

    @Test func whatFitsMayBeSaid() throws {
        let said = #"{\#(Self.point),"use":"sig","alg":"ES256","key_ops":["verify"],"x5t":"AA","ext":true}"#
        #expect(fault(said) == nil)
    }

    @Test func keysOfOtherKindsInASetArePassedOver() throws {
        let keys = try RegisteredKey.read(
            #"{"keys":[{"kty":"RSA","n":"AQ","e":"AQAB"},{\#(Self.point),"use":"enc","kid":"e"},{\#(Self.edwards)}]}"#)
        #expect(keys.map(\.key.algorithm) == [.edDSA])
    }

    @Test func setsAreBounded() {
        func set(_ count: Int) -> String {
            let keys = (0..<count).map { #"{\#(Self.point),"kid":"\#($0)"}"# }
            return #"{"keys":[\#(keys.joined(separator: ","))]}"#
        }
        #expect(fault(set(Limits.clientKeysMax)) == nil)
        #expect(fault(set(Limits.clientKeysMax + 1)) == .tooManyKeys)
        let blanks = String(repeating: " ", count: Limits.clientKeysBytesMax)
        #expect(fault(blanks + "{\(Self.point)}") == .tooLarge)
        #expect(throws: KeyFault.tooLarge) { try PublicKey(pem: blanks + PEMSamples.publicKey) }
    }

    // MARK: Points

    @Test func whatIsNoPointOfP256IsRefused() {
        let zero = Base64URL.text([UInt8](repeating: 0, count: 32))
        let ones = Base64URL.text([UInt8](repeating: 0xFF, count: 32))
        for (x, y) in [(Self.x, Self.x), (Self.y, Self.x), (zero, zero), (ones, Self.y), (Self.x, ones)] {
            #expect(fault(#"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)"}"#) == .notOnCurve)
        }
    }

    /// The eight points of small order, their spellings above the prime, and y without an x.
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "0700000000000000000000000000000000000000000000000000000000000080",
    ])
    func whatIsNoKeyOfEd25519IsRefused(hex: String) throws {
        let x = Base64URL.text(try #require(Hex.decode(hex)))
        #expect(fault(#"{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#) == .notOnCurve)
    }

    @Test func otherPointsOfTheEdwardsCurveAreTaken() throws {
        for y in 3...6 {
            let point = [UInt8(y)] + [UInt8](repeating: 0, count: 31)
            #expect(EdwardsPoint.isPublicKey(point))
        }
        for _ in 0..<50 { #expect(EdwardsPoint.isPublicKey(try PrivateKey(generating: .edDSA).publicKey.point)) }
    }
}
