// Sealing: only the right key and the right row open, and the file of keys is never made over another's.

import Basics
import Foundation
import Testing

@testable import Records

struct FingerKeysTests {
    private let template = [UInt8](0..<200)

    private func keys(_ ids: String...) -> FingerKeys {
        FingerKeys(ids.map { FingerKeys.Key(id: $0, bytes: Digest(of: $0).bytes) })
    }

    @Test func whatWasSealedOpensInItsOwnRowAlone() throws {
        let sealed = try keys("a").seal(template, about: "row 1")
        #expect(sealed.key == "a" && sealed.bytes.count == template.count + 40)
        #expect(try keys("a").open(sealed, about: "row 1") == template)
        #expect(throws: SealFault.damaged) { try keys("a").open(sealed, about: "row 2") }
        #expect(throws: SealFault.keyMissing) { try keys("b").open(sealed, about: "row 1") }
        #expect(throws: SealFault.keyMissing) { try FingerKeys().seal(template, about: "row 1") }
        let other = FingerKeys([FingerKeys.Key(id: "a", bytes: Digest(of: "other").bytes)])
        #expect(throws: SealFault.damaged) { try other.open(sealed, about: "row 1") }
    }

    @Test func everyChangedByteIsNoticed() throws {
        let sealed = try keys("a").seal(template, about: "row")
        for index in sealed.bytes.indices {
            var bytes = sealed.bytes
            bytes[index] ^= 1
            let changed = SealedTemplate(key: "a", bytes: bytes)
            #expect(throws: SealFault.damaged) { try keys("a").open(changed, about: "row") }
        }
        for length in [0, 23, 39] {
            let cut = SealedTemplate(key: "a", bytes: Array(sealed.bytes.prefix(length)))
            #expect(throws: SealFault.damaged) { try keys("a").open(cut, about: "row") }
        }
        #expect(try keys("a").seal(template, about: "row").bytes != sealed.bytes, "a nonce of its own each time")
        #expect(try keys("a").open(try keys("a").seal([], about: "row"), about: "row") == [])
    }

    @Test func theNewestKeySealsAllOfThemOpen() throws {
        let old = try keys("a").seal(template, about: "row")
        let both = keys("a", "b")
        #expect(try both.open(old, about: "row") == template)
        #expect(try both.seal(template, about: "row").key == "b")
    }

    private func withFile(_ body: (FingerKeyFile) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "finger-keys-\(Hex.encode(Random.bytes(8)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(FingerKeyFile(path: "\(folder)/keys"))
    }

    @Test func aFileIsMadeOnFirstNeedForItsOwnerAlone() throws {
        try withFile { file in
            #expect(try file.keys().newest == nil)
            #expect(throws: SecretFault.self) { try file.sealing(isFirst: false) }
            #expect(!FileManager.default.fileExists(atPath: file.path))
            let first = try file.sealing(isFirst: true).newest
            #expect(try file.sealing(isFirst: true).newest == first && first != nil)
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let second = try file.add()
            #expect(try file.keys().newest == second && file.keys().has(first ?? ""))
        }
        #expect(throws: SecretFault.self) { try FingerKeyFile.none.add() }
    }

    @Test(arguments: [
        "a", "a AAAA", "A B C", "é \(Data(count: 32).base64EncodedString())",
        "a \(Data(count: 32).base64EncodedString())\na \(Data(count: 32).base64EncodedString())",
    ])
    func aLineThatIsNoKeyIsNamedAndNeverShown(_ text: String) throws {
        try withFile { file in
            try Data(text.utf8).write(to: URL(filePath: file.path))
            #expect { try file.keys() } throws: { error in
                "\(error)".contains("line ") && !"\(error)".contains("AAAA")
            }
        }
    }

    @Test func remarksAndEmptyLinesArePassedOver() throws {
        try withFile { file in
            let key = Data(count: 32).base64EncodedString()
            try Data("# note\n\nfirst \(key)\r\n".utf8).write(to: URL(filePath: file.path))
            #expect(try file.keys().newest == "first")
        }
    }
}
