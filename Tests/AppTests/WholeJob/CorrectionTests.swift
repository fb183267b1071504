// A citizen asks for a wrong value of their record to be put right, by HTTP.

import Basics
import TestKit
import Testing

extension WholeJob {
    @Suite struct Corrections {
        private static let route = Route(organization: "", office: "c01")

        private func draft(_ site: JobSite) async throws -> Dossier {
            let desk = try await site.desk("citizen")
            try await desk.get("/cases/new?service=correct.self")
            let begun = try await desk.post("/cases/new", [("service", "correct.self")])
            try begun.expectRedirect("the citizen begins no request")
            let id = try #require(begun.location?.split(separator: "/").last)
            return Dossier(site: site, route: Self.route, id: String(id))
        }

        private func fill(_ dossier: Dossier, field: String, value: String) async throws -> HTTPAnswer {
            let desk = try await dossier.site.desk("citizen")
            return try await desk.post(
                "\(dossier.path)/pages/correction",
                [("record_field", field), ("record_value", value), ("record_reason", "Ghi sai khi nhập")])
        }

        /// A request at the desk of the police of a ward.
        func filed(_ site: JobSite, field: String, value: String) async throws -> Dossier {
            let dossier = try await draft(site)
            #expect(try await fill(dossier, field: field, value: value).status == 303)
            let desk = try await site.desk("citizen")
            #expect(try await desk.post("\(dossier.path)/undertakings", [("undertake_true", "true")]).status == 303)
            let check = try await desk.get("\(dossier.path)/check")
            #expect(check.words.contains("Nộp đề nghị") && !check.words.contains("người ký"))
            #expect(try await desk.post("\(dossier.path)/submit").status == 303)
            try await dossier.expect("filed", as: "citizen")
            try await dossier.act(
                "transfer", by: "clerk-central", [("authority", "00070"), ("reason", "Nơi cư trú")], to: "filed")
            try await dossier.act("accept", by: "clerk-c01", to: "accepted")
            return dossier
        }

        @Test func whatIsDecidedStandsInTheRecord() async throws {
            let site = try JobSite.here()
            #expect(try await site.page("/me/record", as: "citizen").links.contains("/cases/new?service=correct.self"))
            let dossier = try await filed(site, field: "email", value: "cuong@example.vn")
            // Who decides sees what stands there; who looks on does not.
            for (username, isShown) in [
                ("officer-c01", true), ("approver-c01", true), ("clerk-c01", false), ("inspector", false),
                ("citizen", false),
            ] {
                let page = try await dossier.page(as: username)
                #expect(page.words.contains("Giá trị đang có trong hệ thống") == isShown, "\(username)")
            }
            try await dossier.act(
                "examine-correction", by: "officer-c01", [("finding", "Đúng"), ("outcome", "confirmed")], to: "proposed"
            )
            let bare = try await dossier.attempt(
                "decide-correction", by: "approver-c01", [("reason", "Có căn cứ"), ("outcome", "correct")])
            #expect(bare.status == 422 && bare.words.contains("Có căn cứ"), "the password is asked for, the input kept")
            let decided = try await dossier.attempt(
                "decide-correction", by: "approver-c01",
                [("reason", "Có căn cứ"), ("outcome", "correct"), ("password", Desks.password)])
            #expect(decided.status == 303)
            try await dossier.untilCarriedOut(seenBy: "citizen", to: ["closed"])
            let page = try await site.page("/me/record", as: "citizen")
            #expect(page.words.contains("cuong@example.vn") && page.words.contains("Hồ sơ điều chỉnh"))
            let notice = try await dossier.words(ofLetter: 3, as: "citizen")
            #expect(notice.contains("THÔNG BÁO") && notice.contains("cuong@example.vn"))
            let told = try await dossier.page(as: "citizen")
            #expect(told.words.contains("Điều chỉnh thông tin trong cơ sở dữ liệu"))
            #expect(!told.words.contains("Có căn cứ"), "what the office said among itself")
            let request = try await dossier.words(ofLetter: 1, as: "citizen")
            #expect(request.contains("DC02") && request.contains("Địa chỉ thư điện tử") && !request.contains("DỰ THẢO"))
            #expect(try await site.page("/me/requests", as: "citizen").links.contains(dossier.path))
        }

