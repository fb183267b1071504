// Cases go by the texts they began with, whatever becomes of the files while the server is down.

import Basics
import Foundation
import TestKit
import Testing

struct ChangedFilesTests {
    /// Runs one part with the files as they are, changes them, and runs the other part on the same data.
    private func acrossARestart<Begun: Sendable>(
        _ before: (JobSite) async throws -> Begun, change: (CopiedRoot) throws -> Void,
        _ after: (JobSite, Begun) async throws -> Void
    ) async throws {
        try await SiteData.with { data in
            let root = try CopiedRoot(below: data.folder)
            try root.add(procedure: "consultation")
            let begun = try await serve(data, root) { site in try await before(site) }
            try change(root)
            try await serve(data, root) { site in try await after(site, begun) }
        }
    }

    @discardableResult
    private func serve<T>(
        _ data: SiteData, _ root: CopiedRoot, _ body: (JobSite) async throws -> T
    ) async throws -> T {
        let server = try await data.serve(root: root.path)
        do {
            let result = try await body(JobSite(data, [server], citizens: try await data.citizens()))
            #expect(try await server.stop() == 0)
            return result
        } catch {
            _ = try? await server.stop()  // the first failure counts
            throw error
        }
    }

    private func again(_ dossier: Dossier, _ site: JobSite) -> Dossier {
        Dossier(site: site, route: dossier.route, id: dossier.id)
    }

