// A resident asks in writing for what the registry has of others who agree, and the chief of their commune decides.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Residents {
        private static let route = Route(organization: "", office: "c01")

        /// The pages of the request that the person fills in, as `username`.
        static func fill(_ dossier: Dossier, about persons: [Citizen], as username: String) async throws {
            let desk = try await dossier.site.desk(username)
            let purpose = try await desk.get("\(dossier.path)/purpose")
            #expect(purpose.text.contains("purpose_text") && !purpose.text.contains("legal_basis"))
            let file = CSVFile.bytes(Citizen.keyColumns, persons.map(\.keys))
            let list = HTTPFile(
                field: "subjects_file", fileName: "danh-sach.csv", contentType: "text/csv", bytes: file)
            let paper = try await desk.get("\(dossier.path)/documents")
            #expect(paper.text.contains("document_file") && !paper.text.contains("signatory_name"))
            let undertakings = ["purpose", "no_copy", "no_third_party", "security"].map { ("undertake_\($0)", "true") }
            for answer in [
                try await desk.post(
                    "\(dossier.path)/purpose",
                    [
                        ("purpose_code", "personal-matters"), ("purpose_text", "Làm thủ tục thừa kế"),
                        ("subject_consent", "separate-document"),
                    ] + Today.inputs("use_until", inDays: 60)),
                try await desk.upload("\(dossier.path)/subjects", [], files: [list]),
                try await desk.post("\(dossier.path)/fields", [("fields", "marital_status"), ("fields", "ethnicity")]),
                try await desk.upload("\(dossier.path)/documents", [("on_paper", "subject-consent")], files: []),
                try await desk.post("\(dossier.path)/undertakings", undertakings),
            ] {
                try answer.expectRedirect("a page was not saved")
                #expect(answer.location == dossier.path)
            }
        }

        /// From the intake of a filed request to its answer, at the police of the commune.
        static func decide(_ dossier: Dossier, seenBy reader: String) async throws {
            try await dossier.act("accept", by: "clerk-c01", [("on_paper", "subject-consent")], to: "accepted")
            try await dossier.act("propose-approval", by: "officer-c01", to: "proposed")
            try await dossier.sign(by: "approver-c01")
            let issued = try await dossier.attempt("issue", by: "clerk-c01", [("password", Desks.password)])
            try #require(issued.status == 303, "\(issued.words.prefix(400))")
            try await dossier.untilCarriedOut(seenBy: reader)
        }

        @Test func aResidentAsksTheChiefOfTheirCommune() async throws {
            let site = try JobSite.here()
            let desk = try await site.desk("citizen")
            let choice = try await desk.get("/cases/new")
            #expect(choice.text.contains("provide.fields") && !choice.text.contains("auth.fingerprint"))
            let begun = try await desk.post("/cases/new", [("service", "provide.fields")])
            try begun.expectRedirect("no draft")
            let id = try #require(begun.location?.split(separator: "/").last)
            let dossier = Dossier(site: site, route: Self.route, id: String(id))
            let persons = site.citizens(300..<302)

            #expect(try await desk.post("\(dossier.path)/submit").status == 422)
            let enclosing = try await desk.get("\(dossier.path)/documents")
            #expect(enclosing.words.contains("Văn bản đồng ý của người có thông tin"))
            try await Self.fill(dossier, about: persons, as: "citizen")
            let check = try await desk.get("\(dossier.path)/check")
            #expect(check.words.contains("Nộp đề nghị") && !check.words.contains("người ký văn bản"))
            #expect(try await desk.post("\(dossier.path)/submit").status == 303)
            let filed = try await dossier.expect("filed", as: "citizen")
            #expect(filed.words.contains("B-7") && filed.words.contains("Trưởng Công an cấp xã"))

            let request = try await dossier.words(ofLetter: 1, as: "citizen")
            #expect(request.contains("DC02") && request.contains("NGƯỜI ĐỀ NGHỊ") && request.contains("thừa kế"))
            #expect(!request.contains("Cơ quan, tổ chức đề nghị") && !request.contains("Chức vụ"))
            try await dossier.act(
                "transfer", by: "clerk-central", [("authority", "00070"), ("reason", "Nơi cư trú")], to: "filed")
            try await Self.decide(dossier, seenBy: "citizen")
            let result = try CSVFile(try await site.page("\(dossier.path)/result.csv", as: "citizen").body)
            #expect(result.rows.map { $0["marital_status"] } == persons.map { $0["marital_status"] })
            #expect(try await site.page("\(dossier.path)/result", as: "clerk-c01").status == 403)
        }
    }
}
