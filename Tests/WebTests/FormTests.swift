// Forms on the wire: anti-forgery, both encodings, and bodies that are too large.

import Basics
import TestKit
import Testing

@testable import Web

struct FormTests {
    private static let documents = "/cases/01980000-0000-7000-8000-000000000001/documents"

    @Test func withoutItsHiddenFieldNoFormCounts() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            try await browser.get("/login")
            let good = [("username", "lan"), ("password", TestDesk.password)]
            for csrf in ["", "0", String(repeating: "0", count: 64)] {
                #expect(try await browser.post("/login", good + [("csrf", csrf)]).status == 403)
            }
            let value = try #require(await browser.csrf)
            let other = Browser(port: port)
            try await other.get("/login")
            #expect(try await other.post("/login", good + [("csrf", value)]).status == 403)
            let cookieless = Browser(port: port)
            #expect(try await cookieless.post("/login", good + [("csrf", value)]).status == 403)
            #expect(try await browser.post("/login", good).status == 303)
        }
    }

    @Test func aValueFromBeforeSigningInIsWorthless() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            try await browser.get("/login")
            let before = try #require(await browser.csrf)
            try await browser.post("/login", [("username", "lan"), ("password", TestDesk.password)])
            #expect(try await browser.post("/logout", [("csrf", before)]).status == 403)
            try await browser.get("/")
            #expect(await browser.csrf != before)
            #expect(try await browser.post("/logout").status == 303)
        }
    }

    @Test func formsFromOtherSitesAreRefused() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            try await browser.get("/login")
            for site in ["cross-site", "same-site"] {
                #expect(try await browser.post("/login", [], headers: [("Sec-Fetch-Site", site)]).status == 403)
            }
            #expect(try await browser.post("/login", [], headers: [("Sec-Fetch-Site", "same-origin")]).status == 422)
        }
    }

    @Test func everyFormOfTheSiteIsGuarded() async throws {
        try await TestSite.serve { port async throws in
            for path in ["/login", "/logout", FormTests.documents] {
                #expect(try await Browser(port: port).post(path, [("a", "b")]).status == 403, "\(path)")
            }
        }
    }

    @Test func filesArriveWhole() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            try await browser.get("/login")
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let file = HTTPFile(
                field: "document_file", fileName: "../công văn.pdf", contentType: "application/pdf", bytes: bytes)
            let answer = try await browser.upload(FormTests.documents, [("document_number", "12/CV")], files: [file])
            #expect(answer.text == "công văn.pdf 300000 12/CV")
        }
    }

    @Test func otherEncodingsAreUnsupported() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            for type in ["application/json", "text/plain", "multipart/mixed; boundary=a"] {
                let answer = try await browser.send(
                    "POST", "/login", headers: [("Content-Type", type)], body: Array("{}".utf8))
                #expect(answer.status == 415)
            }
            let broken = try await browser.send(
                "POST", "/login", headers: [("Content-Type", "multipart/form-data; boundary=a")], body: [65])
            #expect(broken.status == 400)
        }
    }

    @Test func anAnnouncedBodyThatIsTooLargeIsNotReadAtAll() async throws {
        try await TestSite.serve { port async throws in
            for length in ["2000000", "99999999999", "18446744073709551616"] {
                let head = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                let bytes = Array("\(head)Content-Length: \(length)\r\n\r\n".utf8)
                // Nothing of the body is ever sent: an answer shows that none was waited for.
                let answer = try await Wire.exchange(port: port, bytes)
                #expect(answer.status == 413 || answer.status == 400)
            }
        }
    }

    @Test func anEndlessBodyIsCutOff() async throws {
        try await TestSite.serve { port async throws in
            let head = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
            let body = String(repeating: chunk, count: 80)
            let answer = try await Wire.exchange(
                port: port, Array("\(head)Transfer-Encoding: chunked\r\n\r\n\(body)".utf8))
            #expect(answer.status == 413)
            #expect(answer.header("Connection") == "close")
        }
    }

    @Test func aPageMayShowItsFormAgainWhenTheFileIsTooLarge() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            try await browser.get("/login")
            let file = HTTPFile(
                field: "document_file", fileName: "a.pdf", contentType: "application/pdf",
                bytes: [UInt8](repeating: 65, count: Limits.documentBytesMax + 1))
            let answer = try await browser.upload(FormTests.documents, [], files: [file])
            #expect(answer.status == 413)
            #expect(answer.text.contains("refused fileTooLarge"))
        }
    }

    @Test func endlessHeadersAreRefused() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            let long = String(repeating: "a", count: 40_000)
            #expect(try await browser.get("/login", headers: [("X-Long", long)]).status == 400)
            let many = (0..<200).map { ("X-\($0)", "1") }
            #expect(try await browser.get("/login", headers: many).status == 400)
        }
    }

    @Test func aBodyWhereNoneBelongsIsRefused() async throws {
        try await TestSite.serve { port async throws in
            let answer = try await Browser(port: port).send("GET", "/login", body: [65])
            #expect(answer.status == 400)
        }
    }
}
