// Every page that people can reach by links, at every stage of a dossier, in both languages.

import Foundation
import TestKit
import Testing

extension WholeJob {
    @Suite struct Pages {
        @Test func theLanguageSwitchComesBackToThePageAndIsRemembered() async throws {
            let site = try JobSite.here()
            let browser = try await site.signIn("clerk-79")
            let vietnamese = try await browser.get("/tasks")
            #expect(vietnamese.text.contains("<html lang=\"vi\">"))
            let link = try #require(vietnamese.links.first { $0.hasPrefix("/language/en") })
            #expect(try await browser.get(link).location == "/tasks")
            #expect(try await browser.get("/tasks").text.contains("<html lang=\"en\">"))
            #expect(try await browser.get("/nowhere").text.contains("<html lang=\"en\">"))
            let away = try await browser.get("/language/vi?back=//evil.example")
            #expect(away.location == "/")
        }

        @Test func pagesAtEveryStageAreWholeInBothLanguagesAndEveryLinkLeadsSomewhere() async throws {
            let site = try JobSite.here()
            let dossiers = try await everyStage(site)
            let paths = dossiers.map(\.path)
            for name in [
                "filer-notary", "official-notary", "clerk-01", "officer-01", "approver-01", "inspector", "admin",
                "citizen",
            ] {
                let browser = try await site.signIn(name)
                var walk = try SiteWalk(name: name, browser: browser, dossiers: paths, citizens: site.citizens)
                let starts = ["/", "/tasks", "/cases", "/verify"] + paths
                try await walk.run(from: starts)
                #expect(walk.pages > 2, "\(name) reached \(walk.pages) pages")
            }
        }

        /// One dossier at each stage, of one organisation.
        private func everyStage(_ site: JobSite) async throws -> [Dossier] {
            func request(_ number: Int) -> Request {
                Request(service: "provide.fields", persons: [site.citizens[number].keys], fields: ["sex", "phone"])
            }
            let draft = try await site.filled(request(150), .notary)
            _ = try await draft.attachDocument()
            let waiting = try await site.filled(request(151), .notary)
            try await waiting.act("submit", by: "filer-notary", to: "awaiting-vouch")
            let filed = try await site.filed(request(152), .notary)
            let paused = try await site.filed(request(153), .notary)
            let ask = [("wanted", "Bản sao văn bản"), ("reason", "Chưa đủ")]
            try await paused.act(
                "request-supplement", by: "clerk-01", ask + Today.inputs("until", inDays: 9), to: "supplement-requested"
            )
            let accepted = try await site.accepted(request(154), .notary)
            let proposed = try await site.accepted(request(155), .notary)
            try await proposed.act("propose-approval", by: "officer-01", to: "proposed")
            let signed = try await site.accepted(request(156), .notary)
            try await signed.act("propose-approval", by: "officer-01", to: "proposed")
            try await signed.sign(by: "deputy-01")
            let fulfilled = try await site.fulfilled(request(157), .notary)
            return [draft, waiting, filed, paused, accepted, proposed, signed, fulfilled]
        }
    }
}

/// Follows links as one person, and looks at each page in both languages.
struct SiteWalk {
    let name: String
    let browser: Browser
    /// Only these dossiers are walked: others change under the walk.
    let dossiers: [String]
    private let numbers: Set<String>
    private let texts: UITexts
    private(set) var pages = 0

    init(name: String, browser: Browser, dossiers: [String], citizens: [Citizen]) throws {
        self.name = name
        self.browser = browser
        self.dossiers = dossiers
        numbers = Set(citizens.map(\.id))
        texts = try UITexts()
    }

    mutating func run(from starts: [String]) async throws {
        var waiting = starts
        var seen = Set(starts)
        while let path = waiting.popLast(), pages < 400 {
            await browser.set(cookie: "language", "vi")
            let page = try await browser.get(path)
            let isStart = starts.contains(path)
            #expect(page.status == 200 || (isStart && page.status == 404), "\(name) \(path): \(page.status)")
            guard page.status == 200 else { continue }
            checkHeaders(page, path)
            guard page.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
            pages += 1
            check(page, path, "vi")
            await browser.set(cookie: "language", "en")
            check(try await browser.get(path), path, "en")
            for link in page.links where shouldFollow(link) && seen.insert(link).inserted { waiting.append(link) }
        }
    }

