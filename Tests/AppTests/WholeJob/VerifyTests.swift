// What anybody learns who has a file or a code: genuine, replaced, altered, foreign.

import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct Verify {
        private func check(_ file: [UInt8], _ site: JobSite, name: String = "tep.pdf") async throws -> HTTPAnswer {
            let stranger = site.browser()
            try await stranger.get("/verify")
            return try await stranger.upload(
                "/verify", [("code", "")],
                files: [HTTPFile(field: "file", fileName: name, contentType: "application/octet-stream", bytes: file)])
        }

        @Test func papersAndResultsAreToldFromFilesThatWereChangedAndFromOthers() async throws {
            let site = try JobSite.here()
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: site.citizens(300..<303).map(\.keys)), .notary)
            let decision = try await dossier.letter(3, as: dossier.route.filer).body
            let genuine = try await check(decision, site)
            #expect(genuine.status == 200)
            #expect(genuine.words.contains("Tệp này đúng từng byte là văn bản do hệ thống ban hành."))
            #expect(genuine.words.contains("CAHN"))
            var forged = decision
            forged[forged.count / 3] ^= 1
            let altered = try await check(forged, site)
            #expect(altered.status == 200 && altered.words.contains("Tệp đã bị thay đổi"))
            #expect(!altered.words.contains("Văn bản thật"))
            let foreign = try await check(Array("%PDF-1.7 nothing of ours".utf8), site)
            #expect(foreign.status == 404)
            #expect(foreign.words.contains("Tệp này không phải văn bản hay kết quả"))

            for ending in ["csv", "xml", "pdf"] {
                let file = try await site.page("\(dossier.path)/result.\(ending)", as: dossier.route.filer).body
                let again = try await site.page("\(dossier.path)/result.\(ending)", as: "inspector").body
                #expect(file == again, "\(ending): one file for every reader")
                let result = try await check(file, site, name: "result.\(ending)")
                #expect(result.words.contains("Tệp kết quả thật"), "\(ending): \(result.words.prefix(300))")
                #expect(!site.citizens(300..<303).contains { result.words.contains($0.id) })
                let changed = try await check(file + [32], site, name: "result.\(ending)")
                // Nothing in a CSV says whose it is.
                let word = ending == "csv" ? "không phải văn bản hay kết quả" : "Tệp đã bị thay đổi"
                #expect(changed.words.contains(word), "\(ending): \(changed.words.prefix(300))")
            }
        }

        @Test func nothingGivenIsSaidAtTheFieldAndTooMuchToo() async throws {
            let site = try JobSite.here()
            let stranger = site.browser()
            try await stranger.get("/verify")
            let nothing = try await stranger.upload("/verify", [("code", " ")], files: [])
            #expect(nothing.status == 404 && nothing.words.contains("Hãy nhập mã kiểm tra hoặc chọn một tệp."))
            let large = try await check([UInt8](repeating: 37, count: 11 * 1_024 * 1_024), site)
            #expect(large.status == 404 || large.status == 413)
            #expect(large.words.contains("MB"))
        }
    }
}
