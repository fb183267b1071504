// Whose a step is, by HTTP: taken on, given by the head, kept from colleagues.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Assigning {
        /// Says it on its page, as a person does.
        private func say(
            _ step: String, _ dossier: Dossier, by username: String, _ fields: [(String, String)] = []
        ) async throws -> HTTPAnswer {
            let path = "\(dossier.path)/assigning/\(step)"
            let page = try await dossier.site.page(path, as: username)
            try #require(page.status == 200, "\(page.status) \(page.words.prefix(400))")
            let hidden = try ["version", "task"].map { ($0, try #require(page.input($0))) }
            return try await dossier.site.desk(username).post(path, hidden + fields)
        }

        @Test func aStepIsTakenGivenAndKeptFromColleagues() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(651..<652).map(\.keys)), .ministry)
            let (officer, head) = (dossier.route.officer, dossier.route.approver)
            let second = try await site.addAccount("officer-two", roles: ["officer"], office: "central")
            let act = "\(dossier.path)/acts/propose-approval"

            // One button on the page of the case.
            let open = try await site.page(dossier.path, as: officer)
            #expect(open.text.contains("action=\"\(dossier.path)/assigning/take\"") && open.words.contains("Nhận việc"))
            let hidden = try ["version", "task"].map { ($0, try #require(open.input($0))) }
            let taken = try await site.desk(officer).post("\(dossier.path)/assigning/take", hidden)
            #expect(taken.status == 303)
            let mine = try await site.page("\(dossier.path)?done=take", as: officer)
            #expect(mine.words.contains("Đã nhận việc.") && mine.words.contains("Đang chờ bạn xử lý."))
            let late = try await site.desk(second).post("\(dossier.path)/assigning/take", hidden)
            #expect(late.status == 409, "somebody was faster")

            // A colleague sees whose it is, and does not do it by accident.
            let theirs = try await site.page(dossier.path, as: second)
            #expect(theirs.words.contains("Nhận lại việc từ người khác") && !theirs.links.contains(act))
            let form = try await site.page(act, as: second)
            #expect(form.status == 422 && form.words.contains("đang là việc của người khác"))
            #expect(!(try await site.wholeList("/tasks", as: second)).links.contains(dossier.path))
            #expect((try await site.wholeList("/tasks?assigned=others", as: second)).links.contains(dossier.path))
            #expect((try await site.wholeList("/tasks?assigned=own", as: officer)).links.contains(dossier.path))

            // The head gives it to somebody else, and says why.
            let person = try #require(
                (try await site.page("\(dossier.path)/assigning/give", as: head)).text
                    .firstMatch(of: #/value="([0-9a-f-]{36})"[^<]*<label[^>]*>Nguyễn Thị Kiêm Nhiệm/#)?.1)
            let silent = try await say("give", dossier, by: head, [("assignee", String(person))])
            #expect(silent.status == 422 && silent.text.contains("value=\"\(person)\" checked"), "the choice is kept")
            let given = try await say(
                "give", dossier, by: head,
                [("assignee", String(person)), ("reason", "Chia lại việc")] + Today.inputs("assignee_due", inDays: 0))
            #expect(given.status == 303)
            #expect(try await site.page(act, as: officer).status == 422)
            let own = try await site.page(dossier.path, as: second)
            #expect(own.words.contains("Chia lại việc") && own.links.contains(act))
            let forbidden = try await site.page("\(dossier.path)/assigning/give", as: officer)
            #expect(forbidden.status == 409, "not theirs to give")

            // The requester is not told how the office shares its work.
            let outside = try await site.page(dossier.path, as: dossier.route.filer)
            #expect(!outside.words.contains("Kiêm Nhiệm") && !outside.words.contains("Phân công"))
            #expect(try await site.page("\(dossier.path)/assigning/take", as: dossier.route.filer).status == 404)
            #expect(try await site.page(dossier.path, as: head).words.contains("Phân công bước xử lý"))

            try await dossier.act("propose-approval", by: second, to: "proposed")
        }

        @Test func aHeadSharesOutManyAtOnce() async throws {
            let site = try JobSite.here()
            var dossiers: [Dossier] = []
            for number in 652..<655 {
                dossiers.append(
                    try await site.accepted(
                        Request(service: "auth.identity", persons: site.citizens(number..<number + 1).map(\.keys)),
                        .department))
            }
            let (officer, head) = (dossiers[0].route.officer, dossiers[0].route.approver)
            let path = "/tasks/assigning/officer"
            #expect(try await site.page("/tasks", as: head).links.contains(path))
            #expect(!(try await site.page("/tasks", as: officer)).links.contains(path))
            #expect(try await site.page(path, as: officer).status == 404)

            let page = try await site.page(path, as: head)
            let chosen = try dossiers.map { dossier in
                ("chosen", String(try #require(page.text.firstMatch(of: try Regex("\(dossier.id):[0-9]+"))?.0)))
            }
            let person = String(
                try #require(page.text.firstMatch(of: #/name="assignee" value="([0-9a-f-]{36})"/#)?.1))
            let none = try await site.desk(head).post(path, [("assignee", person)])
            #expect(none.status == 422 && none.words.contains("Hãy chọn ít nhất một hồ sơ"))
            let nobody = try await site.desk(head).post(path, chosen)
            let ticked = try Regex("\(chosen[0].1)\"[^>]* checked")
            #expect(nobody.status == 422 && nobody.text.contains(ticked), "ticks are kept")

            // One of them moves on meanwhile.
            try await dossiers[2].act("propose-approval", by: officer, to: "proposed")
            let done = try await site.desk(head).post(path, chosen + [("assignee", person)])
            #expect(done.status == 200 && done.words.contains("2 trong số 3"), "\(done.words.prefix(600))")
            #expect(!(try await site.page(path, as: head)).text.contains(dossiers[0].id))
            #expect(try await site.page("\(path)?held=1", as: head).text.contains(dossiers[0].id))
            let again = try await site.page("\(path)?held=1", as: head)
            let held = String(try #require(again.text.firstMatch(of: try Regex("\(dossiers[1].id):[0-9]+"))?.0))
            let silent = try await site.desk(head).post(path, [("chosen", held), ("assignee", person)])
            #expect(silent.words.contains("0 trong số 1"), "\(silent.words.suffix(300))")
            let said = try await site.desk(head).post(
                path, [("chosen", held), ("assignee", person), ("reason", "Chia lại việc")])
            #expect(said.words.contains("1 trong số 1"))
            for dossier in dossiers.prefix(2) {
                #expect((try await site.wholeList("/tasks?assigned=own", as: officer)).links.contains(dossier.path))
            }
        }
    }
}
