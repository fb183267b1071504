// A result of more persons than one block and one page hold, as its recipient gets it.

import Basics
import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct LongResultTests {
        private static let persons = Limits.releaseBlockRows + 120

        @Test func aLongResultIsPagedAndItsFilesAreWhole() async throws {
            let site = try JobSite.here()
            let people = site.citizens.filter { $0["birth_date"].count == 10 }.suffix(Self.persons)
            let request = Request(service: "auth.identity", persons: people.map(\.keys))
            let dossier = try await site.fulfilled(request, .notary)
            let path = "\(dossier.path)/result"
            func page(_ query: String) async throws -> HTTPAnswer {
                try await site.page(path + query, as: "filer-notary")
            }

            // Every row is on one page, in the order of the list; past the end stands the last page.
            let pages = (Self.persons + Limits.subjectsPageRows - 1) / Limits.subjectsPageRows
            var shown: [String] = []
            for number in 1...pages {
                let answer = try await page("?page=\(number)")
                #expect(answer.status == 200 && answer.words.contains("\(number)/\(pages)"))
                #expect(answer.links.contains("\(path)?page=\(number + 1)") == (number < pages))
                shown += people.map(\.id).filter(answer.words.contains)
            }
            #expect(shown == people.map(\.id))
            let last = try await page("?page=\(pages)")
            #expect(try await page("?page=99999").words == last.words)
            for wrong in ["0", "-1", "x", "99999999999999999999"] {
                #expect(try await page("?page=\(wrong)").status == 404)
            }

            // The files hold everybody, and are the same each time.
            let csv = try await dossier.result()
            #expect(csv.rows.map { $0["personal_id"] } == people.map(\.id))
            #expect(csv.rows.allSatisfy { $0["result"] == "true" })
            let xml = try await site.page("\(path).xml", as: "filer-notary")
            #expect(xml.status == 200 && xml.text.hasSuffix("</result>\n"))
            #expect(xml.text.components(separatedBy: "<person ").count == Self.persons + 1)
            let pdf = try await site.page("\(path).pdf", as: "filer-notary")
            #expect(pdf.status == 200 && pdf.body.starts(with: Array("%PDF".utf8)))
            #expect(try await site.page("\(path).pdf", as: "filer-notary").body == pdf.body)
            let list = try await site.page("\(dossier.path)/subjects.csv", as: "filer-notary")
            #expect(try CSVFile(list.body).rows.map { $0["personal_id"] } == people.map(\.id))
        }
    }
}
