// Uploaded PDFs opened by qpdf, in a child process with bounds.

import Basics
import Formats
import Foundation
import TestKit
import Testing

@testable import Records

@Suite(
    .enabled(if: SamplePDF.canBeRewritten, "qpdf is not installed")
) struct DocumentInspectorTests {
    private let inspector = DocumentInspector(tool: DocumentInspector.tool(onPath: "/nowhere:/usr/bin"))

    private func fault(_ bytes: [UInt8]) async throws -> PDFFault? { try await inspector.fault(in: bytes) }

    @Test func whatViewersOpenIsTaken() async throws {
        let whole = SamplePDF.bytes(pages: 3)
        let noEnd = Array(whole.dropLast("%%EOF\n".utf8.count))
        let padded = whole + [UInt8](repeating: 0, count: 4_845)
        for bytes in [whole, noEnd, padded, Array("\n\n".utf8) + whole, [0xEF, 0xBB, 0xBF] + whole] {
            #expect(try await fault(bytes) == nil)
        }
        #expect(try await fault(try await made(["--linearize"])) == nil)
        #expect(try await fault(try await made(["--object-streams=generate"])) == nil)
        #expect(try await fault(try await made(Self.locked("", "owner"))) == nil, "a password for changing it only")
    }

    @Test func whatCannotBeOpenedIsRefusedWithItsReason() async throws {
        let whole = SamplePDF.bytes(pages: 3)
        #expect(try await fault(try await made(Self.locked("open", "owner"))) == .password)
        for bytes in [
            Array("%PDF-1.4\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n".utf8),
            Array("%PDF-1.4\ntrailer garbage startxref \u{1}\u{2}".utf8),
            Array("%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Count 9>>endobj trailer<</Root 1 0 R>>".utf8),
            Array(whole.prefix(whole.count / 2)),
        ] {
            #expect(try await fault(bytes) == .unreadable)
        }
        for options in [["--linearize"], ["--object-streams=generate"]] {
            let made = try await made(options)
            for part in [3, 5, 8] {
                #expect(try await fault(Array(made.prefix(made.count * part / 10))) == .unreadable)
            }
        }
    }

    /// Files that are cut at any place, or have a byte wrong, are answered, and soon.
    @Test func noFileHangsIt() async throws {
        let whole = try await made(["--object-streams=generate"])
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            var bytes = whole
            for _ in 0..<20 { bytes[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(in: 0...255) }
            _ = try await fault(bytes)
        }
        let loop = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]>>endobj\n"
        #expect(try await fault(Array("\(loop)trailer<</Root 1 0 R>>\n".utf8)) == .unreadable)
    }

    @Test func aProgramThatNeverEndsPrintsForEverOrIsNotThereHurtsNobody() throws {
        let sleeper = BoundedProgram(path: "/bin/sh")
        let loud = try sleeper.run(["-c", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done"], over: [])
        #expect(loud.output.utf8.count <= Limits.inspectionOutputBytesMax && loud.status != 0)
        let hungry = try sleeper.run(["-c", "x=y; while :; do x=$x$x; done"], over: [])
        #expect(hungry.status != 0)
        let writer = try sleeper.run(["-c", "echo x > /tmp/trinhky-must-not-be-there"], over: [])
        #expect(writer.status != 0)
        let named = try sleeper.run(["-c", "cat; env"], over: Array("what it is given".utf8))
        #expect(named.output.hasPrefix("what it is given") && !named.output.contains("HOME="))
        #expect(throws: (any Error).self) { try BoundedProgram(path: "/nowhere/qpdf").run([], over: []) }
    }

    @Test func withoutTheProgramOnlyTheFirstLookIsTaken() async throws {
        let plain = DocumentInspector(tool: nil)
        #expect(!plain.opensFiles && DocumentInspector.tool(onPath: "/nowhere:") == nil)
        #expect(try await plain.fault(in: SamplePDF.bytes()) == nil)
        #expect(try await plain.fault(in: Array("%PDF-1.4 cut".utf8)) == .unreadable)
    }

    private static func locked(_ user: String, _ owner: String) -> [String] { ["--encrypt", user, owner, "256", "--"] }

    private func made(_ options: [String]) async throws -> [UInt8] {
        try await SamplePDF.rewritten(SamplePDF.bytes(pages: 40), options)
    }
}
