// A person comes to the desk with a signed paper: the clerk enters what they could have done themselves.

import Basics
import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct AtTheDesk {
        /// Somebody whose whole date of birth is known.
        private func visitor(_ site: JobSite, from place: Int) throws -> Citizen {
            try #require(site.citizens[place...].first { LocalDate($0["birth_date"]) != nil })
        }

        private func fields(_ person: Citizen) throws -> [(String, String)] {
            let birth = try #require(LocalDate(person["birth_date"]))
            return [
                ("personal_id", person.id), ("full_name", person["full_name"]), ("birth_date_day", String(birth.day)),
                ("birth_date_month", String(birth.month)), ("birth_date_year", String(birth.year)),
                ("shown", "Căn cước số \(person.id)"), ("signed", "true"), ("password", Desks.password),
            ]
        }

        private func without(_ field: String, _ value: String?, _ fields: [(String, String)]) -> [(String, String)] {
            fields.filter { $0.0 != field } + (value.map { [(field, $0)] } ?? [])
        }

        @Test func theSheetIsPrintedForWhoCame() async throws {
            let site = try JobSite.here()
            let person = try visitor(site, from: 240)
            let desk = try await site.desk("clerk-c01")
            #expect(try await desk.get("/desk/record").status == 200)
            let sheet = try await desk.post("/desk/record", fields(person))
            try #require(sheet.status == 200, "\(sheet.words.prefix(300))")
            #expect(sheet.header("Content-Type") == "application/pdf")
            let words = try await PDFReader.words(sheet.body)
            #expect(words.contains(person["full_name"]) && words.contains("DC03"))
            // The sheet is one of ours, and the day has one for this person.
            #expect(try await desk.post("/desk/record", fields(person)).body == sheet.body)
            for (field, value) in [
                ("full_name", "Nguyễn Không Ai"), ("birth_date_year", "1901"), ("personal_id", "001099000001"),
                ("password", "sai"), ("password", nil), ("signed", nil), ("shown", ""), ("personal_id", "12"),
            ] {
                let refused = try await desk.post("/desk/record", without(field, value, fields(person)))
                #expect(refused.status == 422 && refused.hasErrorSummary, "\(field): \(refused.status)")
            }
        }

        @Test func aCorrectionOnPaperIsFiledWhereItWasHandedIn() async throws {
            let site = try JobSite.here()
            let person = try visitor(site, from: 250)
            let desk = try await site.desk("clerk-c01")
            let value = person["blood_type"] == "B+" ? "A+" : "B+"
            let wish = [
                ("record_field", "blood_type"), ("record_value", value), ("record_reason", "Giấy xét nghiệm"),
                ("undertake_true", "true"),
            ]
            let wrong = try await desk.post(
                "/desk/correction", without("record_value", "XYZ", fields(person) + wish))
            #expect(wrong.status == 422 && wrong.hasErrorSummary)
            let filed = try await desk.post("/desk/correction", fields(person) + wish)
            try #require(filed.status == 303, "\(filed.words.prefix(400))")
            let path = try #require(filed.location)
            let page = try await desk.get(path)
            #expect(page.main("data-state") == "filed" && page.words.contains("K-2"))
            let dossier = Dossier(
                site: site, route: Route(organization: "notary", office: "c01"),
                id: String(try #require(path.split(separator: "/").last)))
            try await dossier.act("accept", by: "clerk-c01", to: "accepted")
            try await dossier.act(
                "examine-correction", by: "officer-c01", [("finding", "Đã đối chiếu"), ("outcome", "confirmed")],
                to: "proposed")
            let decided = try await dossier.attempt(
                "decide-correction", by: "approver-c01",
                [("reason", "Có căn cứ"), ("outcome", "correct"), ("password", Desks.password)])
            #expect(decided.status == 303)
            try await dossier.untilCarriedOut(seenBy: "clerk-c01", to: ["closed"])
            let changed = try #require(try await site.data.citizens("--limit", "100000").first { $0.id == person.id })
            #expect(changed["blood_type"] == value)
        }

        @Test func onlyClerksHaveADesk() async throws {
            let site = try JobSite.here()
            for path in ["/desk/record", "/desk/correction"] {
                for username in ["officer-c01", "approver-c01", "inspector", "filer-notary", "citizen", "admin"] {
                    #expect(try await site.page(path, as: username).status == 404, "\(username)")
                }
            }
        }
    }
}
