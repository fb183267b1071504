// Enclosures and grounds as people meet them on the pages.

import TestKit
import Testing

extension WholeJob {
    @Suite struct Enclosures {
        @Test func anEnclosureHasItsKindPaperIsConfirmedAndBothArePrinted() async throws {
            let site = try JobSite.here()
            let persons = site.citizens(160..<161).map(\.keys)
            let dossier = try await site.filled(Request(service: "provide.household", persons: persons), .notary)
            let desk = try await site.desk("filer-notary")
            let page = try await desk.get("\(dossier.path)/documents")
            #expect(page.words.contains("Văn bản giao nhiệm vụ hoặc ủy quyền (nếu có)"))
            #expect(page.words.contains("do tài khoản chứng minh"))
            let files = ["một", "hai"].map { name in
                HTTPFile(
                    field: "document_file", fileName: "\(name).pdf", contentType: "application/pdf",
                    bytes: SamplePDF.bytes(name))
            }
            let given = [
                ("document_kind", "mandate"), ("document_title", "Quyết định giao việc số 7"),
                ("document_kind", "other"), ("document_title", ""), ("on_paper", "signed-request"),
            ]
            let wrong = try await desk.upload(
                "\(dossier.path)/documents", Dossier.documentFields + [("document_kind", "shoe")], files: [files[0]])
            #expect(wrong.status == 422 && wrong.hasErrorSummary)
            let strange = try await desk.upload(
                "\(dossier.path)/documents", Dossier.documentFields + [("on_paper", "shoe")], files: [])
            #expect(strange.status == 422 && strange.hasErrorSummary)
            let saved = try await desk.upload("\(dossier.path)/documents", Dossier.documentFields + given, files: files)
            #expect(saved.status == 303)
            try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
            let vouching = try await site.page("\(dossier.path)/acts/vouch", as: "official-notary")
            let link = try #require(vouching.links.first { $0.hasPrefix("\(dossier.path)/documents/") })
            #expect(!vouching.words.contains("khi bổ sung"), "nothing was supplemented")
            #expect(vouching.words.contains("một.pdf (Quyết định giao việc số 7)"))
            #expect(vouching.words.contains("Văn bản yêu cầu đã ký (bản giấy, chưa xác nhận đã nhận)"))
            let opened = try await site.page(link, as: "official-notary")
            #expect(opened.header("Content-Type") == "application/pdf" && opened.body == SamplePDF.bytes("một"))
            #expect(
                opened.header("Content-Disposition") == "inline; filename=\"m_t.pdf\"; filename*=UTF-8''m%E1%BB%99t.pdf"
            )
            try await dossier.act("vouch", by: "official-notary", to: "filed")

            let refused = try await dossier.attempt("accept", by: "clerk-01")
            #expect(refused.status == 422 && refused.hasErrorSummary && refused.words.contains("yêu cầu bổ sung"))
            try await dossier.act("accept", by: "clerk-01", [("on_paper", "signed-request")], to: "accepted")
            let slip = try await dossier.words(ofLetter: 2, as: "filer-notary")
            for words in ["Quyết định giao việc số 7", "Giấy tờ khác", "Bản giấy", "Bản điện tử"] {
                #expect(slip.contains(words), "\(words): \(slip)")
            }
            #expect(!slip.contains(".pdf"))
            for (path, person) in [("", "filer-notary"), ("/acts/propose-refusal", "officer-01")] {
                let shown = try await site.page(dossier.path + path, as: person)
                #expect(shown.links.contains(link) && shown.words.contains("bản giấy, đã nhận"), "\(path)")
            }
        }

