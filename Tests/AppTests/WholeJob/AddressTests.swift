// Addresses and requests that no page of ours makes: all get a calm answer.

import TestKit
import Testing

extension WholeJob {
    @Suite struct Addresses {
        @Test func whatDoesNotExistIsNotFoundWhateverItsForm() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(140..<141).map(\.keys)), .notary)
            let other = try await site.draft("auth.identity", .notary)
            let document = try await other.attachDocument()
            let foreign = "\(dossier.path)/documents/\(document.split(separator: "/").last ?? "")"
            let unknown = "0197f3a0-0000-7000-8000-000000000000"
            let desk = try await site.desk("filer-notary")
            for path in [
                "/nowhere", "/cases/x", "/cases/\(unknown)", "/cases/\(unknown)/letters",
                "/cases/\(unknown)/result.csv",
                "/cases/00000000000000000000", "/cases/%00", "/cases/%F0%9F%98%80", "/cases/..%2F..%2Fetc%2Fpasswd",
                "/cases/\(String(repeating: "a", count: 3_000))", "\(dossier.path)/", "\(dossier.path)/letters/0.pdf",
                "\(dossier.path)/letters/-1.pdf", "\(dossier.path)/letters/x.pdf", "\(dossier.path)/letters/1",
                "\(dossier.path)/letters/99999999999999999999.pdf", "\(dossier.path)/letters/01x.pdf",
                "\(dossier.path)/documents/x", "\(dossier.path)/documents/\(unknown)", foreign,
                "\(dossier.path)/acts/x", "\(dossier.path)/acts/fulfil", "\(dossier.path)/acts/close",
                "\(dossier.path)/acts/%3Cscript%3E", "\(dossier.path)/result", "\(dossier.path)/result.csv",
                "\(dossier.path)/result.xlsx", "/tasks?after=x", "/tasks?before=", "/tasks?after=end",
                "/cases?after=99999999999999999999", "/cases?before=%00", "/language/fr", "/robots.txt/x",
                "/Templates/pages/cases/show.mustache", "/../Package.swift",
            ] where path != "\(dossier.path)/" {
                let answer = try await desk.get(path)
                #expect(answer.status == 404, "\(path): \(answer.status)")
                #expect(!answer.text.contains("<script>"))
            }
            for path in [
                "/registers/incoming?year=1999", "/registers/incoming?year=x", "/registers/outgoing.csv?year=-1",
            ] {
                #expect(try await site.page(path, as: "clerk-01").status == 404, "\(path)")
            }
            #expect(try await site.page("/registers/incoming?office=nowhere", as: "inspector").status == 404)
            #expect(try await site.page("/registers/incoming", as: "filer-notary").status == 404)
        }

        @Test func aFormFromElsewhereChangesNothing() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.desk("filer-notary")
            let path = "\(dossier.path)/purpose"
            let fields = [("purpose_text", "Từ trang khác")]
            for csrf in ["", "x", String(repeating: "0", count: 64)] {
                #expect(try await desk.post(path, fields + [("csrf", csrf)]).status == 403)
            }
            let other = try await site.desk("official-notary")
            let theirs = try #require(await other.csrf)
            #expect(try await desk.post(path, fields + [("csrf", theirs)]).status == 403)
            #expect(try await desk.post(path, fields, headers: [("Sec-Fetch-Site", "cross-site")]).status == 403)
            #expect(try await desk.post("/logout", [("csrf", "x")]).status == 403)
            #expect(try await !desk.get(path).words.contains("Từ trang khác"))
        }

        @Test func otherMethodsAndKindsOfContentAreRefused() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.desk("filer-notary")
            for (method, path) in [
                ("PUT", dossier.path), ("DELETE", dossier.path), ("PATCH", "/cases"), ("POST", "/tasks"),
                ("POST", dossier.path), ("GET", "/logout"), ("GET", "\(dossier.path)/submit"), ("OPTIONS", "/"),
            ] {
                let answer = try await desk.send(method, path)
                #expect(answer.status == 405, "\(method) \(path): \(answer.status)")
                #expect(answer.header("Allow")?.isEmpty == false)
            }
            let json = try await desk.send(
                "POST", "\(dossier.path)/purpose", headers: [("Content-Type", "application/json")],
                body: Array("{}".utf8))
            #expect(json.status == 415)
            let broken = try await desk.send(
                "POST", "\(dossier.path)/purpose", headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array("purpose_text=%zz&csrf=%".utf8))
            #expect(broken.status == 400)
            let cut = try await desk.send(
                "POST", "\(dossier.path)/documents",
                headers: [("Content-Type", "multipart/form-data; boundary=abc")], body: Array("--abc\r\nContent-".utf8))
            #expect([400, 422].contains(cut.status))
            #expect(try await desk.get("/tasks?page=%zz").status == 400)
        }

        @Test func headAnswersLikeGETWithoutABody() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(141..<142).map(\.keys)), .notary)
            let desk = try await site.desk("filer-notary")
            _ = try await dossier.letter(1, as: "filer-notary")  // until it is drawn
            for path in ["/", "/tasks", "/cases", dossier.path, "\(dossier.path)/letters/1.pdf", "/verify", "/healthz"]
            {
                let head = try await desk.send("HEAD", path)
                #expect(head.status == 200 && head.body.isEmpty, "\(path): \(head.status)")
                #expect(head.header("Content-Type") == (try await desk.get(path)).header("Content-Type"))
            }
            #expect(try await desk.send("HEAD", "/nowhere").status == 404)
        }

        @Test func aWrongNameAndAWrongPasswordLookTheSame() async throws {
            let site = try JobSite.here()
            let stranger = site.browser()
            try await stranger.get("/login")
            let nobody = try await stranger.post("/login", [("username", "nobody"), ("password", "wrong-password")])
            let citizen = try await stranger.post("/login", [("username", "citizen"), ("password", "wrong-password")])
            #expect(nobody.status == 422 && citizen.status == 422 && nobody.hasErrorSummary)
            #expect(nobody.words == citizen.words.replacing("citizen", with: "nobody"))
            #expect(nobody.input("username") == "nobody" && !nobody.text.contains("wrong-password"))
            try await stranger.get("/login?next=//evil.example/")
            let away = try await stranger.post(
                "/login", [("username", "citizen"), ("password", Desks.password), ("next", "//evil.example/")])
            #expect(away.location == "/")
        }

        @Test func theOperatorsPagesAnswerWithoutASessionAndNameNobody() async throws {
            let site = try JobSite.here()
            let stranger = site.browser()
            #expect(try await stranger.get("/healthz").status == 200)
            #expect(try await stranger.get("/readyz").status == 200)
            let metrics = try await stranger.get("/metrics")
            #expect(metrics.status == 200 && metrics.text.contains("# TYPE"))
            #expect(!metrics.text.contains("/cases/0"), "routes, never addresses")
            #expect(try await stranger.get("/verify").status == 200)
            #expect(try await stranger.get("/verify/ABCDEFGH").status == 404)
        }
    }
}
