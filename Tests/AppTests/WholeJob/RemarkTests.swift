// What people say about a case, by HTTP: an office asks, the requester answers, nobody else hears of it.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Remarks {
        /// The clerk notes something for the office.
        private func note(on dossier: Dossier) async throws {
            let site = dossier.site
            let (officer, clerk, filer) = (dossier.route.officer, dossier.route.clerk, dossier.route.filer)
            let page = "\(dossier.path)/remarks"
            // Nothing was said yet; a note is the office's own.
            #expect(try await site.page(dossier.path, as: filer).words.contains("Trao đổi (0)"))
            #expect(try await site.page(page, as: filer).words.contains("Chưa có trao đổi nào."))
            let desk = try await site.desk(clerk)
            let silent = try await desk.post("\(dossier.path)/acts/remark", [("remark", "Đã gọi điện <b>")])
            #expect(silent.status == 422 && silent.hasErrorSummary && silent.text.contains("Đã gọi điện &lt;b&gt;"))
            let long = String(repeating: "dài ", count: 1_251)
            let tooLong = try await desk.post(
                "\(dossier.path)/acts/remark", [("remark", long), ("audience", "inside")])
            #expect(tooLong.status == 422 && tooLong.text.contains("dài dài dài"), "what was typed is kept")
            try await desk.post(
                "\(dossier.path)/acts/remark", [("remark", "Đã gọi điện <b>"), ("audience", "inside")]
            ).expectRedirect("a note")
            #expect(try await site.page(page, as: officer).text.contains("Đã gọi điện &lt;b&gt;"))
            #expect(try await site.page(dossier.path, as: filer).words.contains("Trao đổi (0)"))
        }

        @Test func anOfficeAsksAndTheRequesterAnswers() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(655..<656).map(\.keys)), .ministry)
            let (officer, clerk, filer) = (dossier.route.officer, dossier.route.clerk, dossier.route.filer)
            let page = "\(dossier.path)/remarks"
            let version = try #require(
                try await site.page("\(dossier.path)/acts/propose-approval", as: officer).input("version"))

            try await note(on: dossier)

            // A question waits for the requester.
            try await site.desk(officer).post(
                "\(dossier.path)/acts/remark", [("remark", "Ai là người nhận kết quả?"), ("audience", "asked")]
            ).expectRedirect("a question")
            let asked = try await site.page(dossier.path, as: filer)
            #expect(asked.words.contains("Trao đổi (1) Chờ trả lời"))
            #expect(try await site.page("/", as: filer).links.contains("/remarks"))
            #expect(try await site.wholeList("/remarks", as: filer).links.contains(page))
            let form = try await site.page(page, as: filer)
            #expect(form.words.contains("Ai là người nhận kết quả?") && !form.words.contains("Đã gọi điện"))
            let number = try #require(form.input("answers"))
            let empty = try await site.desk(filer).post("\(dossier.path)/acts/answer-remark", [("answers", number)])
            #expect(empty.status == 422 && empty.words.contains("Ai là người nhận kết quả?"))
            try await site.desk(filer).post(
                "\(dossier.path)/acts/answer-remark", [("answers", number), ("remark", "Bà Nguyễn Thị Lan")]
            ).expectRedirect("an answer")
            #expect(!(try await site.wholeList("/remarks", as: filer)).links.contains(page))

            // Whoever of the office reads it says so.
            let desk = try await site.desk(clerk)
            #expect(try await site.page(dossier.path, as: clerk).words.contains("Có trả lời mới"))
            #expect(try await site.wholeList("/remarks", as: clerk).links.contains(page))
            #expect(try await site.page(page, as: clerk).words.contains("Bà Nguyễn Thị Lan"))
            try await desk.post("\(dossier.path)/acts/settle-remarks", []).expectRedirect("settled")
            #expect(!(try await site.wholeList("/remarks", as: officer)).links.contains(page))

            // An inspector reads all of it; others do not learn that it is there. The act goes on.
            let seen = try await site.page(page, as: "inspector")
            #expect(seen.words.contains("Đã gọi điện") && !seen.text.contains("<textarea"))
            #expect(try await site.page(page, as: Route.department.officer).status == 404)
            let stranger = try await site.desk(Route.department.officer)
            try await stranger.get("/")
            #expect(try await stranger.post("\(dossier.path)/acts/remark", [("remark", "?")]).status == 404)
            #expect(try await site.browser().get(page).status == 303, "to the sign-in")
            let proposed = try await site.desk(officer).post(
                "\(dossier.path)/acts/propose-approval", [("version", version)])
            #expect(proposed.status == 303, "the form from before the remarks is still good")
        }

        @Test func whoMayNotSpeakIsToldSo() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(656..<657).map(\.keys)), .ministry)
            for (username, act, status) in [
                (dossier.route.filer, "remark", 403), (dossier.route.filer, "answer-remark", 403),
                ("inspector", "remark", 403), (dossier.route.filer, "settle-remarks", 403),
            ] {
                let desk = try await site.desk(username)
                try await desk.get(dossier.path)
                let answer = try await desk.post(
                    "\(dossier.path)/acts/\(act)", [("remark", "Lời"), ("audience", "told"), ("answers", "1")])
                #expect(answer.status == status, "\(username) \(act)")
            }
            #expect(try await site.page("/remarks", as: "inspector").status == 404)
        }
    }
}
