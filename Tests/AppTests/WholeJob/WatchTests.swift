// What is worth a second look, on the pages of those who decide and of nobody else.

import TestKit
import Testing

extension WholeJob {
    @Suite struct Watch {
        private static let heading = "Điểm cần lưu ý"
        private static let timeline = "Điểm cần lưu ý đã hiển thị trước quyết định"
        /// Other organisations, and what no page may have of their names.
        private static let others = ["bank": "Sông Hồng", "telecom": "Bạch Đằng", "commune": "Ủy ban nhân dân phường"]

        /// A case about somebody whom three other organisations ask for as well, in the hands of the officer.
        private func soughtCase(_ site: JobSite, _ persons: Range<Int>) async throws -> Dossier {
            let persons = site.citizens(persons).map(\.keys)
            for organization in Self.others.keys.sorted() {
                let route = Route(organization: organization, office: "central")
                _ = try await site.filed(Request(service: "auth.identity", persons: persons), route)
            }
            return try await site.accepted(Request(service: "auth.identity", persons: persons), .notary)
        }

        @Test func itStandsBeforeTheFormsOfThoseWhoDecideAndNamesNobody() async throws {
            let site = try JobSite.here()
            let dossier = try await soughtCase(site, 400..<402)
            let sentence = "nhiều nhất có 3 bên yêu cầu khác cùng yêu cầu về một người"
            var pages = [""] + ["propose-approval", "propose-narrower", "propose-refusal"].map { "/acts/\($0)" }
            try await expectShown(dossier, pages, sentence, as: "officer-01")
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            pages = ["", "/acts/sign", "/acts/return-to-officer"]
            try await expectShown(dossier, pages, sentence, as: "approver-01")

            for name in ["filer-notary", "official-notary", "clerk-01", "inspector"] {
                let page = try await dossier.page(as: name)
                #expect(page.status == 200 && !page.text.contains("id=\"watch\""), "\(name)")
                #expect(page.words.contains(sentence) == ["clerk-01", "inspector"].contains(name), "\(name)")
                #expect(page.words.contains(Self.timeline) == ["clerk-01", "inspector"].contains(name), "\(name)")
            }
            try await dossier.sign(by: "approver-01")
            let signed = try await dossier.page(as: "approver-01")
            #expect(!signed.text.contains("id=\"watch\"") && signed.words.contains(Self.timeline))
        }

        private func expectShown(
            _ dossier: Dossier, _ pages: [String], _ sentence: String, as name: String
        ) async throws {
            for path in pages {
                let page = try await dossier.site.page(dossier.path + path, as: name)
                let group = try #require(page.text.firstRange(of: "id=\"watch\""), "\(name) at \(path)")
                let form = page.text.firstRange(of: "<form class=\"form\"")
                #expect(form.map { group.lowerBound < $0.lowerBound } ?? true)
                #expect(page.words.contains(Self.heading) && page.words.contains(sentence), "\(name) at \(path)")
                for other in Self.others.values {
                    #expect(!page.text.contains(other), "\(other) stands at \(path)")
                }
            }
            let english = try await dossier.site.english(dossier.path, as: name).words
            #expect(english.contains("Worth a second look") && english.contains("one and the same person: up to 3."))
        }
    }
}
