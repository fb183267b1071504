// `letter verify`: a paper of ours is told from any other file, without a word about whom it is on.

import Basics
import Foundation
import Records
import Storage
import StorageSQLite
import TestKit
import Testing

@testable import App

@Suite(.enabled(if: isProgramBuilt))
struct LetterCommandTests {
    /// A site with one accepted case, whose two papers were drawn.
    private func withPapers(_ body: (CommandSite, _ papers: [[UInt8]]) async throws -> Void) async throws {
        try await CommandSite.with { folder in
            let settings = try Settings.read(
                [.data: folder.data, .root: Program.root], environment: ["PATH": "/usr/bin"])
            let site = try await Composition.make(settings)
            let cases = try await SampleCases.make(site)
            let id = try await cases.draft()
            try await cases.submit(id)
            try await cases.vouch(id)
            let clerk = try #require(try await site.store.read { db in try db.account(username: "clerk-central") })
            try await cases.act("accept", id, by: clerk.actor)
            try await site.worker.runDue(at: Present.moment())
            var papers: [[UInt8]] = []
            for n in 1...2 { papers.append(try #require(try await site.shelf.pdf(of: id, n: n))) }
            try await site.store.close()
            try await body(folder, papers)
        }
    }

    private func write(_ bytes: [UInt8], _ site: CommandSite) throws -> String {
        let file = "\(site.folder)/\(UUID().uuidString).pdf"
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    @Test func aPaperIsGenuineByteByByteAndNothingElseIs() async throws {
        try await withPapers { site, papers in
            let request = try await site.succeed("letter", "verify", try write(papers[0], site))
            #expect(request.hasPrefix("genuine: request\n"))
            let slip = try await site.succeed("letter", "verify", try write(papers[1], site))
            let lines = slip.split(separator: "\n")
            try #require(lines.count == 7)
            #expect(lines[0] == "genuine: receipt-slip")
            #expect(lines[1] == "number: 01/BPTNTKQ-C06")
            #expect(lines[2] == "date: \(Present.moment().date)")
            #expect(lines[3] == "office: central")
            #expect(lines[4] == "signer: Phan Thị Bích Ngọc")
            #expect(lines[5] == "authority: CÁN BỘ VĂN THƯ")
            #expect(lines[6].hasPrefix("log position: "))
            #expect(!(request + slip).contains("Bộ Tư pháp"))

            var forged = papers[1]
            forged[forged.count / 2] ^= 1
            expectFailure(try await site.run("letter", "verify", try write(forged, site)), "altered: it bears the code")
            let foreign = Array("%PDF-1.5 ABCDE-23456".utf8)
            expectFailure(try await site.run("letter", "verify", try write(foreign, site)), "foreign")
            expectFailure(try await site.run("letter", "verify", try write([], site)), "foreign")
            expectFailure(try await site.run("letter", "verify", "\(site.folder)/none.pdf"), "cannot be read")
        }
    }

    @Test func thePlaceInTheLogIsThatOfThePapersIssue() async throws {
        try await withPapers { site, papers in
            let store = try SQLiteStore.openReadOnly(path: site.database)
            guard case .paper(let proof) = try await store.read({ db in try db.proof(of: papers[1]) }) else {
                Issue.record("a paper of ours was not found")
                return
            }
            let entry = try #require(
                try await store.read { db in try db.ledgerEntries(after: proof.position - 1, limit: 1).first })
            try await store.close()
            #expect(entry.type == "paperIssued")
            #expect((entry.payload ?? "").contains("receipt-slip"))
        }
    }
}
