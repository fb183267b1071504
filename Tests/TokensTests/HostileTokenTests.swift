// Tens of thousands of tokens and keys, broken by chance: none is taken, and nothing falls.

import Basics
import Testing

@testable import Tokens

struct HostileTokenTests {
    private static let words = [
        ".", "..", "=", "eyJhbGciOiJub25lIn0", "\0", "\u{301}", " ", "\n", "{", "}", "\"", "\\u", "[", "]", ",", ":",
        "-----BEGIN ", "-----END ", "keys", "null", "1e999", "-", "_", "A", "alg", "kid", "d", "\u{10FFFF}",
    ].map { Array($0.utf8) }

    /// The text with one to four changes at places of chance.
    private static func broken(_ text: String, _ chance: inout SplitMix64) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<chance.within(1...4) {
            let at = chance.below(bytes.count + 1)
            switch chance.below(7) {
            case 0 where at < bytes.count: bytes[at] = UInt8(chance.below(128))
            case 1 where at < bytes.count: bytes[at] ^= 1 << UInt8(chance.below(7))
            case 2 where at < bytes.count: bytes.remove(at: at)
            case 3: bytes.insert(contentsOf: words[chance.below(words.count)], at: at)
            case 4: bytes.removeLast(min(bytes.count, chance.below(40)))
            case 5: bytes.insert(contentsOf: bytes.prefix(chance.below(60)), at: at)
            default:
                let other = chance.below(bytes.count + 1)
                bytes.replaceSubrange(min(at, other)..<max(at, other), with: bytes.suffix(chance.below(30)))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: SigningAlgorithm.allCases) func brokenTokensAreRefused(algorithm: SigningAlgorithm) throws {
        let key = try PrivateKey(pem: algorithm == .es256 ? PEMSamples.privateKey : PEMSamples.edwardsPrivate)
        let keys = [Samples.registered(key, id: "k1")]
        let header = #"{"alg":"\#(algorithm.rawValue)","kid":"k1"}"#
        let token = Samples.token(header, Samples.claims, key)
        #expect(Samples.fault(token, keys) == nil)
        var chance = SplitMix64(seed: 2026)
        for _ in 0..<20_000 {
            let text = Self.broken(token, &chance)
            if text != token { #expect(Samples.fault(text, keys) != nil) }
        }
    }

    /// Broken before it was signed: the signature is right, so that what follows it is tried as well.
    @Test func brokenHeadersAndClaimsUnderARightSignatureDoNotFall() throws {
        let key = try PrivateKey(pem: PEMSamples.privateKey)
        let keys = [Samples.registered(key, id: "k1")]
        let payload = Samples.payload(["nbf": "1800000000.5", "x": #"{"a":[1,"\u00e9"]}"#])
        var chance = SplitMix64(seed: 1202)
        var seen: Set<String> = []
        for round in 0..<10_000 {
            let header = round % 2 == 0 ? Samples.header : Self.broken(#"{"alg":"ES256","kid":"k1"}"#, &chance)
            let claims = round % 3 == 0 ? payload : Self.broken(payload, &chance)
            if let fault = Samples.fault(Samples.token(header, claims, key), keys) { seen.insert(fault.code) }
        }
        #expect(seen.isSuperset(of: ["malformed", "unknown-algorithm", "unknown-key", "wrong-issuer"]))
    }

    @Test func brokenKeysAreNeverAnotherKeyByChance() throws {
        let samples = [
            #"{"keys":[\#(try RegisteredKey.read(PEMSamples.publicKey)[0].webKey)]}"#,
            try RegisteredKey.read(PEMSamples.edwardsPublic)[0].webKey, PEMSamples.publicKey, PEMSamples.edwardsPublic,
        ]
        let known = Set(try samples.flatMap { try RegisteredKey.read($0) }.map(\.key))
        let signer = try PrivateKey(pem: PEMSamples.privateKey)
        let token = Samples.token(Samples.header, Samples.claims, signer)
        var chance = SplitMix64(seed: 64)
        for round in 0..<20_000 {
            // The reason why a broken key is refused is of no matter here.
            guard let keys = try? RegisteredKey.read(Self.broken(samples[round % 4], &chance)) else { continue }
            #expect((1...Limits.clientKeysMax).contains(keys.count))
            for key in keys where !known.contains(key.key) { #expect(Samples.fault(token, [key]) != nil) }
        }
    }

    @Test func brokenPrivateKeysDoNotFall() throws {
        let samples = [
            PEMSamples.privateKey, PEMSamples.privateSEC1, PEMSamples.privateSEC1Short, PEMSamples.edwardsPrivate,
            PEMSamples.encrypted, PEMSamples.encryptedSEC1,
        ]
        var chance = SplitMix64(seed: 5958)
        for round in 0..<3_000 {
            let sample = samples[round % samples.count]
            // As above; half of them are broken inside of the base64.
            if round % 2 == 0, let block = try? PEMBlock.read(sample).first {
                var content = block.content
                content[chance.below(content.count)] ^= 1 << UInt8(chance.below(8))
                let text = PEMBlock(label: block.label, content: content).text
                // A key that is read all the same signs what its public key verifies.
                guard let key = try? PrivateKey(pem: text) else { continue }
                #expect(key.publicKey.verifies(try #require(key.signature(of: [1])), of: [1]))
            } else {
                _ = try? PrivateKey(pem: Self.broken(sample, &chance))
            }
        }
    }

    @Test func bytesOfChanceAreRefused() throws {
        let keys = [Samples.registered(try PrivateKey(pem: PEMSamples.privateKey))]
        var chance = SplitMix64(seed: 99)
        for round in 0..<20_000 {
            let bytes = (0..<chance.below(120)).map { _ in UInt8(chance.below(256)) }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(Samples.fault(text, keys) != nil)
            let parts = [Samples.header, round % 2 == 0 ? text : Samples.claims].map(Samples.part)
            #expect(Samples.fault((parts + [Base64URL.text(bytes)]).joined(separator: "."), keys) != nil)
            #expect((try? RegisteredKey.read(text)) == nil)
        }
    }
}