        @Test func aListNamesTheConsentOfEachPerson() async throws {
            let site = try JobSite.here()
            let route = Route(organization: "unknown", office: "01")
            let citizens = site.citizens(162..<165).map(\.keys)
            let dossier = try await site.filled(Request(service: "provide.current-residence", persons: citizens), route)
            let desk = try await site.desk(route.filer)
            let form = try await desk.get("\(dossier.path)/subjects")
            #expect(form.words.contains("Tệp kèm theo") && form.text.contains("name=\"enclosure\""))
            let named = zip(citizens, ["Đồng ý.pdf", "đồng ý.PDF", ""]).map { person, name in
                person.merging(["enclosure": name]) { $1 }
            }
            let list = HTTPFile(
                field: "subjects_file", fileName: "ds.csv", contentType: "text/csv",
                bytes: CSVFile.bytes(Citizen.keyColumns + ["enclosure"], named))
            let saved = try await desk.upload("\(dossier.path)/subjects", [("answer", "replace")], files: [list])
            #expect(saved.status == 303)

            let early = try await dossier.attempt("submit", by: route.filer)
            #expect(early.status == 422 && early.words.contains("chưa được đính kèm"))
            #expect(early.words.contains("“Đồng ý.pdf”"))
            let consent = HTTPFile(
                field: "document_file", fileName: "ĐỒNG Ý.pdf", contentType: "application/pdf",
                bytes: SamplePDF.bytes("đồng ý"))
            let attached = try await desk.upload(
                "\(dossier.path)/documents",
                Dossier.documentFields + [("document_kind", "subject-consent"), ("document_title", "")],
                files: [consent])
            #expect(attached.status == 303)
            let asked = try await desk.get("\(dossier.path)/documents")
            #expect(asked.words.contains("danh sách nêu tệp của 2/3 người"))
            let link = try #require(asked.links.first { $0.hasPrefix("\(dossier.path)/documents/") })
            try await dossier.act("submit", by: route.filer, to: "awaiting-vouch")
            try await dossier.act("vouch", by: route.official, to: "filed")
            for path in [dossier.path, "\(dossier.path)/subjects"] {
                let page = try await site.page(path, as: route.clerk)
                let links = page.text.ranges(of: "<td data-label=\"Tệp kèm theo\"><a href=\"\(link)\"")
                #expect(links.count == 2, "\(path): the third names none")
            }
            #expect(try await dossier.page(as: route.clerk).words.contains("danh sách nêu tệp của 2/3 người"))
            #expect(try await site.page(link, as: route.clerk).body == SamplePDF.bytes("đồng ý"))
            let file = try CSVFile(try await site.page("\(dossier.path)/subjects.csv", as: route.clerk).body)
            #expect(file.rows.map { $0["enclosure"] } == ["Đồng ý.pdf", "đồng ý.PDF", ""])

            try await dossier.act("accept", by: route.clerk, to: "accepted")
            try await dossier.act("propose-approval", by: route.officer, to: "proposed")
            try await dossier.sign(by: route.approver)
            try await dossier.issue()
            let result = try await dossier.result()
            #expect(Set(result.rows.map { $0["personal_id"] }) == Set(citizens.map { $0["personal_id"] }))
        }

        @Test func aGroundIsChosenFromTheListAndItsArticlePrinted() async throws {
            let site = try JobSite.here()
            let persons = site.citizens(161..<162).map(\.keys)
            let dossier = try await site.accepted(Request(service: "auth.identity", persons: persons), .notary)
            let form = try await site.page("\(dossier.path)/acts/propose-refusal", as: "officer-01")
            #expect(form.text.contains("value=\"no-consent\"") && form.text.contains("value=\"other\""))
            #expect(!form.text.contains(" checked") && !form.text.contains("selected>Không"))
            #expect(form.input("article") == "" && form.input("reason") == nil)
            let fields = [("reason", "Chưa có văn bản đồng ý"), ("ground", "no-consent")]
            let both = try await dossier.attempt(
                "propose-refusal", by: "officer-01", fields + [("article", "Điều 1")])
            #expect(both.status == 422 && both.hasErrorSummary)
            let preview = try await dossier.preview("propose-refusal", by: "officer-01", fields)
            try await dossier.act("propose-refusal", by: "officer-01", fields, to: "proposed")
            try await dossier.sign(by: "approver-01")
            try await dossier.issue()
            let words = [
                try await PDFReader.words(preview.body), try await dossier.words(ofLetter: 3, as: "filer-notary"),
            ]
            for words in words {
                #expect(words.contains("Chưa có văn bản đồng ý"))
                #expect(words.contains("khoản 5 Điều 9 Nghị định số 70/2024/NĐ-CP"), "\(words)")
            }
        }
    }
}
