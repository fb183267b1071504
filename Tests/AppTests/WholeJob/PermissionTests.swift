// Who may see and do what, asked the way an attacker would: by address, without the page that offers it.

import Basics
import Casework
import TestKit
import Testing

extension WholeJob {
    @Suite struct PermissionsOverHTTP {
        private static let pages = [
            "", "/letters", "/letters/1.pdf", "/result", "/result.csv", "/result.xml",
            "/result.pdf", "/check", "/purpose", "/subjects", "/subjects.csv", "/fields", "/documents", "/undertakings",
        ]
        private static let acts = Acts.all.map(\.slug)

        @Test func toEverybodyElseADossierDoesNotExistInAnyForm() async throws {
            let site = try JobSite.here()
            let request = Request(
                service: "provide.fields", persons: site.citizens(100..<102).map(\.keys), fields: ["sex"])
            let dossier = try await site.filled(request, .notary)
            let document = try await dossier.attachDocument()
            try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
            try await dossier.act("vouch", by: "official-notary", to: "filed")
            try await dossier.act("accept", by: "clerk-01", to: "accepted")
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            try await dossier.sign(by: "approver-01")
            try await dossier.issue()
            for name in [
                "filer-bank", "official-bank", "filer-ministry", "clerk-79", "officer-79", "approver-79", "deputy-79",
                "clerk-central", "approver-central", "admin", "citizen",
            ] {
                try await expectNothing(dossier, document, as: name)
            }
            #expect(try await site.page(document, as: "clerk-01").status == 200, "the office reads what was enclosed")
        }

        /// Every page, file and act of the dossier answers 404.
        private func expectNothing(_ dossier: Dossier, _ document: String, as name: String) async throws {
            let desk = try await dossier.site.desk(name)
            for page in Self.pages.map({ dossier.path + $0 }) + [document] {
                let answer = try await desk.get(page)
                #expect(answer.status == 404, "\(name) gets \(page)")
                #expect(!answer.text.contains("data-case-code"))
            }
            for page in ["/purpose", "/subjects", "/fields", "/documents", "/undertakings", "/submit"] {
                #expect(try await desk.post(dossier.path + page).status == 404, "\(name) posts \(page)")
            }
            for act in Self.acts {
                #expect(try await desk.get("\(dossier.path)/acts/\(act)").status == 404, "\(name) opens \(act)")
                let fields = [("reason", "x"), ("password", Desks.password)]
                let answer = try await desk.post("\(dossier.path)/acts/\(act)", fields)
                #expect(answer.status == 404, "\(name) does \(act)")
            }
            #expect(try await !dossier.site.wholeList("/cases", as: name).links.contains(dossier.path))
        }

        @Test func beforeFilingOnlyTheOrganisationKnowsOfIt() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filled(
                Request(service: "auth.identity", persons: site.citizens(102..<103).map(\.keys)), .notary)
            for name in ["clerk-01", "officer-01", "approver-01", "clerk-central", "inspector", "admin", "filer-bank"] {
                #expect(try await dossier.page(as: name).status == 404, "\(name)")
            }
            #expect(try await dossier.page(as: "official-notary").status == 200)
            #expect(try await site.page("\(dossier.path)/purpose", as: "official-notary").status == 403)
            try await dossier.act("submit", by: "filer-notary", to: "awaiting-vouch")
            #expect(try await dossier.page(as: "clerk-01").status == 404)
        }

        @Test func anInspectorReadsEverythingAndDoesNothing() async throws {
            let site = try JobSite.here()
            let dossier = try await site.fulfilled(
                Request(service: "auth.identity", persons: site.citizens(103..<104).map(\.keys)), .notary)
            let desk = try await site.desk("inspector")
            for number in [1, 3] { _ = try await dossier.letter(number, as: "filer-notary") }  // until they are drawn
            for page in [
                "", "/letters", "/letters/1.pdf", "/letters/3.pdf", "/subjects", "/subjects.csv", "/result",
                "/result.csv", "/result.pdf",
            ] {
                #expect(try await desk.get(dossier.path + page).status == 200, "\(page)")
            }
            for page in ["/registers/incoming?office=01", "/registers/outgoing?office=79", "/cases"] {
                #expect(try await desk.get(page).status == 200, "\(page)")
            }
            for act in Self.acts {
                #expect(try await desk.get("\(dossier.path)/acts/\(act)").status == 403, "\(act)")
                let fields = [("reason", "x"), ("password", Desks.password)]
                #expect(try await desk.post("\(dossier.path)/acts/\(act)", fields).status == 403, "\(act)")
                let preview = try await desk.post("\(dossier.path)/acts/\(act)/preview", fields)
                #expect(preview.status == 403, "preview of \(act)")
            }
            for page in ["/purpose", "/check", "/documents"] {
                #expect(try await desk.get(dossier.path + page).status == 403, "\(page)")
            }
            let person = site.citizens[103].keys.map { ($0.key, $0.value) }
            #expect(try await desk.post("\(dossier.path)/subjects", person).status == 403)
            #expect(try await desk.get("/cases/new").status == 404)
            #expect(try await dossier.page(as: "inspector").acts.isEmpty)
        }

