// Looking for cases by words, by the form above their lists.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Search {
        /// Finds a person named by their folded name, at the desks that see the case and at no other.
        @Test func aCaseIsFoundByAPersonItNames() async throws {
            let site = try JobSite.here()
            let person = try #require(site.citizens(645..<646).first)
            let filed = try await site.filed(Request(service: "auth.identity", persons: [person.keys]), .notary)
            let name = person["full_name"]
            for (username, list) in [("clerk-01", "/tasks"), ("clerk-01", "/cases"), ("filer-notary", "/cases")] {
                let desk = try await site.desk(username)
                var found = try await look(for: "\(person.id) \(name.searchKey)", at: list, desk)
                // The worker may be busy with what other tests do.
                for _ in 0..<100 where !found.links.contains(filed.path) {
                    try await Task.sleep(for: .milliseconds(200))
                    found = try await look(for: "\(person.id) \(name.searchKey)", at: list, desk)
                }
                #expect(found.links.contains(filed.path), "\(username) \(list)")
                #expect(found.text.contains(name.searchKey), "what was typed stands in the form")
            }
            for (username, list) in [("clerk-79", "/cases"), ("filer-bank", "/cases"), ("clerk-79", "/tasks")] {
                let found = try await look(for: person.id, at: list, try await site.desk(username))
                #expect(!found.links.contains(filed.path))
                #expect(found.words.contains("Không có hồ sơ nào có đủ các từ này"), "\(username) \(list)")
            }
        }

        /// What was typed is in no address, stays while pages are turned, and opens in its own session alone.
        @Test func whatIsLookedForStaysAndIsInNoAddress() async throws {
            let site = try JobSite.here()
            for number in 646..<649 {
                _ = try await site.filed(
                    Request(service: "auth.identity", persons: site.citizens(number..<number + 1).map(\.keys)), .notary)
            }
            let desk = try await site.desk("clerk-01")
            try await desk.get("/cases")
            let answer = try await desk.post("/cases/search", [("q", "Nguyễn"), ("size", "25"), ("sort", "oldest")])
            let address = try #require(answer.location)
            #expect(answer.status == 303 && address.contains("sort=oldest") && address.contains("q="))
            #expect(!address.lowercased().contains("nguy") && !address.contains("Nguy%E1%BB%85n"))
            let page = try await desk.get(address)
            #expect(page.status == 200 && page.words.contains("Số hồ sơ tìm thấy") && page.text.contains("Nguyễn"))
            for turn in [page.next, "\(address)&before=end"].compactMap({ $0 }) {
                let turned = try await desk.get(turn)
                #expect(turned.status == 200 && turned.text.contains("value=\"Nguyễn\""))
            }
            let other = try await site.desk("inspector").get(address)
            #expect(other.status == 422 && !other.text.contains("Nguyễn"))
            #expect(other.words.contains("Từ tìm chỉ giữ trong phiên"))
        }

        @Test func whatIsNoSearchIsSaidAtItsFieldInBothLanguages() async throws {
            let site = try JobSite.here()
            let browser = try await site.signIn("clerk-79")
            for (language, long, none) in [
                ("vi", "Từ tìm dài quá 200 ký tự", "Từ tìm phải có chữ hoặc số"),
                ("en", "More than 200 characters", "Give a letter or a digit"),
            ] {
                try await browser.get("/language/\(language)?back=/cases")
                try await browser.get("/cases")
                for (typed, said) in [(String(repeating: "a", count: 201), long), ("-- /", none)] {
                    let answer = try await browser.post("/cases/search", [("q", typed)])
                    #expect(answer.status == 422 && answer.words.contains(said) && answer.text.contains("aria-invalid"))
                    #expect(answer.text.contains(typed), "and stays")
                }
            }
            let all = try await browser.post("/cases/search", [("q", ""), ("state", "filed")])
            #expect(all.status == 303 && all.location == "/cases?state=filed")
        }

        private func look(for words: String, at list: String, _ desk: Browser) async throws -> HTTPAnswer {
            try await desk.get(list)
            let answer = try await desk.post("\(list)/search", [("q", words)])
            return try await desk.get(try #require(answer.location))
        }
    }
}
