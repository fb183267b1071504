// Turning the pages of lists by their links, as people do.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Lists {
        @Test func longListsAreTurnedForwardsAndBackInBothLanguages() async throws {
            let site = try JobSite.here()
            let route = Route(organization: "ca", office: "01")
            var drafts: Set<String> = []
            for _ in 0..<30 { drafts.insert(try await site.draft("auth.identity", route).path) }
            // Of its own, since the language is the browser's.
            let browser = try await site.signIn(route.filer)
            for (path, title, count) in [("/tasks", "Việc cần làm", "Số việc"), ("/cases", "Hồ sơ", "Số hồ sơ")] {
                let first = try await browser.get(path)
                #expect(first.status == 200 && first.words.contains(title) && first.words.contains(count))
                #expect(first.words.contains("Trang sau") && first.words.contains("Trang cuối"))
                #expect(first.previous == nil && !first.words.contains("Trang trước"))
                let second = try await browser.get(try #require(first.next))
                #expect(second.next == nil && second.words.contains("Trang đầu Trang trước"))
                let shown = Set((first.links + second.links).filter(drafts.contains))
                #expect(shown == drafts, "each of them on one of two pages")
                let back = try await browser.get(try #require(second.previous))
                // Another test has one case of this organisation.
                #expect(back.previous == nil && back.links.filter(drafts.contains).count >= 24)
                let last = try await browser.get("\(path)?before=end")
                #expect(last.next == nil && last.previous != nil)
                #expect(last.links.filter(drafts.contains).count >= 24)
            }
            try await browser.get("/language/en?back=/tasks")
            let english = try await browser.get("/tasks")
            #expect(english.words.contains("Waiting:") && english.words.contains("Next page Last page"))
            let home = try await browser.get("/")
            #expect(home.links.contains("/tasks") && home.links.contains("/cases"))
        }

        /// Narrowed by every name of the address, by its own form, with what is no answer said at its field.
        @Test func listsAreNarrowedAndSorted() async throws {
            let site = try JobSite.here()
            let filed = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(640..<641).map(\.keys)), .notary)
            let today = Today.date.dayFirst.replacing("/", with: "%2F")
            for query in [
                "state=filed", "service=auth.identity", "step=intake", "holder=clerk", "received=\(today)",
                "sort=newest&size=100", "state=filed&service=auth.identity&due=\(Today.date)..",
            ] {
                for path in ["/tasks", "/cases"] {
                    let list = try await site.wholeList("\(path)?\(query)&size=100", as: "clerk-01")
                    #expect(list.links.contains(filed.path), "\(path)?\(query)")
                }
            }
            for query in [
                "state=signed", "service=auth.spouse", "step=sign", "due=overdue", "received=..1%2F1%2F2020",
            ] {
                for path in ["/tasks", "/cases"] {
                    let list = try await site.wholeList("\(path)?\(query)", as: "clerk-01")
                    #expect(!list.links.contains(filed.path), "\(path)?\(query)")
                }
            }
            let page = try await site.page("/tasks?service=gone.service", as: "clerk-01")
            #expect(page.status == 200 && page.words.contains("gone.service (không còn trong danh mục)"))
            #expect(page.words.contains("Không có hồ sơ nào khớp với điều kiện lọc"))
            for wrong in ["state=x", "received=31%2F2%2F2026", "size=7", "holder=king", "due=never", "sort=up", "q=x"] {
                let answer = try await site.page("/tasks?\(wrong)", as: "clerk-01")
                #expect(answer.status == 422 && answer.text.contains("aria-invalid"), "\(wrong)")
            }
            let inbox = try await site.page("/tasks?state=filed", as: "clerk-01")
            #expect(inbox.words.contains("ngày làm việc") && inbox.words.contains("Bỏ lọc"))
            let home = try await site.page("/", as: "clerk-01")
            #expect(home.words.contains("Đang chờ xử lý:"))
        }

        @Test func afterAnActTheNextTaskIsOneStepAway() async throws {
            let site = try JobSite.here()
            let request = { number in
                Request(service: "auth.identity", persons: site.citizens(number..<number + 1).map(\.keys))
            }
            let first = try await site.filed(request(643), .notary)
            _ = try await site.filed(request(644), .notary)
            let answer = try await first.attempt("accept", by: "clerk-01")
            let page = try await site.page(try #require(answer.location), as: "clerk-01")
            #expect(page.words.contains("Việc tiếp theo:"))
            // Only right after the act, and to nobody else.
            let later = try await site.page(first.path, as: "clerk-01")
            let other = try await site.page("\(first.path)?done=accept", as: "officer-01")
            #expect(!later.words.contains("Việc tiếp theo:") && !other.words.contains("Việc tiếp theo:"))
        }

        /// A code opens its case to whoever may see it, and tells others nothing.
        @Test func aCodeLeadsToItsCase() async throws {
            let site = try JobSite.here()
            let filed = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(641..<642).map(\.keys)), .notary)
            let code = try #require(try await site.page(filed.path, as: "clerk-01").main("data-case-code"))
            for (person, path) in [("clerk-01", "/tasks"), ("filer-notary", "/cases"), ("inspector", "/cases")] {
                let desk = try await site.desk(person)
                try await desk.get(path)
                let answer = try await desk.post("\(path)/search", [("q", " \(code.lowercased())")])
                #expect(answer.status == 303 && answer.header("Location") == filed.path, "\(person)")
            }
            for person in ["clerk-79", "filer-bank"] {
                let desk = try await site.desk(person)
                try await desk.get("/cases")
                let answer = try await desk.post("/cases/search", [("q", code)])
                let list = try await desk.get(try #require(answer.location))
                #expect(list.words.contains("Không có hồ sơ nào có đủ các từ này") && !list.links.contains(filed.path))
            }
        }

        /// How an office works on a case is not told by what a requester's list can be narrowed by.
        @Test func aRequesterCannotAskHowAnOfficeWorks() async throws {
            let site = try JobSite.here()
            let filed = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(642..<643).map(\.keys)), .notary)
            for query in ["holder=officer", "step=sign", "office=79"] {
                let list = try await site.wholeList("/cases?\(query)", as: "filer-notary")
                #expect(list.links.contains(filed.path), "\(query) narrows nothing")
            }
            for state in ["proposed", "signed"] {
                #expect(try await site.page("/cases?state=\(state)", as: "filer-notary").status == 422)
            }
            let page = try await site.page("/cases?state=in-progress", as: "filer-notary")
            #expect(page.status == 200 && !page.text.contains("name=\"holder\""))
        }

        @Test func administratorsTurnPagesOfWhatTheyLookedFor() async throws {
            let site = try JobSite.here()
            for path in ["/admin/accounts?q=&state=", "/admin/accounts?q=demo&state=", "/admin/organizations?q="] {
                var page = try await site.page(path, as: "admin")
                var seen = page.links.filter { $0.hasPrefix("/admin/accounts/0") }
                while let next = page.next {
                    #expect(next.hasPrefix("\(path)&after="))
                    page = try await site.page(next, as: "admin")
                    #expect(page.status == 200)
                    seen += page.links.filter { $0.hasPrefix("/admin/accounts/0") }
                }
                #expect(Set(seen).count == seen.count)
                if path.contains("q=&") { #expect(seen.count > 25, "the demo has more than one page of accounts") }
            }
        }

        @Test func registersTellHowMuchOfThemIsShownAndFilesHaveItAll() async throws {
            let site = try JobSite.here()
            _ = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(60..<61).map(\.keys)), .notary)
            let page = try await site.page("/registers/incoming", as: "clerk-01")
            let numbers = try #require(page.words.firstMatch(of: #/Số (\d+) đến (\d+), trong tổng số (\d+) văn bản/#))
            #expect(numbers.1 == "1" && numbers.2 == numbers.3)
            let csv = try CSVFile(try await site.page("/registers/incoming.csv", as: "clerk-01").body)
            #expect(csv.rows.count >= Int(numbers.3) ?? 0)
            #expect(csv.rows.map { Int($0["Số đến"] ?? "") } == (1...csv.rows.count).map { $0 })
            let pdf = try await site.page("/registers/incoming.pdf", as: "clerk-01")
            #expect(pdf.status == 200 && pdf.header("Content-Type") == "application/pdf")
            for wrong in ["after=x", "before=MQ", "after=MSAx"] {
                let answer = try await site.page("/registers/incoming?\(wrong)", as: "clerk-01")
                #expect(answer.status == (wrong == "before=MQ" ? 200 : 404), "\(wrong): \(answer.status)")
            }
        }
    }
}