        @Test func everybodyKeepsToTheirOwnActs() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(104..<105).map(\.keys)), .notary)
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            let never = [
                ("officer-01", "sign"), ("clerk-01", "sign"), ("clerk-01", "propose-approval"), ("officer-01", "issue"),
                ("approver-01", "accept"), ("approver-01", "propose-refusal"), ("filer-notary", "accept"),
                ("filer-notary", "vouch"), ("official-notary", "submit"), ("official-notary", "sign"),
            ]
            for (name, act) in never {
                let desk = try await site.desk(name)
                #expect(try await desk.get("\(dossier.path)/acts/\(act)").status == 403, "\(name) opens \(act)")
                let fields = [("reason", "x"), ("article", "x"), ("password", Desks.password)]
                let answer = try await desk.post("\(dossier.path)/acts/\(act)", fields)
                #expect(answer.status == 403, "\(name) does \(act)")
            }
            let notNow = [("clerk-01", "accept"), ("clerk-01", "issue"), ("officer-01", "propose-refusal")]
            for (name, act) in notNow {
                #expect(try await dossier.attempt(act, by: name).status == 409, "\(name) does \(act)")
            }
            try await dossier.expect("proposed", as: "approver-01")
            for page in ["/result", "/result.csv", "/result.xml", "/result.pdf"] {
                #expect(try await site.page(dossier.path + page, as: "clerk-01").status == 403, "\(page)")
            }
        }

        @Test func nobodySignsWhatTheyPrepared() async throws {
            let site = try JobSite.here()
            let name = try await site.addAccount("both", roles: ["officer", "approver"], office: "01")
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(105..<106).map(\.keys)), .notary)
            try await dossier.act("propose-approval", by: name, to: "proposed")
            #expect(try await !dossier.page(as: name).acts.contains("sign"))
            #expect(try await site.page("\(dossier.path)/acts/sign", as: name).status == 403)
            let sign = try await dossier.attempt("sign", by: name, [("password", Desks.password)])
            #expect([403, 422].contains(sign.status))
            try await dossier.expect("proposed", as: name)
            try await dossier.sign(by: "approver-01")
        }

        @Test func withoutASessionEveryPageLeadsToTheSignInPage() async throws {
            let site = try JobSite.here()
            let stranger = site.browser()
            let dossier = try await site.draft("auth.identity", .notary)
            for page in ["/", "/tasks", "/cases", "/cases/new", "/registers/incoming", dossier.path] {
                let answer = try await stranger.get(page)
                #expect(answer.status == 303 && answer.location?.hasPrefix("/login") == true, "\(page)")
            }
            let leaver = try await site.signIn("filer-notary")
            let cookies = await leaver.cookies
            #expect(try await leaver.post("/logout").location == "/login")
            let thief = site.browser()
            for (name, value) in cookies { await thief.set(cookie: name, value) }
            #expect(try await thief.get(dossier.path).location?.hasPrefix("/login") == true, "the session has ended")
        }
    }
}

extension Dossier {
    /// Encloses a small PDF; gives its address.
    func attachDocument() async throws -> String {
        let answer = try await site.desk(route.filer).upload(
            "\(path)/documents", Dossier.documentFields,
            files: [
                HTTPFile(
                    field: "document_file", fileName: "uỷ quyền.pdf", contentType: "application/pdf",
                    bytes: SamplePDF.bytes())
            ])
        try #require(answer.status == 303, "\(answer.status) \(answer.words.prefix(300))")
        let page = try await site.page("\(path)/documents", as: route.filer)
        return try #require(page.links.first { $0.hasPrefix("\(path)/documents/") })
    }
}

extension JobSite {
    /// They may sign for the head from today on, as an operator and an administrator say.
    private func grantAuthority(to name: String) async throws {
        let date = Today.date.description
        let propose = [
            "authority", "propose", name, "--kind", "deputy", "--paper", "QĐ 7/QĐ-CAT", "--paper-date", date,
        ]
        let first = try await data.run(propose + ["--operator", "mot"])
        try #require(first.status == 0, "\(first.errors)")
        let id = String(try #require(first.text.split(whereSeparator: \.isWhitespace).last))
        let alone = try await data.run(["authority", "confirm", id, "--operator", "mot"])
        #expect(alone.status == 1 && alone.errors.contains("does not confirm it"))
        let typed = try await data.run(["authority", "confirm", id, "--operator", "hai"])
        #expect(typed.status == 1 && typed.errors.contains("a person with an account"))
        let admin = try await desk("admin")
        try await admin.get("/authorities/\(id)/confirm")
        let second = try await admin.post("/authorities/\(id)/confirm", [("password", Desks.password)])
        try #require(second.status == 303, "\(second.words.prefix(400))")
        let list = try await data.run(["authority", "list"])
        let line = try #require(list.text.split(separator: "\n").first { $0.hasPrefix("\(id)\t") })
        #expect(line.contains("\t\(name)\tNguyễn Thị Kiêm Nhiệm\tdeputy\tKT. "))
        #expect(line.contains("\t*\t\(date)\t-\tQĐ 7/QĐ-CAT\t\(date)\tconfirmed\t"))
    }

    /// An account made beside the running server, as an operator would; gives its name.
    func addAccount(_ name: String, roles: [String], office: String) async throws -> String {
        var arguments = ["user", "add", name, "--name", "Nguyễn Thị Kiêm Nhiệm", "--office", office]
        for role in roles { arguments += ["--role", role] }
        let added = try await data.run(
            arguments + ["--title", "PHÓ GIÁM ĐỐC"], input: "một câu cho ngày đầu\n")
        try #require(added.status == 0, "\(added.errors)")
        if roles.contains("approver") { try await grantAuthority(to: name) }
        let browser = browser()
        try await browser.get("/login")
        try await browser.post("/login", [("username", name), ("password", "một câu cho ngày đầu")])
        try await browser.get("/account/password")
        let chosen = try await browser.post(
            "/account/password",
            [
                ("password", "một câu cho ngày đầu"), ("new_password", Desks.password),
                ("new_password_again", Desks.password),
            ])
        try #require(chosen.status == 303 && chosen.location == "/", "\(chosen.status) \(chosen.words.prefix(300))")
        return name
    }
}
