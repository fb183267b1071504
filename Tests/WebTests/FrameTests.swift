// What every answer of the site has in common, over real HTTP.

import Foundation
import TestKit
import Testing

@testable import Web

struct FrameTests {
    @Test func aPageCarriesTheSecurityHeaders() async throws {
        try await TestSite.serve { port async throws in
            let page = try await Browser(port: port).get("/login")
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(page.header("Cache-Control") == "no-store")
            #expect(page.header("X-Content-Type-Options") == "nosniff")
            #expect(page.header("Referrer-Policy") == "same-origin")
            #expect(page.header("Strict-Transport-Security") == nil)
            let policy = try #require(page.header("Content-Security-Policy"))
            for part in [
                "default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'",
                "frame-ancestors 'none'", "base-uri 'none'",
            ] {
                #expect(policy.contains(part))
            }
            #expect(page.header("X-Reference")?.count == 10)
        }
    }

    @Test func nothingOnAPageIsInlineOrForeign() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            for path in ["/", "/login", "/nowhere"] {
                let page = try await browser.get(path)
                #expect(!page.text.contains("<script"))
                #expect(!page.text.contains(" style="))
                #expect(!page.text.contains("<style"))
                #expect(page.links.allSatisfy { $0.hasPrefix("/") && !$0.hasPrefix("//") || $0.hasPrefix("#") })
            }
        }
    }
}
