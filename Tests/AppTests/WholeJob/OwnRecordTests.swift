// A citizen and their own record, by HTTP.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct OwnRecord {
        @Test func aCitizenSeesTheirRecordWithItsSources() async throws {
            let site = try JobSite.here()
            let desk = try await site.desk("citizen")
            let home = try await desk.get("/")
            #expect(home.links.contains("/me/record"))
            let page = try await desk.get("/me/record")
            let number = try #require(page.words.firstMatch(of: /[0-9]{12}/)).output
            let person = try #require(site.citizens.first { $0.id == number })
            #expect(page.status == 200 && page.words.contains(person["full_name"]))
            #expect(page.words.contains("91/2025/QH15") && page.words.contains("Dữ liệu minh họa"))
            let csv = try await desk.get("/me/record.csv")
            #expect(String(decoding: csv.body, as: UTF8.self).contains(person["full_name"]))
            let xml = String(decoding: try await desk.get("/me/record.xml").body, as: UTF8.self)
            #expect(xml.contains("law=\"Khoản 3 Điều 4") && !xml.contains("case=") && !xml.contains("decision="))
            #expect(try await desk.send("HEAD", "/me/record").status == 204, "nobody reads it: nothing is disclosed")
        }

        @Test func theSheetIsOursAndNamesTheLaw() async throws {
            let site = try JobSite.here()
            let pdf = try await site.page("/me/record.pdf", as: "citizen").body
            #expect(try await site.page("/me/record.pdf", as: "citizen").body == pdf, "drawn once")
            let stranger = site.browser()
            try await stranger.get("/verify")
            let file = HTTPFile(field: "file", fileName: "a.pdf", contentType: "application/pdf", bytes: pdf)
            let told = try await stranger.upload("/verify", [("code", "")], files: [file])
            #expect(told.words.contains("Theo quy định") && told.words.contains("91/2025/QH15"))
            #expect(told.words.firstMatch(of: /[0-9]{12}/) == nil, "of whom it tells is nobody's business")
        }

        @Test(arguments: ["clerk-central", "filer-notary", "inspector", "admin"])
        func nobodyElseHasSuchAPage(username: String) async throws {
            let site = try JobSite.here()
            for path in ["/me/record", "/me/record.csv", "/me/record.xml", "/me/record.pdf"] {
                #expect(try await site.page(path, as: username).status == 404, "\(path)")
            }
        }
    }
}
