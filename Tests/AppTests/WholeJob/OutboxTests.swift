// The operators' desk, by HTTP and by command: what the server could not do, and what is done about it.

import Basics
import Casework
import Records
import Storage
import TestKit
import Testing
import Workflow

extension WholeJob {
    @Suite struct Outbox {
        private static let corrections = Corrections()
        private static let steps = ["retry", "give-back", "give-up"]

        /// A correction that was decided and that the server has given up: its work stood in the outbox already when it
        /// was asked for.
        private func stuck(_ site: JobSite, _ value: String) async throws -> (dossier: Dossier, work: String) {
            let dossier = try await Self.corrections.filed(site, field: "other_name", value: value)
            try await dossier.act(
                "examine-correction", by: "officer-c01", [("finding", "Đúng"), ("outcome", "confirmed")], to: "proposed"
            )
            let work = try await site.data.withStore { store in
                try await store.write { db in
                    let id = try #require(CaseID(dossier.id))
                    let issued = try #require(try db.caseState(id)).marking.issued
                    let work = "s\(issued + 1)"
                    try db.run(
                        """
                        INSERT INTO outbox (item_key, case_id, kind, reference, due_ms, attempts, fault)
                        VALUES (\("\(dossier.id)/\(work)"), \(dossier.id), 'correct', \(work), 1, 10, 'storage:busy')
                        """)
                    return work
                }
            }
            let decided = try await dossier.attempt(
                "decide-correction", by: "approver-c01",
                [("reason", "Có căn cứ"), ("outcome", "correct"), ("password", Desks.password)])
            #expect(decided.status == 303)
            try await dossier.expect("signed", as: "citizen")
            return (dossier, work)
        }

        /// Sends the form of a step as it stands on its page.
        private func take(
            _ step: String, _ path: String, _ site: JobSite, _ fields: [(String, String)] = []
        ) async throws -> HTTPAnswer {
            let desk = try await site.desk("admin")
            let page = try await desk.get("\(path)/\(step)")
            let shown = try #require(page.input("shown"), "\(page.status) \(page.words.prefix(300))")
            return try await desk.post("\(path)/\(step)", [("shown", shown)] + fields)
        }

        @Test func whatTheServerGaveUpGoesBackToTheOfficer() async throws {
            let site = try JobSite.here()
            let (dossier, work) = try await stuck(site, "Nguyễn Trả Lại")
            let path = "/admin/outbox/\(dossier.id)/\(work)"
            let list = try await site.wholeList("/admin/outbox", as: "admin")
            #expect(list.links.contains(path) && list.words.contains("storage:busy"))
            let waiting = try await dossier.page(as: "officer-c01")
            #expect(waiting.words.contains("chờ người vận hành"), "\(waiting.words.prefix(600))")

            let item = try await site.page(path, as: "admin")
            let steps = Self.steps.dropLast().map { "\(path)/\($0)" }
            #expect(item.status == 200 && Set(steps).isSubset(of: item.links))
            // Nothing about the person, on any page of it.
            let record = try await site.page("/me/record", as: "citizen")
            let person = try #require(site.citizens.first { record.words.contains($0.id) })
            for page in [item] + list.pages {
                for value in [person.id, person["full_name"], "Nguyễn Trả Lại"] {
                    #expect(!page.text.contains(value), "\(value)")
                }
            }

            let bare = try await take("give-back", path, site, [("reason", "Đĩa hỏng")])
            #expect(
                bare.status == 422 && bare.input("reason") == "Đĩa hỏng", "the password is asked for, the rest kept")
            let wordless = try await take("give-back", path, site, [("password", Desks.password)])
            #expect(wordless.status == 422 && wordless.hasErrorSummary)
            let done = try await take(
                "give-back", path, site, [("reason", "Đĩa hỏng"), ("password", Desks.password)])
            #expect(done.status == 303 && done.location?.contains("done=give-back") == true)
            let back = try await dossier.expect("accepted", as: "officer-c01")
            #expect(back.words.contains("Đĩa hỏng") && back.acts.contains("examine-correction"))
            #expect(try await !dossier.page(as: "citizen").words.contains("Đĩa hỏng"))
            #expect(try await site.page(path, as: "admin").status == 409, "it is not there any more")
        }

