// Who may sign, by HTTP: entered by one person, confirmed by another, printed on the letter, ended at once.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Authorities {
        private func record(of username: String, _ site: JobSite, show: String = "current") async throws -> String {
            let list = try await site.page("/authorities?office=central&show=\(show)", as: "admin")
            var found: String?
            for link in list.links where link.wholeMatch(of: #/\/authorities\/[0-9a-f-]{36}/#) != nil {
                if try await site.page(link, as: "admin").words.contains(username) { found = found ?? link }
            }
            return try #require(found, "no authority of \(username): \(list.words.suffix(400))")
        }

        private func post(
            _ path: String, by username: String, _ fields: [(String, String)], _ site: JobSite
        ) async throws -> HTTPAnswer {
            let desk = try await site.desk(username)
            try await desk.get(path)
            return try await desk.post(path, fields + [("password", Desks.password)])
        }

        @Test func aMandateIsEnteredConfirmedUsedAndEnded() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(650..<651).map(\.keys)), .ministry)
            try await dossier.act("propose-approval", by: dossier.route.officer, to: "proposed")
            let deputy = "deputy-central"

            // The head's deputy may not sign any more.
            let old = try await record(of: deputy, site)
            let ended = try await post("\(old)/end", by: "approver-central", [("reason", "Phân công lại")], site)
            #expect(ended.status == 303)
            let closed = try await site.page("\(dossier.path)/acts/sign", as: deputy)
            #expect(closed.status == 422 && closed.words.contains("không có thẩm quyền ký"))
            let tried = try await dossier.attempt("sign", by: deputy, [("password", Desks.password)])
            #expect(tried.status == 422 && tried.words.contains("không có thẩm quyền ký"))
            #expect(!(try await site.wholeList("/tasks", as: deputy)).links.contains(dossier.path))

            // By written authorisation, always with a last day.
            let page = try await site.page("/authorities/new", as: "approver-central")
            let account = try #require(page.text.firstMatch(of: #/name="account"[^>]*value="([0-9a-f-]{36})"/#)?.1)
            let fields: [(String, String)] =
                [
                    ("account", String(account)), ("kind", "mandate"), ("services", "auth.identity"),
                    ("paper", "Giấy ủy quyền số 5/GUQ-C06"),
                ]
                + Today.inputs("from", inDays: 0) + Today.inputs("paper_date", inDays: -2)
            let endless = try await post("/authorities/new", by: "approver-central", fields, site)
            #expect(endless.status == 422 && endless.words.contains("ủy quyền luôn có thời hạn"))
            #expect(endless.text.contains("Giấy ủy quyền số 5/GUQ-C06"), "what was typed is kept")
            let entered = try await post(
                "/authorities/new", by: "approver-central", fields + Today.inputs("until", inDays: 7), site)
            let path = try #require(entered.location?.split(separator: "?").first.map(String.init))
            #expect(try await post("\(path)/confirm", by: "approver-central", [], site).status == 403)
            #expect(try await post("\(path)/confirm", by: deputy, [], site).status == 403)
            #expect(try await site.page(path, as: "clerk-01").status == 404, "of another office")
            #expect(try await site.page(path, as: "filer-bank").status == 404)
            #expect(try await site.page("\(dossier.path)/acts/sign", as: deputy).status == 422, "not confirmed yet")
            // Those of the office read what counts there, not what somebody entered.
            #expect(try await site.page(path, as: "clerk-central").status == 404)
            #expect(!(try await site.page("/authorities?show=proposed", as: "clerk-central")).links.contains(path))
            #expect(try await post("\(path)/confirm", by: "admin", [], site).status == 303)
            #expect(try await site.page(path, as: "clerk-central").status == 200)
            #expect(try await post("\(path)/confirm", by: "admin", [], site).status == 409, "somebody was faster")

            try await dossier.sign(by: deputy)
            try await dossier.issue()
            let words = try await dossier.words(ofLetter: 3, as: dossier.route.filer)
            #expect(words.contains("TUQ. CỤC TRƯỞNG") && words.contains("PHÓ CỤC TRƯỞNG"))
            let code = try #require(
                words.firstMatch(of: #/[2-9A-Z]{5}-[2-9A-Z]{5}/#)?.0, "\(words.suffix(400))")
            let checked = try await site.page("/verify/\(code)", as: "inspector")
            #expect(checked.words.contains("Ký thừa ủy quyền (TUQ.)"), "\(checked.words.prefix(900))")
            #expect(checked.words.contains("Giấy ủy quyền số 5/GUQ-C06"))
            #expect(checked.words.contains("có hiệu lực vào ngày ký, \(Today.date.dayFirst)"))

            // Given back, for whoever comes next.
            #expect(try await post("\(path)/end", by: "admin", [("reason", "Hết việc")], site).status == 303)
            #expect(try await post("\(path)/end", by: "admin", [("reason", "Hết việc")], site).status == 409)
        }

        @Test func administratorsSeeWhereNobodySigns() async throws {
            let site = try JobSite.here()
            for username in ["admin", "inspector", "clerk-79", "approver-79"] {
                let page = try await site.page("/authorities", as: username)
                #expect(page.status == 200 && page.words.contains("GIÁM ĐỐC"), "\(username)")
            }
            #expect(try await site.page("/authorities/new", as: "clerk-79").status == 404)
            #expect(try await site.page("/authorities/new", as: "deputy-79").status == 403)
        }
    }
}
