// Nothing typed is lost: a session that ended, another tab, somebody faster, too much at once.

import Basics
import Foundation
import Storage
import TestKit
import Testing

extension WholeJob {
    @Suite struct KeptTyping {
        private static let purpose = [("purpose_text", "Gõ trước giờ nghỉ trưa"), ("legal_basis", "Điều 10")]

        /// Makes that browser's session one that was left alone.
        private func leaveAlone(_ browser: Browser, _ site: JobSite, minutes: Int = 31) async throws {
            let before = Int64(minutes) * 60_000
            let token = try #require(await browser.cookies["trinhky-session"])
            let digest = Digest(of: "session \(token)")
            let changed = try await site.data.withStore { store in
                try await store.write { db in
                    try db.run("UPDATE session SET seen_ms = seen_ms - \(before) WHERE token_digest = \(digest)")
                }
            }
            #expect(changed == 1)
        }

        /// A browser of a notary at the first page of their new draft, and that page.
        private func purposePage(_ site: JobSite) async throws -> (browser: Browser, path: String) {
            let dossier = try await site.draft("auth.identity", .notary)
            let browser = try await site.signIn("filer-notary")
            let path = "\(dossier.path)/purpose"
            try await browser.get(path)
            return (browser, path)
        }

        private func signIn(_ browser: Browser, _ username: String, next: String) async throws -> HTTPAnswer {
            try await browser.post(
                "/login", [("username", username), ("password", Desks.password), ("next", next)])
        }

        @Test func whatIsSentAfterTheSessionEndedComesBackToItsWriterAlone() async throws {
            let site = try JobSite.here()
            let (browser, path) = try await purposePage(site)
            try await leaveAlone(browser, site)
            let sent = try await browser.post(path, Self.purpose)
            let login = try #require(sent.location)
            #expect(sent.status == 303 && login.hasPrefix("/login?next=") && !login.contains("trinhky"))
            let asked = try await browser.get(login)
            #expect(asked.words.contains("không mất") && asked.input("next") == path)

            let other = site.browser()
            await other.set(cookie: "trinhky-kept", try #require(await browser.cookies["trinhky-kept"]))
            try await other.get("/login")
            #expect(try await signIn(other, "official-notary", next: path).status == 303)
            #expect(try await !other.get(path).text.contains("nghỉ trưa"))

            #expect(try await signIn(browser, "filer-notary", next: path).location == path)
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("Gõ trước giờ nghỉ trưa"))
            #expect(page.words.contains("trước khi phiên làm việc kết thúc"))
            let date = Today.inputs("use_until", inDays: 30) + [("purpose_code", "other")]
            #expect(try await browser.post(path, Self.purpose + date).status == 303)
            #expect(try await !browser.get(path).words.contains("trước khi phiên làm việc kết thúc"))
        }

        @Test func anActComesBackWithoutItsPasswordAndIsNotDone() async throws {
            let site = try JobSite.here()
            let dossier = try await site.accepted(
                Request(service: "auth.identity", persons: site.citizens(150..<151).map(\.keys)), .notary)
            try await dossier.act("propose-approval", by: "officer-01", to: "proposed")
            let browser = try await site.signIn("deputy-01")
            let path = "\(dossier.path)/acts/sign"
            let version = try #require(try await browser.get(path).input("version"))
            try await leaveAlone(browser, site)
            let fields = [("version", version), ("comment", "Ký khi về"), ("password", Desks.password)]
            let login = try #require(try await browser.post(path, fields).location)
            try await browser.get(login)
            #expect(try await signIn(browser, "deputy-01", next: path).location == path)
            let page = try await browser.get(path)
            #expect(page.text.contains("Ký khi về") && !page.text.contains(Desks.password))
            try await dossier.expect("proposed", as: "deputy-01")
            try await dossier.sign(by: "deputy-01")
            // The case moved on: what was typed is shown, beside what happened.
            let late = try await browser.get(path)
            #expect(late.status == 409 && late.words.contains("Ký khi về") && late.words.contains("Ký duyệt"))
        }

        @Test func nobodyPlantsTextInAnEndedSession() async throws {
            let site = try JobSite.here()
            let (browser, path) = try await purposePage(site)
            try await leaveAlone(browser, site)
            try await browser.post(path, Self.purpose + [("csrf", "x")])
            #expect(await browser.cookies["trinhky-kept"] == nil)
            try await browser.post(path, Self.purpose, headers: [("Sec-Fetch-Site", "cross-site")])
            #expect(await browser.cookies["trinhky-kept"] == nil)
            let stranger = site.browser()
            await stranger.set(cookie: "trinhky-session", String(repeating: "a", count: 64))
            try await stranger.post(path, Self.purpose)
            #expect(await stranger.cookies["trinhky-kept"] == nil)
        }

        @Test func afterSigningInInAnotherTabTheFormIsShownAgain() async throws {
            let site = try JobSite.here()
            let (old, path) = try await purposePage(site)
            let csrf = try #require(await old.csrf)
            let new = try await site.signIn("filer-notary")
            let answer = try await new.post(path, Self.purpose + [("csrf", csrf)])
            #expect(answer.status == 422 && answer.text.contains("Gõ trước giờ nghỉ trưa"))
            #expect(answer.words.contains("trước khi đăng nhập lại"))
            #expect(try await !new.get(path).text.contains("nghỉ trưa"), "nothing was saved")
            let colleague = try await site.signIn("official-notary")
            let theirs = try await colleague.post(path, Self.purpose + [("csrf", csrf)])
            #expect(theirs.status == 403 && !theirs.text.contains("nghỉ trưa"))
        }