    @Test func anotherCalendarIsAnotherDueDayEverywhere() async throws {
        func days(_ site: JobSite, _ dossier: Dossier) async throws -> Set<String> {
            var days: Set<String> = []
            let code = try #require(try await dossier.page(as: "clerk-01").main("data-case-code"))
            for path in ["/", "/tasks", "/cases"] {
                let page = try await site.page(path, as: "clerk-01").text
                let rows = page.components(separatedBy: "<tr>").map { $0.components(separatedBy: "</tr>")[0] }
                let row = try #require(rows.first { $0.contains(code) }, "\(path)")
                // Behind the day of receipt.
                days.formUnion(row.matches(of: /\d\d\/\d\d\/\d{4}/).suffix(1).map { String($0.output) })
            }
            return days
        }
        try await acrossARestart { site in
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: [site.citizens[213].keys]), .notary)
            return (dossier, try await days(site, dossier))
        } change: { root in
            let off = (1...20).map { day in
                let name = "<name lang=\"vi\">Nghỉ bão</name><name lang=\"en\">Storm</name>"
                return "<off on=\"\(Today.date.adding(days: day))\">\(name)</off>"
            }
            let additions = "<additions source=\"Công điện\" mark=\"V\">\(off.joined())</additions>"
            try root.write(
                "<calendar id=\"storm\" source=\"Công điện\" mark=\"V\">\(additions)</calendar>",
                to: "Workflows/calendar/zz-storm.xml")
        } _: { site, begun in
            let dossier = again(begun.0, site)
            let now = try await days(site, dossier)
            let day = try #require(now.first)
            #expect(begun.1.count == 1 && now.count == 1 && now != begun.1, "\(begun.1) \(now)")
            #expect(try await dossier.page(as: "clerk-01").words.contains(day))
        }
    }

    @Test func openCasesKeepTheirTextsWhenFilesChange() async throws {
        try await acrossARestart { site in
            let draft = try await site.consultationDraft([site.citizens[210].keys])
            let filed = try await site.consultationFiled([site.citizens[211].keys])
            try await filed.act("accept", by: "clerk-01", to: "accepted")
            return (draft, filed)
        } change: { root in
            let folder = "Workflows/consultation"
            try root.replace(
                "<text key=\"remark\" max=\"200\" required=\"false\"/>", by: "<text key=\"budget\" max=\"20\"/>",
                in: "\(folder)/form.xml")
            for language in ["vi", "en"] {
                try root.replace("\"field.remark\"", by: "\"field.budget\"", in: "\(folder)/strings/\(language).json")
            }
            try root.replace("Tên kế hoạch", by: "Tên mới của kế hoạch", in: "\(folder)/strings/vi.json")
            try root.replace("Thẩm định kế hoạch", by: "Cân nhắc kế hoạch", in: "\(folder)/strings/vi.json")
            for (old, new) in [("\"pay\"", "\"settle\""), (">pay<", ">settle<"), ("P10D", "P5D")] {
                try root.replace(old, by: new, in: "\(folder)/process.bpmn")
            }
            try root.replace(
                "Xin ý kiến về kế hoạch", by: "Hỏi ý kiến về kế hoạch",
                in: "Workflows/services/consultation.plan.xml")
        } _: { site, begun in
            let (draft, filed) = (again(begun.0, site), again(begun.1, site))
            let old = try await site.page("\(draft.path)/pages/plan", as: "filer-notary")
            #expect(old.words.contains("Tên kế hoạch") && !old.text.contains("name=\"budget\""))
            #expect(try await draft.page(as: "filer-notary").words.contains("Xin ý kiến về kế hoạch"))
            try await draft.act("submit", by: "filer-notary", to: "awaiting-vouch")
            try await draft.act("vouch", by: "official-notary", to: "filed")
            let fresh = try await site.draft(Consultation.service, .notary)
            let new = try await site.page("\(fresh.path)/pages/plan", as: "filer-notary")
            #expect(new.words.contains("Tên mới của kế hoạch") && new.text.contains("name=\"budget\""))
            let form = try await site.page("\(filed.path)/acts/assess", as: "officer-01")
            #expect(form.words.contains("Thẩm định kế hoạch ngay"))
            try await finish(filed)
        }
    }

    @Test func openCasesGoOnWhenTheirFilesAreGone() async throws {
        try await acrossARestart { site in
            let draft = try await site.consultationDraft([site.citizens[212].keys])
            let filed = try await site.consultationFiled([site.citizens[213].keys])
            try await filed.act("accept", by: "clerk-01", to: "accepted")
            let request = Request(service: "auth.identity", persons: [site.citizens[214].keys])
            return (draft, filed, try await site.filed(request, .notary))
        } change: { root in
            try root.remove("Workflows/consultation")
            try root.remove("Workflows/services/consultation.plan.xml")
            try root.remove("Workflows/services/auth.identity.xml")
        } _: { site, begun in
            let (draft, filed, request) = (again(begun.0, site), again(begun.1, site), again(begun.2, site))
            let offer = try await site.page("/cases/new", as: "filer-notary")
            #expect(!offer.text.contains("auth.identity") && !offer.text.contains(Consultation.service))
            let desk = try await site.desk("filer-notary")
            #expect(try await desk.post("/cases", [("service", Consultation.service)]).status == 422)
            try await checkTheDraft(draft)
            try await finish(filed)
            try await request.act("accept", by: "clerk-01", to: "accepted")
            try await request.act("propose-approval", by: "officer-01", to: "proposed")
            try await request.sign(by: "approver-01")
            try await request.issue()
            #expect(try await request.result().rows.count == 1)
            #expect(try await request.words(ofLetter: 3, as: "filer-notary").contains("Xác thực"))
        }
    }

    /// A draft of a service that was taken away can be read and withdrawn, and is not sent.
    private func checkTheDraft(_ draft: Dossier) async throws {
        let (site, removed) = (draft.site, "Dịch vụ này không còn được cung cấp")
        #expect(try await draft.page(as: "filer-notary").words.contains(removed))
        #expect(try await site.page("\(draft.path)/pages/plan", as: "filer-notary").words.contains("Tên kế hoạch"))
        let desk = try await site.desk("filer-notary")
        let check = try await desk.get("\(draft.path)/check")
        #expect(check.status == 200 && check.words.contains(removed) && check.input("version") == nil)
        let sent = try await desk.post("\(draft.path)/submit")
        #expect(sent.status == 422 && sent.words.contains(removed))
        try await site.walk(draft, as: "filer-notary")
        try await draft.act("withdraw", by: "filer-notary", to: "withdrawn")
    }

    private func finish(_ dossier: Dossier) async throws {
        try await dossier.act("assess", by: "officer-01", Consultation.assessment("clear"), to: "payment-due")
        try await dossier.act("report-payment", by: "filer-notary", Consultation.payment, to: "payment-due")
        try await dossier.act("confirm-payment", by: "clerk-01", to: "proposed")
        try await dossier.act(
            "give-opinion", by: "approver-01", [("outcome", "disagree"), ("password", Desks.password)], to: "refused")
        try await dossier.site.walk(dossier, as: "filer-notary", "clerk-01")
    }
}
