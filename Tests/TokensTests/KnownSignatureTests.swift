// Signatures of the standards and of another implementation, and those that nearly are some.

import Basics
import Testing

@testable import Tokens

struct KnownSignatureTests {
    private func bytes(_ text: String) throws -> [UInt8] { try #require(Base64URL.decode(text.utf8)) }

    private func key(_ webKey: String) throws -> PublicKey { try #require(try RegisteredKey.read(webKey).first).key }

    /// RFC 7515 appendix A.3, without the private member.
    private static let joeKey = #"""
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
        """#
    private static let joe =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    private static let joeSignature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

    @Test func exampleOfRFC7515Verifies() throws {
        let key = try key(Self.joeKey)
        #expect(key.algorithm == .es256)
        #expect(key.verifies(try bytes(Self.joeSignature), of: Array(Self.joe.utf8)[...]))
        #expect(!key.verifies(try bytes(Self.joeSignature), of: Array(Self.joe.utf8).dropLast()))
        #expect(key.thumbprint == "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U")
        let token = try CompactSignature(Self.joe + "." + Self.joeSignature)
        #expect(key.verifies(token.signature, of: token.signed))
        #expect(token.payload["iss"] == .string("joe"))
    }

    /// RFC 8037 appendix A.1 to A.5.
    @Test func exampleOfRFC8037IsSignedAndVerifies() throws {
        let key = try key(#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)
        let message = Array("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".utf8)
        let text = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        #expect(key.algorithm == .edDSA)
        #expect(key.verifies(try bytes(text), of: message[...]))
        #expect(key.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")

        let start: [UInt8] = [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20]
        let seed = try bytes("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")
        let privateKey = try PrivateKey(pem: PEMBlock(label: "PRIVATE KEY", content: start + seed).text)
        #expect(privateKey.publicKey == key)
        #expect(privateKey.signature(of: message) == (try bytes(text)))
    }

    // MARK: Made by the Python package cryptography with the keys of `PEMSamples`

    private static let otherES256 =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6IjQ5dG9CbjRCME9ubHdlWU0tOVRrdUNqTnRyUmhFcTFKQ3ZvQjlTNnhQUTgifQ.eyJpc3MiOiJjbGllbnQtMSIsInN1YiI6ImNsaWVudC0xIiwiYXVkIjoiaHR0cHM6Ly9zZXJ2ZXIuZXhhbXBsZS90b2tlbiIsImV4cCI6MTgwMDAwMDA2MCwiaWF0IjoxODAwMDAwMDAwLCJqdGkiOiJhMSJ9."
    private static let r = "G4oIk3yf8HZc_jRsGHy4P3qmN_Aoo5R1M7kUrtX-ESQ"
    private static let highS =
        "G4oIk3yf8HZc_jRsGHy4P3qmN_Aoo5R1M7kUrtX-ESTV_yJpNflL6UPZiBZlccU_WyivDmPyjT759xiuzT-Ghg"
    private static let lowS =
        "G4oIk3yf8HZc_jRsGHy4P3qmN_Aoo5R1M7kUrtX-ESQqAN2Vyga0F7wmd-majjrAYb5Ln0MlEUX5wrIULyOeyw"
    private static let otherEdDSA =
        "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJjbGllbnQtMSIsInN1YiI6ImNsaWVudC0xIiwiYXVkIjoiaHR0cHM6Ly9zZXJ2ZXIuZXhhbXBsZS90b2tlbiIsImV4cCI6MTgwMDAwMDA2MCwiaWF0IjoxODAwMDAwMDAwLCJqdGkiOiJhMSJ9."
    private static let edDSASignature =
        "LIH6EM6o_ICUJ7T7g6iLn_5t1FFvhFe5bmS1xIuCgTfpNgyK3pQQ6rtj67HR8-TcxFL62belb1y-R0_V8LfWBQ"
    /// The same with the order of the group added to S.
    private static let edDSABeyondOrder =
        "LIH6EM6o_ICUJ7T7g6iLn_5t1FFvhFe5bmS1xIuCgTfWCgLn-PciQpIA41Sw7cPxxFL62belb1y-R0_V8LfWFQ"

    private func keys() throws -> [RegisteredKey] {
        try RegisteredKey.read(PEMSamples.publicKey) + RegisteredKey.read(PEMSamples.edwardsPublic)
    }

    @Test func assertionsOfAnotherImplementationAreTaken() throws {
        let keys = try keys()
        #expect(
            keys.map(\.id) == [
                "49toBn4B0OnlweYM-9TkuCjNtrRhEq1JCvoB9S6xPQ8", "hdKA4SKw1YZzYg50vMTuvFWeWxR4Coe62KmiOcf6BKo",
            ])
        #expect(Samples.fault(Self.otherES256 + Self.highS, keys) == nil)
        #expect(Samples.fault(Self.otherEdDSA + Self.edDSASignature, keys) == nil)
    }

    /// RFC 7518 asks for no lower half, so both are signatures: replays are told by their ids.
    @Test func bothSignsOfSAreTaken() throws {
        #expect(Samples.fault(Self.otherES256 + Self.lowS, try keys()) == nil)
    }

    @Test func sBeyondTheOrderIsRefused() throws {
        #expect(Samples.fault(Self.otherEdDSA + Self.edDSABeyondOrder, try keys()) == .wrongSignature)
    }

    @Test func numbersThatNoSignatureHasAreRefused() throws {
        let (r, s) = (try bytes(Self.r), Array(try bytes(Self.highS)[32...]))
        let order = try #require(Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"))
        let above = try #require(Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552"))
        let (zero, one) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 31) + [1])
        let ones = [UInt8](repeating: 0xFF, count: 32)
        let strange = [zero, one, order, above, ones]
        let keys = try keys()
        for first in strange + [r] {
            for second in strange + [s] where first + second != r + s {
                let signature = Base64URL.text(first + second)
                #expect(Samples.fault(Self.otherES256 + signature, keys) == .wrongSignature)
                #expect(Samples.fault(Self.otherEdDSA + signature, keys) == .wrongSignature)
            }
        }
        #expect(Samples.fault(Self.otherES256 + Base64URL.text(s + r), keys) == .wrongSignature)
    }

    @Test func anotherLengthIsRefused() throws {
        let (raw, keys) = (try bytes(Self.highS), try keys())
        let others = [[], Array(raw.dropLast()), raw + [0], [0] + raw, Array(raw.dropFirst()), raw + raw]
        for signature in others + [SignatureForm.der(raw)] {
            #expect(Samples.fault(Self.otherES256 + Base64URL.text(signature), keys) == .wrongSignature)
            #expect(Samples.fault(Self.otherEdDSA + Base64URL.text(signature), keys) == .wrongSignature)
        }
    }

    @Test func everyFlippedBitIsRefused() throws {
        let keys = try keys()
        for (start, text) in [(Self.otherES256, Self.highS), (Self.otherEdDSA, Self.edDSASignature)] {
            let raw = try bytes(text)
            for bit in 0..<512 {
                var flipped = raw
                flipped[bit / 8] ^= 1 << (bit % 8)
                #expect(Samples.fault(start + Base64URL.text(flipped), keys) == .wrongSignature)
            }
        }
    }

    // MARK: The forms of r and s

    @Test func numbersOfAnySizeGoThroughDERAndBack() {
        var chance = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let numbers = (0..<2).flatMap { _ in
                let zeros = chance.below(33)
                return [UInt8](repeating: 0, count: zeros) + (zeros..<32).map { _ in UInt8(chance.below(256)) }
            }
            let der = SignatureForm.der(numbers)
            #expect(der.count <= SignatureForm.derCountMax)
            #expect(SignatureForm.raw(der) == numbers)
        }
    }

    @Test func brokenDERGivesNothing() {
        let der = SignatureForm.der([UInt8](1...64))
        for count in 0..<der.count { #expect(SignatureForm.raw(Array(der[..<count])) == nil) }
        #expect(SignatureForm.raw(der + [0]) == nil)
        #expect(SignatureForm.raw([0x30, 0x03, 0x02, 0xFF, 0x01]) == nil)
    }
}
