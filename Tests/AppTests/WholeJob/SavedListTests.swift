// Filters that somebody keeps, by HTTP: from the list, under a name, until they take it out.

import TestKit
import Testing

extension WholeJob {
    @Suite struct SavedLists {
        @Test func aFilterIsKeptUsedAndRemoved() async throws {
            let site = try JobSite.here()
            let clerk = try await site.signIn("clerk-79")
            #expect(!(try await clerk.get("/tasks")).text.contains("/tasks/saved"), "nothing is asked for")
            let asked = "due=overdue&service=auth.identity&sort=oldest"
            let list = try await clerk.get("/tasks?\(asked)")
            #expect(list.text.contains("action=\"/tasks/saved\""))
            let fields = ["due", "service", "sort"].map { ($0, list.input($0) ?? "") }
            #expect(fields.map(\.1) == ["overdue", "auth.identity", "oldest"])

            let silent = try await clerk.post("/tasks/saved", fields)
            #expect(silent.status == 422 && silent.hasErrorSummary && silent.words.contains("Tên bộ lọc"))
            let long = try await clerk.post(
                "/tasks/saved", fields + [("saved_name", String(repeating: "ớ", count: 61))])
            #expect(long.status == 422 && long.text.contains("ớớớ"), "what was typed is kept")
            let kept = try await clerk.post("/tasks/saved", fields + [("saved_name", "Việc <gấp> & trễ")])
            #expect(kept.status == 303, "\(kept.words.prefix(300))")
            let shown = try await clerk.get(try #require(kept.location))
            #expect(shown.words.contains("Bộ lọc đã được lưu."))
            let link = "/tasks?service=auth.identity&due=overdue&sort=oldest"
            #expect(shown.text.contains("Việc &lt;gấp&gt; &amp; trễ") && shown.links.contains(link))
            #expect(try await clerk.get(link).status == 200)
            #expect(!(try await clerk.get("/cases")).links.contains(link), "of another list")
            #expect(!(try await site.page("/tasks", as: "clerk-01")).links.contains(link), "somebody else's")

            let own = try await clerk.get("/account/lists")
            #expect(own.links.contains(link) && own.words.contains("Việc cần làm"))
            #expect(try await clerk.get("/account").links.contains("/account/lists"))
            let removed = try await clerk.post("/account/lists", [("list", "/tasks"), ("name", "Việc <gấp> & trễ")])
            #expect(removed.status == 303)
            #expect(!(try await clerk.get("/account/lists")).links.contains(link))
        }

        /// Words that are looked for may be a person's name: they are in no kept filter.
        @Test func whatIsLookedForIsNotKept() async throws {
            let site = try JobSite.here()
            let clerk = try await site.signIn("clerk-79")
            try await clerk.get("/cases")
            let fields = [("q", "Nguyễn Văn An"), ("state", "accepted"), ("saved_name", "Đã nhận")]
            try await clerk.post("/cases/saved", fields).expectRedirect("kept")
            let own = try await clerk.get("/account/lists")
            #expect(own.links.contains("/cases?state=accepted"))
            #expect(!own.text.contains("q=") && !own.words.contains("Nguyễn Văn An"))
            try await clerk.post("/account/lists", [("list", "/cases"), ("name", "Đã nhận")]).expectRedirect("removed")
        }

        @Test func aServiceThatIsGoneIsSaidToBe() async throws {
            let site = try JobSite.here()
            let clerk = try await site.signIn("clerk-79")
            try await clerk.get("/tasks")
            try await clerk.post("/tasks/saved", [("service", "auth.gone"), ("saved_name", "Cũ")])
                .expectRedirect("kept")
            let list = try await clerk.get("/tasks")
            #expect(list.words.contains("Cũ Dịch vụ không còn"))
            let shown = try await clerk.get("/tasks?service=auth.gone")
            #expect(shown.status == 200 && shown.words.contains("auth.gone"))
            try await clerk.post("/account/lists", [("list", "/tasks"), ("name", "Cũ")]).expectRedirect("removed")
            let faulty = try await clerk.post("/tasks/saved", [("due", "soonish"), ("saved_name", "Sai")])
            #expect(faulty.status == 422 && faulty.hasErrorSummary)
        }
    }
}
