// An administrator's first day, and what people do with the accounts they are given.

import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct FirstDay {
        private static let own = "câu dài của riêng tôi"

        /// Makes an account on the page and gives its id and its temporary password.
        private func make(
            _ admin: Browser, _ username: String, role: String, unit: String
        ) async throws -> (id: String, password: String) {
            try await admin.get("/admin/accounts/new")
            let made = try await admin.post(
                "/admin/accounts/new",
                [("username", username), ("name", "Đỗ Thị Mai Phương"), ("role", role), ("unit", unit)])
            try #require(made.status == 200, "\(made.status) \(made.words.prefix(500))")
            let password = try #require(made.text.firstMatch(of: #/id="given-password">([^<]+)</#)).output.1
            let id = try #require(made.links.first { $0.hasPrefix("/admin/accounts/0") }?.split(separator: "/").last)
            return (String(id), String(password))
        }

        /// Signs in with a password, without asking where that leads.
        private func browser(_ site: JobSite, _ username: String, _ password: String) async throws -> Browser {
            let browser = site.browser()
            try await browser.get("/login")
            let answer = try await browser.post("/login", [("username", username), ("password", password)])
            try #require(answer.status == 303, "\(answer.status)")
            return browser
        }

        /// Makes an organisation on the page, changes it, and gives its id.
        private func makeOrganization(_ admin: Browser) async throws -> String {
            try await admin.get("/admin/organizations/new")
            let bare = try await admin.post("/admin/organizations/new", [("name", "Văn phòng TPL Đống Đa")])
            #expect(
                bare.status == 422 && bare.hasErrorSummary && bare.input("name") == "Văn phòng TPL Đống Đa")
            let fields = [
                ("name", "Văn phòng TPL Đống Đa"), ("address", "Số 5 phố Tôn Đức Thắng, Hà Nội"),
                ("class", "bailiff"), ("level", "none"), ("province", "01"),
            ]
            #expect(try await admin.post("/admin/organizations/new", fields).status == 303)
            let list = try await admin.get("/admin/organizations?q=dong%20da")
            let organization = try #require(
                list.links.first { $0.hasPrefix("/admin/organizations/0") }?.split(separator: "/").last)
            try await admin.get("/admin/organizations/\(organization)")
            let changed = try await admin.post(
                "/admin/organizations/\(organization)",
                fields.dropLast() + [("province", "01"), ("telephone", "024 1")])
            #expect(changed.status == 303)
            #expect(try await admin.get("/admin/organizations/\(organization)").input("telephone") == "024 1")
            return String(organization)
        }

        @Test func anOrganizationItsPeopleAndAResetEndToEnd() async throws {
            let site = try JobSite.here()
            let admin = try await site.desk("admin")
            let organization = try await makeOrganization(admin)
            let (id, password) = try await make(
                admin, "mai.phuong", role: "filer", unit: "organization:\(organization)")
            let filer = try await browser(site, "mai.phuong", password)
            for path in ["/", "/cases/new", "/account", "/tasks", "/admin/accounts"] {
                #expect(try await filer.get(path).location == "/account/password", "\(path)")
            }
            try await filer.get("/account/password")
            #expect(try await filer.post("/cases", [("service", "auth.identity")]).location == "/account/password")
            func choose(_ new: String, _ again: String? = nil) async throws -> HTTPAnswer {
                try await filer.post(
                    "/account/password",
                    [("password", password), ("new_password", new), ("new_password_again", again ?? new)])
            }
            for weak in [
                "ngắn", "Mai Phương 2026", "Đống Đa 2026", "matkhau@2026", password, String(repeating: "ă", count: 300),
            ] {
                let answer = try await choose(weak)
                #expect(answer.status == 422 && answer.hasErrorSummary, "\(weak)")
                #expect(!answer.text.contains(weak), "a password is never shown")
            }
            #expect(try await choose(Self.own, "khác").status == 422)
            #expect(try await choose(Self.own).location == "/")
            #expect(try await filer.get("/cases/new").status == 200)

            let shown = try await admin.get("/admin/accounts/\(id)")
            #expect(shown.words.contains("Đang dùng") && shown.words.contains("Bắt đầu"))
            #expect(
                try await admin.get("/admin/accounts?state=signed-in&q=mai%20phuong").links.contains(
                    "/admin/accounts/\(id)"))
            try await admin.get("/admin/accounts/\(id)/steps/password")
            let reset = try await admin.post("/admin/accounts/\(id)/steps/password", [])
            #expect(reset.status == 200 && reset.text.contains("id=\"given-password\""))
            #expect(try await filer.get("/cases/new").location?.hasPrefix("/login") == true, "its sessions have ended")
            try await admin.get("/admin/accounts/\(id)/steps/disable")
            #expect(try await admin.post("/admin/accounts/\(id)/steps/disable", []).status == 303)
            let refused = try await filer.post("/login", [("username", "mai.phuong"), ("password", Self.own)])
            #expect(refused.status != 303)
            #expect(try await admin.get("/admin/accounts/\(id)").words.contains("Đã khóa"))
        }

        @Test func whatAnAccountCannotBeIsSaidAtItsField() async throws {
            let site = try JobSite.here()
            let admin = try await site.signIn("admin")
            let cases: [([(String, String)], String)] = [
                ([("username", "Hoa Sen"), ("name", "A"), ("role", "admin")], "field-username"),
                ([("username", "admin"), ("name", "A"), ("role", "admin")], "field-username"),
                ([("username", "hoa.sen"), ("name", " "), ("role", "admin")], "field-name"),
                ([("username", "hoa.sen"), ("name", "A")], "field-role"),
                ([("username", "hoa.sen"), ("name", "A"), ("role", "system")], "field-role"),
                ([("username", "hoa.sen"), ("name", "A"), ("role", "inspector"), ("role", "admin")], "field-role"),
                ([("username", "hoa.sen"), ("name", "A"), ("role", "clerk")], "field-unit"),
                ([("username", "hoa.sen"), ("name", "A"), ("role", "clerk"), ("unit", "office:99")], "field-unit"),
                ([("username", "hoa.sen"), ("name", "A"), ("role", "admin"), ("unit", "office:01")], "field-unit"),
                ([("username", "hoa.sen"), ("name", "A"), ("role", "admin"), ("authority", "KT. A")], "field-title"),
                (
                    [("username", "hoa.sen"), ("name", "A"), ("role", "admin"), ("new_password", "matkhau123")],
                    "field-new_password"
                ),
            ]
            try await admin.get("/admin/accounts/new")
            for (fields, anchor) in cases {
                let answer = try await admin.post("/admin/accounts/new", fields)
                #expect(answer.status == 422 && answer.text.contains("<a href=\"#\(anchor)\">"), "\(fields)")
                #expect(answer.input("username") == fields[0].1, "what was typed is kept")
            }
            let found = try await admin.post(
                "/admin/accounts/new",
                [("username", "hoa.sen"), ("unit_search", "cong chung"), ("find", "unit")])
            #expect(found.status == 200 && found.words.contains("Văn phòng công chứng Hồ Gươm"))
            #expect(found.input("username") == "hoa.sen")
        }

        @Test func theseAddressesAreNobodyElses() async throws {
            let site = try JobSite.here()
            let admin = try await site.signIn("admin")
            let list = try await admin.get("/admin/accounts?q=clerk-79")
            let account = try #require(list.links.first { $0.hasPrefix("/admin/accounts/0") })
            let unknown = "/admin/accounts/0197f3a0-0000-7000-8000-000000000000"
            for path in [unknown, "/admin/accounts/x", "\(account)/steps/fly", "\(unknown)/change"] {
                #expect(try await admin.get(path).status == 404, "\(path)")
            }
            let paths = [
                "/admin/accounts", "/admin/accounts/new", account, "\(account)/change", "\(account)/steps/disable",
                "/admin/organizations", "/admin/organizations/new", unknown,
            ]
            for name in ["filer-notary", "approver-01", "inspector", "citizen"] {
                for path in paths { #expect(try await site.page(path, as: name).status == 404, "\(name): \(path)") }
                let desk = try await site.desk(name)
                try await desk.get("/account")
                #expect(try await desk.post("\(account)/steps/disable", []).status == 404)
                #expect(try await desk.post("\(account)/sessions", [("session", "x")]).status == 404)
            }
            let own = try #require(
                try await admin.get("/admin/accounts?q=admin").links.first { $0.hasPrefix("/admin/accounts/0") })
            try await admin.get(own)
            let refused = try await admin.post("\(own)/steps/disable", [])
            #expect(refused.status == 422 && refused.words.contains("chính mình"))
            #expect(
                try await site.browser().get("/admin/accounts").location?.hasPrefix("/login") == true)
        }

        @Test func sessionsAndLanguageAreOnesOwn() async throws {
            let site = try JobSite.here()
            // An account that no other test signs in with.
            let (_, given) = try await make(
                try await site.desk("admin"), "hai.phien", role: "clerk", unit: "office:01")
            let first = try await browser(site, "hai.phien", given)
            try await first.get("/account/password")
            let chosen = try await first.post(
                "/account/password",
                [("password", given), ("new_password", Self.own), ("new_password_again", Self.own)])
            #expect(chosen.status == 303)
            let here = try await browser(site, "hai.phien", Self.own)
            let there = try await browser(site, "hai.phien", Self.own)
            let page = try await here.get("/account")
            #expect(page.status == 200 && page.words.contains("Phiên này"))
            #expect(page.text.matches(of: #/name="session" value="[0-9a-f]{16}"/#).count == 3)
            #expect(try await here.post("/account/sessions", [("session", "others")]).status == 303)
            #expect(try await there.get("/").location?.hasPrefix("/login") == true)
            #expect(try await here.get("/account").text.matches(of: #/name="session" value="[0-9a-f]{16}"/#).count == 1)
            #expect(try await here.post("/account/sessions", [("session", "0000000000000000")]).status == 303)
            #expect(try await here.post("/account", [("language", "fr")]).status == 422)
            #expect(try await here.post("/account", [("language", "en")]).status == 303)
            let elsewhere = try await browser(site, "hai.phien", Self.own)
            #expect(try await elsewhere.get("/account").text.contains("<html lang=\"en\">"))
            #expect(try await elsewhere.get("/account").words.contains("My account"))
            #expect(try await here.post("/account", [("language", "")]).status == 303)
        }

        @Test func vouchingAndIssuingTakeThePasswordAndAWrongOneDoesNothing() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filled(
                Request(service: "auth.identity", persons: site.citizens(171..<172).map(\.keys)), .notary)
            try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
            for password in [[], [("password", "")], [("password", "sai-mat-khau")]] as [[(String, String)]] {
                let answer = try await dossier.attempt("vouch", by: "official-notary", password)
                #expect(answer.status == 422 && answer.text.contains("<a href=\"#field-password\">"))
            }
            try await dossier.act("vouch", by: "official-notary", to: "filed")
            try await dossier.act("accept", by: "clerk-01", to: "accepted")
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            try await dossier.sign(by: "approver-01")
            #expect(try await dossier.attempt("issue", by: "clerk-01").status == 422)
            try await dossier.expect("signed", as: "clerk-01")
            try await dossier.issue()
        }
    }
}