        @Test func whatIsTriedAgainIsDone() async throws {
            let site = try JobSite.here()
            let (dossier, work) = try await stuck(site, "Nguyễn Làm Lại")
            let path = "/admin/outbox/\(dossier.id)/\(work)"
            let admin = try await site.desk("admin")
            let old = try await admin.get("\(path)/retry")
            let shown = try #require(old.input("shown"))
            // The pages of two operators: what one did, the other is told of.
            #expect(try await admin.post("\(path)/retry", [("shown", "9 9")]).status == 409)
            #expect(try await admin.post("\(path)/retry", [("shown", shown)]).status == 303)
            try await dossier.untilCarriedOut(seenBy: "citizen", to: ["closed"])
            #expect(try await admin.post("\(path)/retry", [("shown", shown)]).status == 409)
        }

        @Test func commandsDoTheSame() async throws {
            let site = try JobSite.here()
            let (dossier, work) = try await stuck(site, "Nguyễn Bằng Lệnh")
            let id = "\(dossier.id)/\(work)"
            let table = try await site.data.run("outbox", "list")
            let line = try #require(table.text.split(separator: "\n").first { $0.hasPrefix(id) })
            let code = try #require(try await dossier.page(as: "citizen").main("data-case-code"))
            #expect(line.contains("\toutbox\t\(code)\tcorrect\tgiven-up\t10\t") && line.hasSuffix("storage:busy"))
            let json = try await site.data.run("outbox", "list", "--json")
            #expect(json.text.contains("{\"id\":\"\(id)\",\"queue\":\"outbox\",\"case\":\"\(code)\""))

            let given = try await site.data.run("outbox", "give-up", id, "--reason", "Chờ thay đĩa")
            #expect(given.status == 0, "\(given.errors)")
            let said = try await site.page("/admin/outbox/\(dossier.id)/\(work)", as: "admin")
            #expect(said.words.contains("Chờ thay đĩa"))
            let check = try await site.data.run("outbox", "check")
            #expect(check.status == 1 && check.text.contains("\(dossier.id)\t\(code)\tgiven-up"))
            let page = try await site.page("/admin/outbox", as: "admin")
            #expect(page.words.contains("Hệ thống đã thôi thử việc của hồ sơ"))

            #expect(try await site.data.run("outbox", "retry", "x/s1").status == 1)
            #expect(try await site.data.run("outbox", "retry").status == 2)
            let retried = try await site.data.run("outbox", "retry", id)
            #expect(retried.text == "tried again: \(id)\n", "\(retried.errors)")
            try await dossier.untilCarriedOut(seenBy: "citizen", to: ["closed"])
        }

        @Test func theDeskIsForAdministratorsAndItsFormsForItsPages() async throws {
            let site = try JobSite.here()
            let (dossier, work) = try await stuck(site, "Nguyễn Có Quyền")
            let path = "/admin/outbox/\(dossier.id)/\(work)"
            let paths = ["/admin/outbox", path] + Self.steps.map { "\(path)/\($0)" }
            for username in [
                "clerk-c01", "officer-c01", "approver-c01", "inspector", "citizen", "filer-notary", "official-notary",
            ] {
                for one in paths { #expect(try await site.page(one, as: username).status == 404, "\(username) \(one)") }
                let desk = try await site.desk(username)
                try await desk.get("/account")
                #expect(try await desk.post("\(path)/retry", [("shown", "10 1")]).status == 404, "\(username)")
            }
            let stranger = site.browser()
            for one in paths { #expect(try await stranger.get(one).status == 303, "\(one)") }
            #expect(try await site.page("\(path)/steal", as: "admin").status == 404)
            #expect(try await site.page("/admin/outbox/x/y", as: "admin").status == 404)
            let admin = try await site.signIn("admin")
            let shown = try #require(try await admin.get("\(path)/retry").input("shown"))
            let forged = try await admin.post("\(path)/retry", [("shown", shown), ("csrf", "x")])
            #expect(forged.status == 403 || forged.status == 422, "\(forged.status)")
            try await dossier.expect("signed", as: "citizen")
            _ = try await take("retry", path, site)
            try await dossier.untilCarriedOut(seenBy: "citizen", to: ["closed"])
        }
    }
}