        @Test func aRefusalSaysWhyAndChangesNothing() async throws {
            let site = try JobSite.here()
            let before = try await site.page("/me/record.csv", as: "citizen").body
            let dossier = try await filed(site, field: "religion", value: "Phật giáo")
            try await dossier.act(
                "examine-correction", by: "officer-c01", [("finding", "Sai"), ("outcome", "unfounded")], to: "proposed")
            try await dossier.act(
                "decide-correction", by: "approver-c01",
                [("reason", "Xem lại"), ("outcome", "send-back"), ("password", Desks.password)], to: "accepted")
            try await dossier.act(
                "examine-correction", by: "officer-c01", [("finding", "Vẫn sai"), ("outcome", "unfounded")],
                to: "proposed")
            try await dossier.act(
                "decide-correction", by: "approver-c01",
                [("reason", "Giấy tờ không chứng minh"), ("outcome", "refuse"), ("password", Desks.password)],
                to: "refused")
            let refusal = try await dossier.words(ofLetter: 3, as: "citizen")
            #expect(refusal.contains("Giấy tờ không chứng minh") && refusal.contains("khiếu nại"))
            let after = try await site.page("/me/record.csv", as: "citizen").body
            #expect(String(decoding: after, as: UTF8.self).contains("Phật giáo") == false || after == before)
        }

        @Test(arguments: [
            ("blood_type", "XYZ", "Không đọc được giá trị này"), ("birth_date", "31/02/1970", "Không đọc được"),
            ("father_id", "123", "Không đọc được"), ("sex", "Nam", "Hãy chọn"), ("full_name", "a|b", "Không đọc được"),
        ])
        func whatNoRecordCanHaveIsSaidAtTheField(field: String, value: String, words: String) async throws {
            let site = try JobSite.here()
            let dossier = try await draft(site)
            let answer = try await fill(dossier, field: field, value: value)
            #expect(answer.status == 422 && answer.input("record_value") == value, "what was typed is kept")
            #expect(answer.hasErrorSummary)
            if field != "sex" { #expect(answer.words.contains(words), "\(answer.words.prefix(500))") }
        }

        @Test func anotherYearOfBirthIsAnotherMatter() async throws {
            let site = try JobSite.here()
            let dossier = try await draft(site)
            #expect(try await fill(dossier, field: "birth_date", value: "31/12/1931").status == 303)
            let desk = try await site.desk("citizen")
            _ = try await desk.post("\(dossier.path)/undertakings", [("undertake_true", "true")])
            let sent = try await desk.post("\(dossier.path)/submit")
            #expect(sent.status == 422 && sent.words.contains("năm sinh") || sent.words.contains("Năm sinh"))
            try await dossier.expect("draft", as: "citizen")
        }

        @Test func whatIsForOrganizationsOrForPersonsAloneIsRefusedToOthers() async throws {
            let site = try JobSite.here()
            let citizen = try await site.desk("citizen")
            let offered = try await citizen.get("/cases/new")
            #expect(offered.status == 200 && !offered.text.contains("eid.assertion"))
            for service in ["eid.assertion", "auth.fingerprint", "aggregate.population"] {
                #expect(try await citizen.post("/cases/new", [("service", service)]).status == 422, "\(service)")
            }
            let own = try await citizen.post("/cases/new", [("service", "lookup.self")])
            #expect(own.status == 303 && own.location == "/me/record")
            let filer = try await site.desk("filer-notary")
            for service in ["correct.self", "lookup.self"] {
                #expect(try await filer.post("/cases/new", [("service", service)]).status == 422)
            }
            let dossier = try await draft(site)
            for other in ["filer-notary", "clerk-central", "inspector"] {
                #expect(try await dossier.page(as: other).status == 404, "\(other)")
            }
        }
    }
}
