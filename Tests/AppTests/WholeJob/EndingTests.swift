// The other ways a request ends: refusal, supplement and resubmission, withdrawal, refusal at intake, return.

import TestKit
import Testing

extension WholeJob {
    @Suite struct Endings {
        @Test func aRefusalNamesReasonAndArticleAndReleasesNothing() async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(80..<82).map(\.keys)), route)
            let bare = try await dossier.attempt("propose-refusal", by: route.officer, [("reason", "Thiếu căn cứ")])
            #expect(bare.status == 422 && bare.words.contains("Thiếu căn cứ"), "an article is wanted, the input kept")
            let reason = "Mục đích nêu trong văn bản không thuộc trường hợp được khai thác"
            let article = "Khoản 2 Điều 9 Nghị định số 70/2024/NĐ-CP"
            try await dossier.act(
                "propose-refusal", by: route.officer, [("reason", reason), ("article", article)], to: "proposed")
            try await dossier.sign(by: route.approver)
            try await dossier.issue()
            try await dossier.expect("refused", as: route.filer)
            let letter = try await dossier.words(ofLetter: 3, as: route.filer)
            #expect(letter.contains("từ chối") && letter.contains(reason) && letter.contains(article))
            #expect(letter.contains("GIÁM ĐỐC") && !letter.contains("KT."))
            for path in ["result", "result.csv", "result.xml", "result.pdf"] {
                #expect(try await site.page("\(dossier.path)/\(path)", as: route.filer).status == 404)
            }
        }

        @Test func aSupplementStopsTheClockAndTheAnswerShowsWhatChanged() async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(82..<83).map(\.keys)), route)
            let running = try await dossier.page(as: route.clerk)
            #expect(running.words.contains("Còn 3 ngày làm việc") && running.words.contains("Ngày nhận, không tính"))
            let wanted = "Nêu rõ mục đích sử dụng\nBản sao văn bản ủy quyền"
            let ask = [("wanted", wanted), ("reason", "Mục đích chưa rõ"), ("fields", "purpose")]
            let late = try await dossier.attempt(
                "request-supplement", by: route.clerk, ask + Today.inputs("until", inDays: 0))
            #expect(late.status == 422 && late.words.contains("Bản sao văn bản ủy quyền"), "not today; the input kept")
            let paused = try await dossier.act(
                "request-supplement", by: route.clerk, ask + Today.inputs("until", inDays: 20),
                to: "supplement-requested")
            #expect(paused.words.contains("Tạm dừng, còn 3 ngày làm việc"))
            let slip = try await dossier.words(ofLetter: 2, as: route.filer)
            #expect(slip.contains("PHIẾU YÊU CẦU BỔ SUNG") && slip.contains("Bản sao văn bản ủy quyền"))

            let asked = try await dossier.page(as: route.filer)
            #expect(asked.words.contains("Nêu rõ mục đích sử dụng") && asked.links.contains("\(dossier.path)/purpose"))
            let desk = try await site.desk(route.filer)
            let purpose = [
                ("purpose_code", "notarisation"), ("purpose_text", "Công chứng hợp đồng mua bán nhà"),
                ("legal_basis", "Điều 10 Luật Căn cước số 26/2023/QH15"),
            ]
            let saved = try await desk.post(
                "\(dossier.path)/purpose", purpose + Today.inputs("use_until", inDays: 180))
            #expect(saved.status == 303)
            let other = site.citizens[83].keys.map { ($0.key, $0.value) }
            #expect(try await desk.post("\(dossier.path)/subjects", other).status == 409, "nobody asked for that")
            try await dossier.act("resubmit", by: route.filer, [("comment", "Đã bổ sung")], to: "awaiting-vouch")
            let vouching = try await dossier.page(as: route.official)
            #expect(vouching.words.contains("Công chứng hợp đồng mua bán nhà"))
            #expect(vouching.words.contains("Đang chờ bạn xử lý."))
            let waiting = try await dossier.page(as: route.filer)
            #expect(waiting.words.contains("Đang chờ người ký văn bản") && waiting.acts.contains("take-back"))
            let answering = try await site.page("\(dossier.path)/acts/vouch", as: route.official)
            #expect(answering.words.contains("Nội dung thay đổi khi bổ sung"))
            try await dossier.act("vouch", by: route.official, to: "filed")
            let register = try await site.page("/registers/incoming.csv", as: route.clerk)
            #expect(register.text.contains("Văn bản thay thế số 145/CV-VP nhận ngày"))
            let version = try await dossier.words(ofLetter: 3, as: route.clerk)
            #expect(version.contains("Phiếu này thay thế văn bản cùng số ngày"))
            let back = try await dossier.page(as: route.clerk)
            #expect(back.words.contains("Nội dung thay đổi: ") && back.words.contains("Đã bổ sung"))
            #expect(back.words.contains("Còn 3 ngày làm việc"))
            let again = try await dossier.attempt(
                "request-supplement", by: route.clerk, ask + Today.inputs("until", inDays: 9))
            #expect(again.status == 422 && again.words.contains("đã được yêu cầu bổ sung một lần"))
            try await dossier.act("accept", by: route.clerk, to: "accepted")
        }

        @Test func theCheckPageOfASupplementSendsItBack() async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(83..<84).map(\.keys)), route)
            let ask = [("wanted", "Văn bản ủy quyền"), ("reason", "Chưa đủ")]
            try await dossier.act(
                "request-supplement", by: route.clerk, ask + Today.inputs("until", inDays: 9),
                to: "supplement-requested")
            let check = try await site.page("\(dossier.path)/check", as: route.filer)
            let version = try #require(check.input("version"))
            let target = try #require(check.links.first { $0.hasSuffix("/submit") || $0.hasSuffix("/resubmit") })
            let sent = try await site.desk(route.filer).post(target, [("version", version)])
            #expect(sent.status == 303)
            try await dossier.expect("filed", as: route.filer)
        }

        @Test(arguments: ["draft", "filed", "accepted", "proposed", "signed"])
        func aRequestCanBeWithdrawnUntilItsDecisionIsIssued(state: String) async throws {
            let site = try JobSite.here()
            let route = Route.notary
            let request = Request(service: "auth.identity", persons: site.citizens(84..<85).map(\.keys))
            let dossier = try await state == "draft" ? site.filled(request, route) : site.filed(request, route)
            if ["accepted", "proposed", "signed"].contains(state) {
                try await dossier.act("accept", by: route.clerk, to: "accepted")
            }
            if ["proposed", "signed"].contains(state) {
                try await dossier.act("propose-approval", by: route.officer, to: "proposed")
            }
            if state == "signed" { try await dossier.sign(by: route.approver) }
            try await dossier.act("withdraw", by: route.filer, [("reason", "Không còn nhu cầu")], to: "withdrawn")
            let page = try await dossier.page(as: route.filer)
            #expect(page.acts.isEmpty && page.words.contains("Hồ sơ đã kết thúc"))
            let late = try await dossier.attempt("withdraw", by: route.filer)
            #expect(late.status == 409)
            if state == "proposed" {
                let sign = try await dossier.attempt("sign", by: route.approver, [("password", Desks.password)])
                #expect(sign.status == 409)
            }
            if state == "signed" { #expect(try await dossier.attempt("issue", by: route.clerk).status == 409) }
        }

        @Test func anIssuedDecisionCannotBeWithdrawn() async throws {
            let site = try JobSite.here()
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: site.citizens(85..<86).map(\.keys)), .notary)
            let late = try await dossier.attempt("withdraw", by: "filer-notary")
            #expect(late.status == 409, "\(late.status) \(late.words.prefix(300))")
            try await dossier.expect("fulfilled", as: "filer-notary")
        }

        @Test func anInvalidRequestIsRefusedAtIntake() async throws {
            let site = try JobSite.here()
            let route = Route.ministry
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(86..<87).map(\.keys)), route)
            let bare = try await dossier.attempt("reject-at-intake", by: route.clerk)
            #expect(bare.status == 422 && bare.hasErrorSummary)
            let reason = "Văn bản đề nghị không do người có thẩm quyền ký"
            try await dossier.act("reject-at-intake", by: route.clerk, [("reason", reason)], to: "rejected-at-intake")
            let slip = try await dossier.words(ofLetter: 2, as: route.filer)
            #expect(slip.contains("Mẫu CC03") && slip.contains(reason))
            #expect(try await dossier.page(as: route.filer).acts.isEmpty)
        }

        @Test func officialAndApproverCanSendItBackWithAReason() async throws {
            let site = try JobSite.here()
            let route = Route.ministry
            let dossier = try await site.filled(
                Request(service: "auth.identity", persons: site.citizens(87..<88).map(\.keys)), route)
            try await dossier.act("submit", by: route.filer, to: "awaiting-vouch")
            #expect(try await dossier.attempt("return-to-filer", by: route.official).status == 422)
            try await dossier.act("return-to-filer", by: route.official, [("reason", "Sửa căn cứ")], to: "draft")
            let draft = try await dossier.page(as: route.filer)
            #expect(draft.words.contains("Sửa căn cứ"))
            try await dossier.act("submit", by: route.filer, to: "awaiting-vouch")
            try await dossier.act("vouch", by: route.official, to: "filed")
            try await dossier.act("accept", by: route.clerk, to: "accepted")
            try await dossier.act("propose-approval", by: route.officer, to: "proposed")
            try await dossier.act(
                "return-to-officer", by: route.approver, [("reason", "Xem lại phạm vi")], to: "accepted")
            #expect(try await dossier.page(as: route.officer).words.contains("Xem lại phạm vi"))
            try await dossier.act("propose-approval", by: route.officer, to: "proposed")
        }
    }
}
