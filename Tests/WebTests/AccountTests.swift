// Signing in and out, cookies, and the language switch.

import Basics
import TestKit
import Testing

@testable import Web

struct AccountTests {
    /// A browser with a session.
    static func signedIn(_ username: String, _ port: Int) async throws -> Browser {
        let browser = Browser(port: port)
        try await browser.get("/login")
        let answer = try await browser.post("/login", [("username", username), ("password", TestDesk.password)])
        #expect(answer.status == 303)
        return browser
    }

    @Test func aPersonSignsInAndOut() async throws {
        try await TestSite.serve { port async throws in
            let browser = try await AccountTests.signedIn("minh", port)
            let page = try await browser.get("/")
            #expect(page.text.contains("Trần Minh"))
            #expect(page.links.contains("/registers/incoming"))
            #expect(try await browser.get("/login").location == "/")
            #expect(try await browser.get("/registers/incoming").status == 303)
            let token = await browser.cookies["trinhky-session"]
            #expect(try await browser.post("/logout").location == "/login")
            #expect(await browser.cookies["trinhky-session"] == nil)
            await browser.set(cookie: "trinhky-session", token ?? "")
            #expect(!(try await browser.get("/").text.contains("Trần Minh")))
        }
    }

    @Test func aRefusalKeepsTheNameAndNotThePassword() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            try await browser.get("/login?next=/tasks")
            for (name, password) in [("lan", "sai mật khẩu"), ("không có", TestDesk.password), ("lan", "")] {
                let page = try await browser.post(
                    "/login", [("username", name), ("password", password), ("next", "/tasks")])
                #expect(page.status == 422)
                #expect(page.text.contains("value=\"\(name)\""))
                #expect(!page.text.contains("sai mật khẩu"))
                #expect(page.text.contains("<a href=\"#field-username\">"))
                #expect(page.text.contains("name=\"next\" value=\"/tasks\""))
            }
            let throttled = try await browser.post("/login", [("username", "ai-do"), ("password", "x")])
            #expect(throttled.status == 429)
            #expect(throttled.header("Retry-After") == "120")
            #expect(throttled.text.contains("2 phút"))
            let failed = try await browser.post("/login", [("username", "hong"), ("password", "x")])
            #expect(failed.status == 500)
            #expect(!failed.text.contains("SECRET"))
        }
    }

    @Test func whoHasASecondFactorIsAskedForItsCode() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            #expect(try await browser.get("/login/code").location == "/login", "nothing was begun")
            try await browser.get("/login?next=/tasks")
            let first = try await browser.post(
                "/login", [("username", "tuan"), ("password", TestDesk.password), ("next", "/tasks")])
            #expect(first.location == "/login/code?next=%2Ftasks")
            #expect(await browser.cookies["trinhky-session"] == nil)
            let page = try await browser.get("/login/code?next=/tasks")
            #expect(page.status == 200 && page.text.contains("autocomplete=\"one-time-code\""))
            for code in ["", "999999", String(repeating: "1", count: 5_000)] {
                let refused = try await browser.post("/login/code", [("code", code), ("next", "/tasks")])
                #expect(refused.status == 422 && refused.text.contains("<a href=\"#field-code\">"))
                #expect(code.isEmpty || !refused.text.contains(code), "a code is never shown")
            }
            let throttled = try await browser.post("/login/code", [("code", "000000")])
            #expect(throttled.status == 429 && throttled.header("Retry-After") == "120")
            let done = try await browser.post("/login/code", [("code", "123456"), ("next", "/tasks")])
            #expect(done.status == 303 && done.location == "/tasks")
            let cookies = await browser.cookies
            #expect(cookies["trinhky-session"] != nil && cookies["trinhky-step"] == nil)
            #expect(try await browser.get("/").text.contains("<html lang=\"en\">"), "their own language")
            let late = Browser(port: port)
            try await late.get("/login")
            await late.set(cookie: "trinhky-step", String(repeating: "cd", count: 32))
            #expect(try await late.post("/login/code", [("code", "123456")]).location == "/login")
        }
    }

    @Test func aDutyComesBeforeEveryOtherPage() async throws {
        try await TestSite.serve { port async throws in
            let browser = try await AccountTests.signedIn("moi", port)
            for path in ["/tasks", "/registers/incoming"] {
                let answer = try await browser.get(path)
                #expect(answer.status == 303 && answer.location == "/account/password", "\(path)")
            }
            #expect(try await browser.get("/language/en").status == 303)
            #expect(try await browser.get("/").status == 200, "what is everybody's stays open")
            #expect(try await browser.post("/logout").location == "/login")
        }
    }

    @Test func signingInLeadsBackButNeverAway() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            let asked = try await browser.get("/tasks?page=2")
            #expect(asked.status == 303)
            #expect(asked.location == "/login?next=%2Ftasks%3Fpage%3D2")
            for (next, expected) in [
                ("/tasks?page=2", "/tasks?page=2"), ("//evil.example/", "/"), ("https://evil.example", "/"),
                ("/\\e", "/"),
            ] {
                let browser = Browser(port: port)
                try await browser.get("/login")
                let answer = try await browser.post(
                    "/login", [("username", "lan"), ("password", TestDesk.password), ("next", next)])
                #expect(answer.location == expected)
            }
        }
    }

    @Test func cookiesAreClosedToScriptsAndOtherSites() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            let page = try await browser.get("/login")
            let form = try #require(page.header("Set-Cookie"))
            #expect(form.hasPrefix("trinhky-form="))
            let answer = try await browser.post("/login", [("username", "lan"), ("password", TestDesk.password)])
            let session = try #require(answer.header("Set-Cookie"))
            for cookie in [form, session] {
                #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
                #expect(!cookie.contains("Secure"))
            }
        }
        try await TestSite.serve(TestSite.environment(isSecure: true)) { port async throws in
            let page = try await Browser(port: port).get("/login")
            let cookie = try #require(page.header("Set-Cookie"))
            #expect(cookie.hasPrefix("__Host-trinhky-form=") && cookie.contains("Secure"))
            #expect(page.header("Strict-Transport-Security")?.hasPrefix("max-age=31536000") == true)
        }
    }

    @Test func theLanguageSwitchComesBackToThePage() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            let vietnamese = try await browser.get("/login?next=/tasks")
            #expect(vietnamese.text.contains("<html lang=\"vi\">"))
            let link = try #require(vietnamese.links.first { $0.hasPrefix("/language/en") })
            let answer = try await browser.get(link)
            #expect(answer.status == 303)
            #expect(answer.location == "/login?next=/tasks")
            let english = try await browser.get("/login?next=/tasks")
            #expect(english.text.contains("<html lang=\"en\">"))
            #expect(english.header("Content-Language") == "en")
            #expect(english.text.contains("Sign in"))
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "%2F%2Fevil.example", "/%5Cevil", "/%0d%0aX:1"])
    func theLanguageSwitchLeadsNowhereElse(_ back: String) async throws {
        try await TestSite.serve { port async throws in
            #expect(try await Browser(port: port).get("/language/en?back=\(back)").location == "/")
            #expect(try await Browser(port: port).get("/language/fr").status == 404)
        }
    }
}
