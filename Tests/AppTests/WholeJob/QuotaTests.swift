// Beyond the day's quota pages say which it is and when it ends, and what was typed stays.

import Basics
import Foundation
import Records
import Storage
import TestKit
import Testing

extension WholeJob {
    @Suite struct Quotas {
        private func withServer(
            _ quotas: [String: Int], _ body: (JobSite) async throws -> Void
        ) async throws {
            try await SiteData.with { data in
                let settings = quotas.map { ("TRINHKY_QUOTA_\($0.key)", String($0.value)) }
                let server = try await data.serve(settings: Dictionary(uniqueKeysWithValues: settings))
                let site = JobSite(data, [server], citizens: try await data.citizens("--living", "--limit", "3"))
                try await body(site)
                try await site.stop()
            }
        }

        /// Said in both languages: how much there is, and that it begins anew tomorrow.
        private func expectSpent(
            _ answer: HTTPAnswer, _ limit: Int, _ words: String, _ place: SourceLocation = #_sourceLocation
        ) {
            #expect(answer.status == 429, sourceLocation: place)
            let tomorrow = Today.date.adding(days: 1).dayFirst
            for word in [words, String(limit), tomorrow] {
                #expect(answer.words.contains(word), "\(answer.words.prefix(600))", sourceLocation: place)
            }
            let wait = answer.header("Retry-After").flatMap { Int($0) } ?? 0
            #expect((1...86_400).contains(wait), sourceLocation: place)
        }

        @Test func draftsAndSavesWithWhatWasTyped() async throws {
            try await withServer(["DRAFTS": 2, "SAVES": 4]) { site in
                let filer = try await site.desk("filer-notary")
                let dossier = try await site.draft("auth.identity", .notary)
                _ = try await site.draft("auth.identity", .notary)
                try await filer.get("/cases/new")
                let third = try await filer.post("/cases/new", [("service", "auth.identity")])
                expectSpent(third, 2, "đã lập")
                #expect(third.text.contains(#/value="auth\.identity"[^>]* checked>/#))

                for number in 1...4 {
                    let saved = try await filer.post(
                        "\(dossier.path)/purpose", [("purpose_text", "Mục đích lần \(number)")])
                    #expect([303, 422].contains(saved.status))
                }
                let fifth = try await filer.post("\(dossier.path)/purpose", [("purpose_text", "Mục đích <mới>")])
                expectSpent(fifth, 4, "đã lưu thay đổi")
                #expect(fifth.text.contains("Mục đích &lt;mới&gt;"), "what was typed stands in its box")
                try await filer.get("/language/en")
                let english = try await filer.post("\(dossier.path)/purpose", [("purpose_text", "Another purpose")])
                expectSpent(english, 4, "Changes were saved")
                #expect(try await filer.get("\(dossier.path)/purpose").text.contains("Mục đích lần 4"))
                // Other organisations have a day of their own.
                _ = try await site.draft("auth.identity", .ministry)
            }
        }

        @Test func uploads() async throws {
            try await withServer(["UPLOADS": 1]) { site in
                let filer = try await site.desk("filer-notary")
                let dossier = try await site.draft("auth.identity", .notary)
                func upload(_ number: Int) async throws -> HTTPAnswer {
                    let file = HTTPFile(
                        field: "document_file", fileName: "\(number).pdf", contentType: "application/pdf",
                        bytes: SamplePDF.bytes("\(number)"))
                    return try await filer.upload(
                        "\(dossier.path)/documents",
                        Dossier.documentFields + [("document_kind", "other"), ("document_title", "Văn bản \(number)")],
                        files: [file])
                }
                #expect(try await upload(1).status == 303)
                let second = try await upload(2)
                expectSpent(second, 1, "đã tải lên")
                #expect(second.text.contains("Văn bản 2") && second.text.contains("1.pdf"))
            }
        }

        @Test func openingsWithoutThoseThatNobodyReads() async throws {
            try await withServer(["OPENINGS": 2]) { site in
                let request = Request(service: "auth.identity", persons: site.citizens.map(\.keys))
                let dossier = try await site.fulfilled(request, .notary)
                let filer = try await site.desk("filer-notary")
                for path in ["result", "result.csv", "result.xml", "result.pdf"] {
                    let head = try await filer.send("HEAD", "\(dossier.path)/\(path)")
                    #expect(head.status == 204 && head.body.isEmpty)
                    for name in ["Sec-Purpose", "Purpose", "X-Moz"] {
                        let guess = try await filer.send(
                            "GET", "\(dossier.path)/\(path)", headers: [(name, "prefetch;prerender")])
                        #expect(guess.status == 204 && guess.body.isEmpty, "\(path) \(name)")
                    }
                }
                #expect(try await filer.send("HEAD", "\(dossier.path)/result").header("Content-Length") == nil)
                let bank = try await site.desk("filer-bank")
                #expect(try await bank.send("HEAD", "\(dossier.path)/result").status == 404)
                #expect(try await openings(site.data) == 0)

                for _ in 0..<5 { #expect(try await filer.get("\(dossier.path)/result").status == 200) }
                #expect(try await filer.get("\(dossier.path)/result.csv").status == 200)
                #expect(try await openings(site.data) == 2)
                expectSpent(try await filer.get("\(dossier.path)/result.xml"), 2, "đã mở kết quả")
                #expect(try await filer.get("\(dossier.path)/result").status == 200, "it is open already")
                #expect(try await site.page("\(dossier.path)/result.xml", as: "inspector").status == 200)
                #expect(try await openings(site.data) == 3)
            }
        }

        /// The entries of openings in the log.
        private func openings(_ data: SiteData) async throws -> Int {
            let count = try await data.withStore { store in
                try await store.read { db in
                    try db.one("SELECT count(*) FROM event WHERE type = 'opened'")?.int(at: 0)
                }
            }
            return try #require(count)
        }
    }
}
