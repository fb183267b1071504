// A procedure is a folder: pages, process, decisions, acts and words of its own, and no line of Swift.

import TestKit
import Testing

@Suite(ServedSite(procedures: ["consultation"]))
struct AddedProcedureTests {
    @Test func goesFromItsOfferToItsOpinion() async throws {
        let site = try JobSite.here()
        let offer = try await site.page("/cases/new", as: "filer-notary")
        #expect(offer.words.contains("Xin ý kiến về kế hoạch sử dụng thông tin"))
        let dossier = try await site.consultationDraft([site.citizens[200].keys])
        try await site.walk(dossier, as: "filer-notary")
        try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
        try await site.walk(dossier, as: "official-notary")
        try await dossier.act("vouch", by: "official-notary", to: "filed")
        try await checkTheFiledRequest(dossier)
        try await dossier.act("accept", by: "clerk-01", to: "accepted")
        try await assess(dossier)
        try await pay(dossier)
        try await giveTheOpinion(dossier)
    }

    private func checkTheFiledRequest(_ dossier: Dossier) async throws {
        let site = dossier.site
        let page = try await dossier.page(as: "clerk-01")
        for words in ["C-3", "Điều 3", "10 ngày làm việc", "Khảo sát nhà ở năm 2026", "Nghiên cứu"] {
            #expect(page.words.contains(words), "\(words)")
        }
        #expect(!page.words.contains("Lý do khẩn"), "what was not asked is not shown")
        let inbox = try await site.page("/tasks", as: "clerk-01")
        #expect(inbox.links.contains(dossier.path))
        let letter = try await dossier.words(ofLetter: 1, as: "filer-notary")
        #expect(letter.contains("gửi Công an thành phố Hà Nội kế hoạch \"Khảo sát nhà ở năm 2026\""))
        try await site.walk(dossier, as: "clerk-01", "filer-notary", "inspector")
    }

    private func pay(_ dossier: Dossier) async throws {
        let site = dossier.site
        let waiting = try await dossier.page(as: "filer-notary")
        #expect(waiting.words.contains("Chờ nộp chi phí"), "the stage in the procedure's own words")
        #expect(waiting.acts == ["report-payment"])
        #expect(try await site.page("/tasks", as: "filer-notary").links.contains(dossier.path))
        for list in ["/", "/tasks", "/cases"] {
            #expect(try await site.page(list, as: "filer-notary").words.contains("Chờ nộp chi phí"), "\(list)")
            #expect(try await site.english(list, as: "filer-notary").words.contains("Waiting for the costs"), "\(list)")
        }
        try await site.walk(dossier, as: "filer-notary", "clerk-01")
        let empty = try await dossier.attempt("report-payment", by: "filer-notary")
        #expect(empty.status == 422 && empty.words.contains("Số biên lai") && empty.words.contains("Ngày nộp"))
        let late = try await dossier.attempt(
            "report-payment", by: "filer-notary", [("receipt_number", "BL-78")] + Today.inputs("paid_on", inDays: 2))
        #expect(late.status == 422 && late.input("receipt_number") == "BL-78", "the input is kept")
        let page = try await dossier.act(
            "report-payment", by: "filer-notary", Consultation.payment, to: "payment-due")
        #expect(page.words.contains("Đã xong: báo đã nộp chi phí."), "the timeline says it")
        try await dossier.act("confirm-payment", by: "clerk-01", to: "proposed")
    }

