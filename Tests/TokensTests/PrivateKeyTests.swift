// Private keys: read, made, kept.

import Basics
import Testing

@testable import Tokens

struct PrivateKeyTests {
    @Test(arguments: [
        PEMSamples.privateKey, PEMSamples.privateSEC1, PEMSamples.parameters + "\n" + PEMSamples.privateSEC1,
        PEMSamples.privateSEC1Short, PEMSamples.privateKey.replacing("PRIVATE", with: "EC PRIVATE"),
    ])
    func everyFormOfAKeyIsTheSame(pem: String) throws {
        let key = try PrivateKey(pem: pem)
        #expect(key.publicKey == (try PublicKey(pem: PEMSamples.publicKey)))
        #expect(try PrivateKey(pem: key.pem()).publicKey == key.publicKey)
    }

    @Test func pemIsWrittenAsItWas() throws {
        #expect(try PrivateKey(pem: PEMSamples.privateKey).pem() == PEMSamples.privateKey + "\n")
        #expect(try PrivateKey(pem: PEMSamples.privateSEC1).pem() == PEMSamples.privateKey + "\n")
        let key = try PrivateKey(pem: PEMSamples.edwardsPrivate)
        #expect(key.publicKey == (try PublicKey(pem: PEMSamples.edwardsPublic)))
        #expect(try key.pem() == PEMSamples.edwardsPrivate + "\n")
    }

    @Test(arguments: SigningAlgorithm.allCases) func newKeysSignAndComeBack(algorithm: SigningAlgorithm) throws {
        let keys = try (0..<20).map { _ in try PrivateKey(generating: algorithm) }
        #expect(Set(keys.map(\.publicKey)).count == 20)
        for key in keys {
            let back = try PrivateKey(pem: key.pem())
            #expect(back.publicKey == key.publicKey)
            let message = Array("message".utf8)
            let signature = try #require(back.signature(of: message))
            #expect(signature.count == 64)
            #expect(key.publicKey.verifies(signature, of: message[...]))
            #expect(!key.publicKey.verifies(signature, of: Array("massage".utf8)[...]))
        }
        #expect(!keys[0].publicKey.verifies(try #require(keys[1].signature(of: [1])), of: [1]))
    }

    @Test func theEmptyMessageIsSigned() throws {
        for algorithm in SigningAlgorithm.allCases {
            let key = try PrivateKey(generating: algorithm)
            #expect(key.publicKey.verifies(try #require(key.signature(of: [])), of: []))
        }
    }

    @Test(arguments: [
        (PEMSamples.encrypted, KeyFault.encrypted), (PEMSamples.encryptedSEC1, .encrypted),
        (PEMSamples.hidden, .unreadable), (PEMSamples.mismatched, .unreadable), (PEMSamples.publicKey, .notPrivate),
        (PEMSamples.p384Private, .unsupported), (PEMSamples.ed448Private, .unsupported),
        (PEMSamples.privateWrittenOut, .unsupported), ("", .unreadable), ("{}", .unreadable),
        (PEMSamples.privateKey + "\n" + PEMSamples.privateKey, .unreadable), (PEMSamples.parameters, .unreadable),
        (PEMSamples.privateKey.replacing("PRIVATE KEY", with: "RSA PRIVATE KEY"), .unsupported),
        (PEMSamples.privateKey.replacing("MIGH", with: "MIGI"), .unreadable),
        (PEMSamples.hidden.replacing("PRIVATE", with: "EC PRIVATE"), .unreadable),
        (PEMSamples.edwardsPrivate.replacing("PRIVATE", with: "EC PRIVATE"), .unreadable),
    ])
    func otherFilesAreRefused(pem: String, expected: KeyFault) {
        #expect(throws: expected) { try PrivateKey(pem: pem) }
    }

    @Test func whatComesBehindAKeyIsRefused() throws {
        for pem in [PEMSamples.privateKey, PEMSamples.privateSEC1, PEMSamples.edwardsPrivate] {
            let block = try #require(try PEMBlock.read(pem).first)
            let longer = PEMBlock(label: block.label, content: block.content + [0]).text
            #expect(throws: KeyFault.unreadable) { try PrivateKey(pem: longer) }
        }
    }

    @Test func aDescriptionShowsNothingOfTheKey() throws {
        let key = try PrivateKey(pem: PEMSamples.edwardsPrivate)
        var shown = ""
        dump(key, to: &shown)
        let block = try #require(try PEMBlock.read(PEMSamples.edwardsPrivate).first)
        let secret = block.content.suffix(32)
        #expect(!shown.contains(secret.prefix(4).map { "\($0)" }.joined(separator: ", ")))
        #expect(!shown.contains("\n          - \(secret.first ?? 0)\n          - \(secret.dropFirst().first ?? 0)\n"))
        #expect(!shown.contains("MC4CAQ"))
    }

    /// One key is used from several threads at once.
    @Test(arguments: SigningAlgorithm.allCases) func manyThreadsShareAKey(algorithm: SigningAlgorithm) async throws {
        let key = try PrivateKey(generating: algorithm)
        let right = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<200).count { round in
                        let message = Array("\(task) \(round)".utf8)
                        guard let signature = key.signature(of: message) else { return false }
                        return key.publicKey.verifies(signature, of: message[...])
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(right == 1_600)
    }
}