    private func shouldFollow(_ link: String) -> Bool {
        if !link.hasPrefix("/") || link.hasPrefix("/language/") || link == "/logout" {
            return false
        }
        // Targets of forms, which are no pages.
        if ["/submit", "/sessions", "/search"].contains(where: link.hasSuffix) { return false }
        return !link.hasPrefix("/cases/0") || dossiers.contains { link == $0 || link.hasPrefix($0 + "/") }
    }

    private func checkHeaders(_ page: HTTPAnswer, _ path: String) {
        #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true, "\(path)")
        #expect(page.header("X-Content-Type-Options") == "nosniff", "\(path)")
        #expect(page.header("Referrer-Policy") != nil && page.header("X-Reference") != nil, "\(path)")
        if !path.contains(".css") && !path.contains(".svg") {
            #expect(page.header("Cache-Control") == "no-store", "\(path)")
        }
    }

    private func check(_ page: HTTPAnswer, _ path: String, _ language: String) {
        let place = "\(name) \(path) \(language)"
        #expect(page.status == 200, "\(place)")
        #expect(page.text.contains("<html lang=\"\(language)\">"), "\(place)")
        for banned in ["<script", "<style", " style=\"", " onclick=", "javascript:"] {
            #expect(!page.text.contains(banned), "\(place): \(banned)")
        }
        // A letter is Vietnamese in every language, and says so.
        let words = page.words(without: #/(?s)<div class="letter-text__page" lang="vi">.*?<\/div>/#)
        #expect(texts.keys(in: words).isEmpty, "\(place): \(texts.keys(in: words))")
        if language == "en" {
            let left = texts.vietnamese(in: words)
            #expect(left.isEmpty, "\(place): \(left)")
        }
        let addressed = page.links.filter { link in
            link.matches(of: #/\d{12}/#).contains { numbers.contains(String($0.output)) }
        }
        #expect(addressed.isEmpty, "\(place): a personal number in an address")
        let ids = page.values(of: ["id"])
        #expect(
            Set(ids).count == ids.count,
            "\(place): an id twice: \(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys)")
        let labels = page.values(of: ["for", "aria-describedby", "aria-labelledby"])
        let targets = labels.flatMap { $0.split(separator: " ").map(String.init) }
        #expect(Set(targets).isSubset(of: ids), "\(place): \(Set(targets).subtracting(ids)) lead nowhere")
    }
}

/// The words of the site, to find what was left untranslated.
struct UITexts {
    private let keys: Set<String>
    private let vietnamese: [String]

    init() throws {
        var keys: Set<String> = []
        var vietnamese: [String] = []
        let folder = URL(filePath: "\(Program.root)/Templates/strings")
        func read(_ language: String, _ area: String) throws -> [String: String] {
            let file = folder.appending(path: "\(language)/\(area).json")
            return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
        }
        // Papers are Vietnamese in every language, and the registers quote them.
        let papers = try read("vi", "papers").values
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "vi").path) {
            let area = String(file.dropLast(5))
            let (own, english) = try (read("vi", area), read("en", area))
            keys.formUnion(own.keys.map { "\(area).\($0)" })
            vietnamese +=
                own.filter { key, text in
                    text.count >= 14 && !text.contains("{") && english[key] != text
                        && !papers.contains { $0.contains(text) }
                }.values
        }
        self.keys = keys
        self.vietnamese = vietnamese
    }

    /// Keys that stand on a page in place of their text.
    func keys(in words: String) -> [String] { words.split(separator: " ").map(String.init).filter(keys.contains) }

    /// Vietnamese texts of the site on a page; far faster than Swift's own search in a debug build.
    func vietnamese(in words: String) -> [String] {
        words.withCString { page in vietnamese.filter { text in strstr(page, text) != nil } }
    }
}
