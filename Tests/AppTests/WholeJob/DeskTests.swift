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

        /// Begins a request of somebody who came, at the desk of the ward.
        private func begun(_ site: JobSite, _ service: String, for person: Citizen) async throws -> Dossier {
            let desk = try await site.desk("clerk-c01")
            let begun = try await desk.post("/desk/request", fields(person) + [("service", service)])
            try #require(begun.status == 303, "\(begun.words.prefix(400))")
            let id = try #require(begun.location?.split(separator: "/").last)
            return Dossier(site: site, route: Route(organization: "notary", office: "c01"), id: String(id))
        }

        @Test func aCorrectionOnPaperIsFiledWhereItWasHandedIn() async throws {
            let site = try JobSite.here()
            let person = try visitor(site, from: 250)
            let desk = try await site.desk("clerk-c01")
            for service in ["auth.fingerprint", "lookup.self", ""] {
                let refused = try await desk.post("/desk/request", fields(person) + [("service", service)])
                #expect(refused.status == 422 && refused.hasErrorSummary, "\(service)")
            }
            let dossier = try await begun(site, "correct.self", for: person)
            let value = person["blood_type"] == "B+" ? "A+" : "B+"
            func wish(_ value: String) -> [(String, String)] {
                [("record_field", "blood_type"), ("record_value", value), ("record_reason", "Giấy xét nghiệm")]
            }
            #expect(try await desk.post("\(dossier.path)/pages/correction", wish("XYZ")).status == 422)
            #expect(try await desk.post("\(dossier.path)/pages/correction", wish(value)).status == 303)
            #expect(try await desk.post("\(dossier.path)/undertakings", [("undertake_true", "true")]).status == 303)
            // Before it is sent, nobody but the clerks of this desk know of it.
            #expect(try await dossier.page(as: "clerk-01").status == 404)
            #expect(try await dossier.page(as: "officer-c01").status == 404)
            #expect(try await desk.post("\(dossier.path)/submit").status == 303)
            let page = try await desk.get(dossier.path)
            #expect(page.main("data-state") == "filed" && page.words.contains("K-2"))
            #expect(try await desk.get("/desk/cases").links.contains(dossier.path))
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

        @Test func whatIsMissingIsBroughtToTheDeskAndWhatIsNotWantedIsTakenBack() async throws {
            let site = try JobSite.here()
            let desk = try await site.desk("clerk-c01")
            let dossier = try await begun(site, "correct.self", for: try visitor(site, from: 260))
            _ = try await desk.post(
                "\(dossier.path)/pages/correction",
                [("record_field", "religion"), ("record_value", "Phật giáo"), ("record_reason", "Ghi thiếu")])
            _ = try await desk.post("\(dossier.path)/undertakings", [("undertake_true", "true")])
            #expect(try await desk.post("\(dossier.path)/submit").status == 303)
            try await dossier.act(
                "request-supplement", by: "clerk-c01",
                [("wanted", "Bản sao giấy tờ"), ("reason", "Chưa có giấy tờ")] + Today.inputs("until", inDays: 20),
                to: "supplement-requested")
            let file = HTTPFile(
                field: "document_file", fileName: "giay-to.pdf", contentType: "application/pdf",
                bytes: SamplePDF.bytes("giay-to"))
            let brought = try await desk.upload(
                "\(dossier.path)/documents", [("document_kind", "other")], files: [file])
            #expect(brought.status == 303, "\(brought.words.prefix(300))")
            #expect(try await desk.post("\(dossier.path)/submit").status == 303)
            try await dossier.expect("filed", as: "clerk-c01")
            // The officer does nothing for the person, nor does a clerk elsewhere.
            #expect(try await dossier.attempt("withdraw", by: "officer-c01", []).status == 403)
            #expect(try await dossier.attempt("withdraw", by: "clerk-01", []).status == 404)
            try await dossier.act("withdraw", by: "clerk-c01", [("reason", "Người nộp rút")], to: "withdrawn")
        }

        @Test func aRequestInWritingIsEnteredAndItsAnswerHandedOver() async throws {
            let site = try JobSite.here()
            let person = try visitor(site, from: 270)
            let dossier = try await begun(site, "provide.fields", for: person)
            let subjects = site.citizens(310..<311)
            try await Residents.fill(dossier, about: subjects, as: "clerk-c01")
            let desk = try await site.desk("clerk-c01")
            #expect(try await desk.post("\(dossier.path)/submit").status == 303)
            // The commune of the person is not known here: the central desk names the office.
            try await dossier.act(
                "transfer", by: "clerk-central", [("authority", "00070"), ("reason", "Nơi cư trú")], to: "filed")
            let request = try await dossier.words(ofLetter: 1, as: "clerk-c01")
            #expect(request.contains(person["full_name"]) && request.contains("DC02"))
            try await Residents.decide(dossier, seenBy: "clerk-c01")
            let result = try CSVFile(try await site.page("\(dossier.path)/result.csv", as: "clerk-c01").body)
            #expect(result.rows.map { $0["ethnicity"] } == subjects.map { $0["ethnicity"] })
            for stranger in ["officer-c01", "approver-c01", "clerk-central"] {
                #expect(try await site.page("\(dossier.path)/result.csv", as: stranger).status == 403, "\(stranger)")
            }
        }

        @Test func onlyClerksHaveADesk() async throws {
            let site = try JobSite.here()
            for path in ["/desk/record", "/desk/request", "/desk/cases"] {
                for username in ["officer-c01", "approver-c01", "inspector", "filer-notary", "citizen", "admin"] {
                    #expect(try await site.page(path, as: username).status == 404, "\(username)")
                }
            }
        }
    }
}
