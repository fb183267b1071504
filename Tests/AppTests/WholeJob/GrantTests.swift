// What becomes of an approval once it is issued: suspended, resumed, revoked, renewed, and its recipient's list of all.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Grants {
        private static let forms = ["result", "result.csv", "result.xml", "result.pdf"]

        @Test func aSuspendedApprovalHandsNothingOutUntilItIsResumed() async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: site.citizens(90..<92).map(\.keys)), route)
            #expect(try await site.page("\(dossier.path)/result", as: route.filer).status == 200)
            let reason = [("reason", "Có dấu hiệu sử dụng thông tin sai mục đích")]
            let bare = try await dossier.attempt("suspend-grant", by: route.approver, reason + [("password", "sai")])
            #expect(bare.status == 422 && bare.words.contains("sai mục đích"), "a wrong password; the reason is kept")
            try await dossier.act("suspend-grant", by: route.approver, reason, to: "fulfilled")
            for form in Self.forms {
                let answer = try await site.page("\(dossier.path)/\(form)", as: route.filer)
                #expect(answer.status == 403 && answer.words.contains("Kết quả không mở được"), "\(form)")
            }
            #expect(try await site.page("\(dossier.path)/result", as: "inspector").status == 200)
            let told = try await dossier.page(as: route.filer)
            #expect(told.words.contains("Đang tạm dừng") && told.words.contains(reason[0].1))
            #expect(told.words.contains("Quyết định cho phép đang tạm dừng"), "what comes next")
            #expect(!told.links.contains("\(dossier.path)/result"))
            let notice = try await dossier.words(ofLetter: 5, as: route.filer)
            #expect(notice.contains("THÔNG BÁO") && notice.contains(reason[0].1) && notice.contains("Quyết định số"))
            let list = try await site.page("/grants", as: route.official)
            #expect(list.words.contains("Đang tạm dừng"))

            try await dossier.act("resume-grant", by: route.approver, [("reason", "Đã giải trình")], to: "fulfilled")
            #expect(try await site.page("\(dossier.path)/result.csv", as: route.filer).status == 200)
        }

        @Test func aRevokedApprovalIsOverAndItsLetterSaysSo() async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: site.citizens(92..<93).map(\.keys)), route)
            let result = try await site.page("\(dossier.path)/result.csv", as: route.filer).body
            let reason = [("reason", "Sử dụng sai mục đích"), ("ground", "wrong-purpose")]
            try await dossier.act("revoke-grant", by: route.approver, reason, to: "closed")
            for form in Self.forms {
                #expect(try await site.page("\(dossier.path)/\(form)", as: route.filer).status == 403)
            }
            let letter = try await dossier.words(ofLetter: 5, as: route.filer)
            #expect(letter.contains("QUYẾT ĐỊNH") && letter.contains("Thu hồi") && letter.contains("91/2025/QH15"))
            let page = try await dossier.page(as: route.filer)
            #expect(page.words.contains("Đã thu hồi") && page.acts.isEmpty)
            let stranger = site.browser()
            try await stranger.get("/verify")
            for (bytes, words) in [
                (try await dossier.letter(3, as: route.filer).body, "Văn bản thật, đã bị thu hồi"),
                (result, "Tình trạng của quyết định Đã thu hồi"),
            ] {
                let file = HTTPFile(
                    field: "file", fileName: "tep", contentType: "application/octet-stream", bytes: bytes)
                let told = try await stranger.upload("/verify", [("code", "")], files: [file])
                #expect(told.words.contains(words), "\(told.words.prefix(600))")
            }
            let again = try await site.page("/cases/new?renews=\(dossier.id)", as: route.filer)
            let draft = try await site.desk(route.filer).post(
                "/cases/new", [("service", "auth.identity"), ("renews", dossier.id)])
            #expect(again.status == 200 && draft.status == 422 && draft.words.contains("không gia hạn được"))
        }

        @Test func aRenewalIsFilledInWithWhatWasGranted() async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let asked = Request(
                service: "provide.fields", persons: site.citizens(93..<96).map(\.keys), fields: ["sex", "birth_place"],
                purpose: "Công chứng hợp đồng thuê nhà")
            let dossier = try await site.accepted(asked, route)
            try await dossier.act(
                "propose-narrower", by: route.officer,
                [("fields", "sex"), ("subjects", "1,3"), ("reason", "Vượt mục đích")], to: "proposed")
            try await dossier.sign(by: route.approver)
            try await dossier.issue()
            let list = try await site.page("/grants", as: route.filer)
            let link = try #require(list.links.first { $0.contains("renews=\(dossier.id)") })
            let form = try await site.page(link, as: route.filer)
            #expect(form.words.contains("điền sẵn") && form.input("renews") == dossier.id)

            let answer = try await site.desk(route.filer).post(
                "/cases/new", [("service", "provide.fields"), ("renews", dossier.id)])
            let id = try #require(answer.location?.split(separator: "/").last)
            let draft = Dossier(site: site, route: route, id: String(id))
            let purpose = try await site.page("\(draft.path)/purpose", as: route.filer)
            #expect(purpose.words.contains("Công chứng hợp đồng thuê nhà"))
            #expect(purpose.input("use_until_day")?.isEmpty ?? true, "the period is asked for anew")
            let persons = try await site.page("\(draft.path)/subjects", as: route.filer)
            for (place, citizen) in site.citizens(93..<96).enumerated() {
                #expect(persons.text.contains(citizen.id) == (place != 1), "the persons that were granted")
            }
            let check = try await site.page("\(draft.path)/check", as: route.filer)
            #expect(check.status == 200 && check.words.contains("Giới tính") && !check.words.contains("Nơi sinh"))
            let stranger = try await site.desk("filer-ministry").post(
                "/cases/new", [("service", "provide.fields"), ("renews", dossier.id)])
            #expect(stranger.status == 404)
        }

        @Test func whatIsLeftIsTheRecipientsOwnList() async throws {
            let site = try JobSite.here()
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: site.citizens(96..<97).map(\.keys)), .notary)
            let path = dossier.path
            #expect(try await site.page("/grants", as: "filer-notary").links.contains(path))
            #expect(try await !site.page("/grants", as: "filer-ministry").links.contains(path))
            for other in ["clerk-01", "officer-01", "approver-01", "inspector"] {
                #expect(try await site.page("/grants", as: other).status == 404, "\(other)")
            }
        }
    }
}
