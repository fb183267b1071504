// Error pages: the right status, both languages, a reference number, and nothing of the error itself.

import Basics
import Logging
import Synchronization
import TestKit
import Testing

@testable import Web

struct ErrorPageTests {
    private static let id = "01980000-0000-7000-8000-000000000001"

    @Test(arguments: [
        ("forbidden", 403), ("notFound", 404), ("conflict", 409), ("tooLarge", 413), ("unsupported", 415),
        ("unprocessable", 422), ("throttled", 429), ("unavailable", 503), ("render", 500), ("anything", 500),
        ("storageConflict", 409), ("storageBusy", 503), ("storageErased", 410),
    ])
    func everyErrorHasItsPage(_ name: String, _ status: Int) async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            for language in ["vi", "en"] {
                await browser.set(cookie: "language", language)
                let page = try await browser.get("/cases/\(ErrorPageTests.id)?error=\(name)")
                #expect(page.status == status)
                #expect(page.text.contains("<html lang=\"\(language)\">"))
                let reference = try #require(page.header("X-Reference"))
                #expect(page.text.contains(reference))
                #expect(!page.text.contains("SECRET"))
                #expect(page.header("Content-Security-Policy") != nil)
            }
        }
    }

    @Test func aConflictLeadsToTheNewerVersionAndTimeOutsSayWhen() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            let conflict = try await browser.get("/cases/\(ErrorPageTests.id)?error=conflict")
            #expect(conflict.links.contains("/tasks"))
            let throttled = try await browser.get("/cases/\(ErrorPageTests.id)?error=throttled")
            #expect(throttled.header("Retry-After") == "9")
            let busy = try await browser.get("/cases/\(ErrorPageTests.id)?error=unavailable")
            #expect(busy.header("Retry-After") == "5")
        }
    }

    @Test func unknownAndNotForThisReaderLookTheSame() async throws {
        try await TestSite.serve { port async throws in
            let browser = try await AccountTests.signedIn("lan", port)
            func shape(_ path: String) async throws -> String {
                let page = try await browser.get(path)
                #expect(page.status == 404)
                let reference = page.header("X-Reference") ?? ""
                return page.text.replacing(reference, with: "R").replacing(SitePath.encoded(path), with: "P")
            }
            let unknown = try await shape("/nowhere")
            #expect(try await shape("/registers/incoming") == unknown)
            #expect(try await shape("/cases/\(ErrorPageTests.id)?error=notFound") == unknown)
        }
    }

    @Test func aWrongMethodIsToldWhichAreRight() async throws {
        try await TestSite.serve { port async throws in
            let page = try await Browser(port: port).post("/tasks")
            #expect(page.status == 405)
            #expect(page.header("Allow") == "GET")
            let deleted = try await Browser(port: port).send("DELETE", "/login")
            #expect(deleted.status == 405)
            #expect(deleted.header("Allow") == "GET, POST")
            #expect(try await Browser(port: port).post("/nowhere").status == 404)
        }
    }

    @Test func headAnswersCarryNoBody() async throws {
        try await TestSite.serve { port async throws in
            for path in ["/login", "/nowhere", "/css/trinhky.css"] {
                let answer = try await Browser(port: port).send("HEAD", path)
                #expect(answer.status == (path == "/nowhere" ? 404 : 200))
                #expect(answer.body.isEmpty)
            }
        }
    }

    @Test func aBrokenQueryIsRefused() async throws {
        try await TestSite.serve { port async throws in
            #expect(try await Browser(port: port).get("/login?next=%zz").status == 400)
            #expect(try await Browser(port: port).get("/login?next=%ff").status == 400)
        }
    }

    @Test func whenTheSessionCannotBeReadThereIsStillAPage() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            await browser.set(cookie: "trinhky-session", "broken")
            let page = try await browser.get("/")
            #expect(page.status == 500)
            #expect(page.text.contains("<main"))
            #expect(!page.text.contains("SECRET"))
        }
    }

    @Test func theLogNamesRoutesAndNeverPathsQueriesOrNames() async throws {
        let log = RecordedLog()
        try await TestSite.serve(logger: Logger(label: "test", factory: { _ in log })) { port async throws in
            let browser = try await AccountTests.signedIn("lan", port)
            try await browser.get("/cases/\(ErrorPageTests.id)?error=079201000123")
            try await browser.get("/079201000123")
        }
        let text = log.text
        #expect(text.contains("route=/cases/{case}") || text.contains("route=/cases/:case"), "\(text)")
        for secret in ["079201000123", ErrorPageTests.id, "Lan", "lan ", "SECRET", TestDesk.password] {
            #expect(!text.contains(secret), "\(secret) in \(text)")
        }
        #expect(text.contains("type=TestFailure"))
    }
}

/// A log that tests can read.
final class RecordedLog: LogHandler {
    private let lines = Mutex<[String]>([])
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .info }
        set {}
    }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    func log(event: LogEvent) {
        let metadata = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        lines.withLock { $0.append("\(event.message) \(metadata.joined(separator: " "))") }
    }
}
