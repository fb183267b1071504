// The secrets of assertions in their folder: made once, rotated without a gap, never made anew unnoticed.

import Basics
import Foundation
import Storage
import TestKit
import Testing
import Tokens

@testable import Records

struct AssertionKeyFolderTests {
    private let now = RegistrySample.now

    private func folder(_ body: (AssertionKeyFolder) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "trinhky-folder-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(AssertionKeyFolder(path: path))
    }

    /// Another look at the same folder: one that has read nothing yet.
    private func fresh(_ folder: AssertionKeyFolder, at moment: Timestamp) throws -> AssertionKeys {
        try AssertionKeyFolder(path: folder.path).keys(at: moment)
    }

    private func ids(_ keys: AssertionKeys) throws -> [String] {
        try JSONReader.object(keys.published.json)["keys"]?.array?.compactMap { $0.object?["kid"]?.string } ?? []
    }

    private func signer(_ keys: AssertionKeys) throws -> String {
        let head = try #require(try keys.signer.token([JSONMember("a", "b")]).split(separator: ".").first)
        let padded = String(head).replacing("-", with: "+").replacing("_", with: "/")
        let text = padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)
        let bytes = try #require(Data(base64Encoded: text))
        return try #require(try JSONReader.object(Array(bytes))["kid"]?.string)
    }

    @Test func whatIsMadeOnceStays() throws {
        try folder { folder in
            try folder.make(isFirst: true, at: now)
            let first = try folder.keys(at: now)
            try folder.make(isFirst: false, at: now.adding(seconds: 86_400))
            let second = try fresh(folder, at: now.adding(seconds: 86_400))
            #expect(first.pseudonyms == second.pseudonyms)
            #expect(try ids(first) == ids(second) && signer(first) == ids(first).first)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let mode = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions]
                #expect(mode as? Int == 0o600, "\(name)")
            }
        }
    }

    @Test func aLostSecretIsNotMadeAnew() throws {
        try folder { folder in
            try folder.make(isFirst: true, at: now)
            try FileManager.default.removeItem(atPath: "\(folder.path)/pseudonyms.key")
            #expect(throws: SecretFault.self) { try folder.make(isFirst: false, at: now) }
            #expect(throws: SecretFault.self) { try fresh(folder, at: now) }
        }
    }

    @Test(arguments: ["pseudonyms.key", "access.key"])
    func aBrokenSecretIsNamed(name: String) throws {
        try folder { folder in
            try folder.make(isFirst: true, at: now)
            for text in ["", "AAAA", "no base64 !"] {
                try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
                let fault = #expect(throws: SecretFault.self) { try fresh(folder, at: now) }
                #expect(fault?.description.contains(name) == true)
            }
        }
    }

    @Test func aBrokenKeyIsNamed() throws {
        try folder { folder in
            try folder.make(isFirst: true, at: now)
            try Data("x".utf8).write(to: URL(filePath: "\(folder.path)/signing-2026-02-01T0000.pem"))
            let fault = #expect(throws: SecretFault.self) { try fresh(folder, at: now) }
            #expect(fault?.description.contains("signing-2026-02-01T0000.pem") == true)
        }
    }

    @Test func aKeyIsPublishedBeforeItSignsAndUntilWhatItSignedHasExpired() throws {
        try folder { folder in
            try folder.make(isFirst: true, at: now)
            let old = try #require(ids(try folder.keys(at: now)).first)
            let begins = try folder.rotate(.edDSA, after: 86_400, at: now)
            let before = try fresh(folder, at: now.adding(seconds: 1))
            let new = try #require(ids(before).last)
            #expect(try ids(before) == [old, new] && signer(before) == old)
            let last = try fresh(folder, at: Timestamp(milliseconds: begins.milliseconds - 1))
            #expect(try signer(last) == old)
            let after = try fresh(folder, at: begins)
            #expect(try signer(after) == new && ids(after) == [new, old])
            // What the old one signed in its last moment is believed for so long; a server may have read the folder
            // some seconds before.
            let believed = begins.adding(seconds: Limits.assertionSeconds + Int(Limits.signingKeysReadSeconds))
            #expect(try ids(fresh(folder, at: believed)) == [new, old])
            #expect(try ids(fresh(folder, at: begins.adding(seconds: 86_400))) == [new])
        }
    }

    @Test func aRunningServerSeesAKeyThatIsAdded() throws {
        try folder { folder in
            try folder.make(isFirst: true, at: now)
            #expect(try ids(folder.keys(at: now)).count == 1)
            _ = try AssertionKeyFolder(path: folder.path).rotate(.es256, after: 60, at: now)
            #expect(try ids(folder.keys(at: now.adding(seconds: Int(Limits.signingKeysReadSeconds) + 1))).count == 2)
        }
    }

    @Test func whoKnowsPersonsByAnotherSecretDoesNotStart() async throws {
        let sample = try await AssertionSample()
        _ = try await sample.call()
        let other = AssertionKeyFolder(path: sample.folder.path + "-other")
        await #expect(throws: SecretFault.self) {
            try await sample.store.prepareAssertions(other, at: AssertionSample.now)
        }
        try other.make(isFirst: true, at: AssertionSample.now)
        await #expect(throws: SecretFault.self) {
            try await sample.store.prepareAssertions(other, at: AssertionSample.now)
        }
        let desk = AssertionSample.desk(sample.site, other)
        let token = try await desk.accessToken(sample.proof(), at: AssertionSample.now)
        await #expect(throws: SecretFault.self, "and one that runs beside it answers nothing") {
            try await desk.assertion(
                sample.request(), by: desk.caller(token, at: AssertionSample.now), at: AssertionSample.now)
        }
        #expect(try await sample.count("data_grant WHERE uses_made = 1") == 1)
        try? FileManager.default.removeItem(atPath: other.path)
        try await sample.end()
    }
}