    private func assess(_ dossier: Dossier) async throws {
        let site = dossier.site
        try await site.walk(dossier, as: "officer-01", "filer-notary")
        let form = try await site.page("\(dossier.path)/acts/assess", as: "officer-01")
        for words in [
            "Thẩm định kế hoạch theo quy trình này.", "Nhận xét", "Nêu rõ căn cứ.", "Mức rủi ro", "Thấp", "Biện pháp",
            "Đã kiểm tra", "Bảo mật", "Tôi không có lợi ích liên quan.", "Kết quả thẩm định", "Cần hỏi chuyên gia",
            "Thẩm định kế hoạch ngay",
        ] { #expect(form.words.contains(words), "\(words)") }
        let english = try await site.english("\(dossier.path)/acts/assess", as: "officer-01")
        #expect(english.words.contains("Say what it rests on.") && english.words.contains("An expert must be asked"))
        let open = try await dossier.attempt(
            "assess", by: "officer-01", [("finding", "Chưa chọn kết quả"), ("risk", "high")])
        #expect(open.status == 422 && open.words.contains("Chưa chọn kết quả"))
        try await dossier.act("assess", by: "officer-01", Consultation.assessment("needs-expert"), to: "suspended")
        let paused = try await dossier.page(as: "officer-01")
        #expect(paused.words.contains("Chờ chuyên gia") && paused.words.contains("Tạm dừng"))
        #expect(paused.words.contains("Mã hóa dữ liệu"), "the office reads what was said")
        #expect(!(try await dossier.page(as: "filer-notary")).words.contains("Mã hóa dữ liệu"))
        try await site.walk(dossier, as: "officer-01", "filer-notary")
        try await dossier.act("expert-opinion", by: "officer-01", [("opinion", "Không có rủi ro.")], to: "accepted")
        try await dossier.act("assess", by: "officer-01", Consultation.assessment("clear"), to: "payment-due")
    }

    private func giveTheOpinion(_ dossier: Dossier) async throws {
        let site = dossier.site
        try await site.walk(dossier, as: "approver-01")
        let agree = [("outcome", "agree"), ("conditions", "Chỉ dùng số liệu gộp")]
        let bare = try await dossier.attempt("give-opinion", by: "approver-01", agree)
        #expect(bare.status == 422 && bare.words.contains("Chỉ dùng số liệu gộp") && bare.words.contains("Mật khẩu"))
        try await dossier.act(
            "give-opinion", by: "approver-01", agree + [("password", Desks.password)], to: "closed")
        let end = try await dossier.page(as: "clerk-01")
        #expect(end.words.contains("Đã có ý kiến") && end.words.contains("Đồng ý") && end.acts.isEmpty)
        try await site.walk(dossier, as: "filer-notary", "clerk-01", "inspector")
        for name in ["result", "result.csv"] {
            #expect(try await site.page("\(dossier.path)/\(name)", as: "filer-notary").status == 404)
        }
    }

    @Test func refusesWhatIsNotOfferedWithoutAFault() async throws {
        let site = try JobSite.here()
        let dossier = try await site.consultationFiled([site.citizens[201].keys])
        try await dossier.act("accept", by: "clerk-01", to: "accepted")
        try await dossier.act("assess", by: "officer-01", Consultation.assessment("clear"), to: "payment-due")
        let path = "\(dossier.path)/acts"
        func answers(_ act: String, as name: String, _ fields: [(String, String)] = []) async throws -> [Int] {
            let desk = try await site.desk(name)
            let task = fields.first { $0.0 == "task" }.map { "?task=\($0.1)" } ?? ""
            return [
                try await desk.get("\(path)/\(act)\(task)").status,
                try await desk.post("\(path)/\(act)", fields).status,
            ]
        }
        #expect(try await answers("report-payment", as: "filer-notary", [("task", "u99")]) == [409, 409])
        #expect(try await answers("assess", as: "officer-01") == [409, 409], "not now")
        #expect(try await answers("assess", as: "filer-notary") == [403, 403], "never theirs")
        #expect(try await answers("assess", as: "inspector") == [403, 403], "never theirs")
        #expect(try await answers("report-payment", as: "clerk-01") == [403, 403], "never theirs")
        #expect(try await answers("no-such-act", as: "filer-notary") == [404, 404])
        #expect(try await answers("propose-approval", as: "officer-01") == [403, 403], "not in this procedure")
        #expect(try await answers("report-payment", as: "clerk-79") == [404, 404], "another office")
        let other = try await site.draft("auth.identity", .notary)
        #expect(try await site.page("\(other.path)/acts/assess", as: "filer-notary").status == 404)
        for name in ["purpose", "documents", "fields", "undertakings", "pages/plan", "pages/subjects", "pages/x"] {
            let draft = name == "pages/plan" ? other : try await site.draft(Consultation.service, .notary)
            let desk = try await site.desk("filer-notary")
            #expect(try await desk.get("\(draft.path)/\(name)").status == 404, "\(name)")
            #expect(try await desk.post("\(draft.path)/\(name)").status == 404, "\(name)")
        }
    }

    @Test func keepsWhatIsTypedOnItsPages() async throws {
        let site = try JobSite.here()
        let dossier = try await site.draft(Consultation.service, .notary)
        let desk = try await site.desk("filer-notary")
        let urgent = [
            ("plan_title", "Kế hoạch khẩn"), ("urgency", "urgent"), ("plan_text", "Cứu trợ"), ("areas", "welfare"),
        ]
        let open = try await desk.post("\(dossier.path)/pages/plan", urgent)
        #expect(open.status == 422 && open.input("plan_title") == "Kế hoạch khẩn")
        #expect(open.words.contains("Cần ý kiến trước ngày") && open.words.contains("Lý do khẩn"))
        let early = try await site.desk("filer-notary").post("\(dossier.path)/submit")
        #expect(early.status == 422, "the check page says what is missing")
        #expect(early.links.contains("\(dossier.path)/pages/signatory"))
        let whole = urgent + [("urgency_reason", "Bão lụt")] + Today.inputs("answer_by", inDays: 5)
        #expect(try await desk.post("\(dossier.path)/pages/plan", whole).status == 303)
        let check = try await desk.get("\(dossier.path)/check")
        #expect(check.words.contains("Bão lụt") && check.words.contains("Khẩn"))
        let calm = try await desk.post("\(dossier.path)/pages/plan", Consultation.plan)
        #expect(calm.status == 303)
        #expect(try await !desk.get("\(dossier.path)/check").words.contains("Bão lụt"), "not asked any more")
    }

    @Test func aSupplementShowsWhatChanged() async throws {
        let site = try JobSite.here()
        let dossier = try await site.consultationFiled([site.citizens[202].keys])
        let ask = [("wanted", "Lý do"), ("reason", "Chưa rõ"), ("fields", "plan")] + Today.inputs("until", inDays: 9)
        try await dossier.act("request-supplement", by: "clerk-01", ask, to: "supplement-requested")
        let desk = try await site.desk("filer-notary")
        let plan =
            Consultation.plan.filter { $0.0 != "urgency" }
            + [("urgency", "urgent"), ("urgency_reason", "Bão lụt")] + Today.inputs("answer_by", inDays: 5)
        #expect(try await desk.post("\(dossier.path)/pages/plan", plan).status == 303)
        try await site.walk(dossier, as: "filer-notary")
        try await dossier.act("resubmit", by: "filer-notary", to: "awaiting-vouch")
        try await dossier.act("vouch", by: "official-notary", to: "filed")
        let page = try await dossier.page(as: "clerk-01")
        #expect(page.words.contains("Bình thường") && page.words.contains("Bão lụt"))
        try await site.walk(dossier, as: "clerk-01", "filer-notary")
        try await dossier.act("reject-at-intake", by: "clerk-01", [("reason", "Vẫn thiếu")], to: "rejected-at-intake")
        try await site.walk(dossier, as: "filer-notary")
    }
}