        @Test func ofTwoTabsOnADraftTheSecondIsAskedAndSeesBoth() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.signIn("filer-notary")
            let path = "\(dossier.path)/purpose"
            let version = [("version", try #require(try await desk.get(path).input("version")))]
            let rest = Today.inputs("use_until", inDays: 30) + [("purpose_code", "other"), ("legal_basis", "Điều 10")]
            #expect(try await desk.post(path, version + rest + [("purpose_text", "Bản thứ nhất")]).status == 303)
            let second = try await desk.post(path, version + rest + [("purpose_text", "Bản thứ hai")])
            #expect(second.status == 409 && second.words.contains("Bản thứ nhất"))
            #expect(second.text.contains("Bản thứ hai") && second.words.contains("Vẫn lưu"))
            #expect(try await desk.get(path).text.contains("Bản thứ nhất"), "nothing was overwritten")
            let now = [("version", try #require(second.input("version")))]
            #expect(try await desk.post(path, now + rest + [("purpose_text", "Bản thứ hai")]).status == 303)
            #expect(try await desk.get(path).text.contains("Bản thứ hai"))
            // What others did on other pages is no reason to ask, nor is the same text twice.
            #expect(try await desk.post(path, now + rest + [("purpose_text", "Bản thứ hai")]).status == 303)
            let documents = [("version", try #require(second.input("version")))]
            let other = "\(dossier.path)/undertakings"
            #expect(try await desk.post(other, documents + [("undertake_purpose", "true")]).status == 422)
        }

        @Test func anOldVersionOfAnActKeepsTheTextAndTellsWhatHappened() async throws {
            let site = try JobSite.here()
            let dossier = try await site.filed(
                Request(service: "auth.identity", persons: site.citizens(151..<152).map(\.keys)), .notary)
            let desk = try await site.desk("clerk-01")
            let path = "\(dossier.path)/acts/request-supplement"
            let form = try await desk.get(path)
            let version = [("version", try #require(form.input("version")))]
            let typed = [("wanted", "Giấy A"), ("reason", "Thiếu giấy A")] + Today.inputs("until", inDays: 9)
            // Still open on another version: the form with the text, and a way to do it all the same.
            let stale = try await desk.post(path, [("version", "1")] + typed)
            #expect(stale.status == 409 && stale.text.contains("Thiếu giấy A") && stale.words.contains("Vẫn thực hiện"))
            #expect(stale.words.contains("Hồ sơ được nộp") || stale.words.contains("nộp"))
            // Not open any more: what happened, and the text to copy.
            try await dossier.act("accept", by: "clerk-01", to: "accepted")
            let late = try await desk.post(path, version + typed)
            #expect(late.status == 409 && late.words.contains("Thiếu giấy A") && late.words.contains("Tiếp nhận hồ sơ"))
            // Going back to an act that was done says so.
            let back = try await desk.get("\(dossier.path)/acts/accept")
            #expect(back.status == 409 && back.words.contains("Đã tiếp nhận") && back.links.contains(dossier.path))
            #expect(!back.words.contains("chưa được ghi"))
        }

        @Test func tooMuchComesBackWithEverythingTyped() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.signIn("filer-notary")
            for (page, field, max) in [("documents", "document_file", 10), ("subjects", "subjects_file", 50)] {
                for size in [max * 1_050_000, max * 1_160_000, max * 1_600_000] {
                    let path = "\(dossier.path)/\(page)"
                    try await desk.get(path)
                    let file = HTTPFile(
                        field: field, fileName: "a", contentType: "application/pdf",
                        bytes: [UInt8](repeating: 65, count: size))
                    let typed = [("document_number", "77/CV"), ("personal_id", "123"), ("full_name", "Gõ tay")]
                    let answer = try await desk.upload(path, typed, files: [file])
                    #expect(answer.status == 413 && answer.hasErrorSummary, "\(page) \(size): \(answer.status)")
                    let kept = page == "documents" ? answer.input("document_number") : answer.input("full_name")
                    #expect(kept == (page == "documents" ? "77/CV" : "Gõ tay"), "\(page) \(size)")
                    #expect(answer.words.contains("\(max) MB") && answer.links.contains("/logout"))
                }
            }
            let path = "\(dossier.path)/purpose"
            let long = String(repeating: "x", count: 2_000_000)
            let text = try await desk.post(path, [("legal_basis", "Điều 10"), ("purpose_text", long)])
            #expect(text.status == 413 && text.text.contains("Điều 10") && text.words.contains("1 MB"))
            #expect(text.links.contains("#field-purpose_text"))
        }

        @Test func theLanguageLinkOfAnAnsweredFormLeadsToAPage() async throws {
            let site = try JobSite.here()
            let dossier = try await site.draft("auth.identity", .notary)
            let desk = try await site.signIn("filer-notary")
            let version = try #require(try await desk.get("\(dossier.path)/check").input("version"))
            let refused = try await desk.post("\(dossier.path)/submit", [("version", version)])
            #expect(refused.status == 422)
            let link = try #require(refused.links.first { $0.hasPrefix("/language/") })
            let back = try #require(try await desk.get(link).location)
            #expect(back == "\(dossier.path)/check")
            #expect(try await desk.get(back).status == 200)
            try await desk.get("/language/vi?back=/")
        }
    }
}
