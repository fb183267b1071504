// The wording: both languages whole, no key missing, none left over.

import Basics
import Foundation
import Testing

@testable import Web

struct StringsTests {
    @Test func parametersAreFilledIn() throws {
        let strings = StringTables(vi: ["a.b": "{n} hồ sơ, hạn {day}"], en: ["a.b": "{n} due {day}"]).strings(.vi)
        #expect(strings("a.b", ["n": "3", "day": "5/7"]) == "3 hồ sơ, hạn 5/7")
        #expect(strings.takeFaults().isEmpty)
        #expect(strings("a.b", ["n": "{day}"]) == "{day} hồ sơ, hạn ")
        #expect(strings.takeFaults() == ["parameter day of string a.b"])
    }

    @Test func aMissingKeyMakesThePageFail() throws {
        let tables = StringTables(vi: ["a": "b"], en: ["a": "b"])
        let strings = tables.strings(.en)
        let templates = try TestSite.template("{{x}}", tables)
        #expect(throws: RenderFault.self) {
            try templates.render("a", model: ["x": .text(strings("nowhere"))], frame: [:], strings: strings)
        }
        #expect(strings.has("a") && !strings.has("nowhere"))
    }

    private func findings(vi: String?, en: String?) -> [String] {
        let files = ["strings/vi/a.json": vi, "strings/en/a.json": en].compactMapValues { $0.map { Array($0.utf8) } }
        return StringTables.load(files, folder: "T").1.map(\.description)
    }

    @Test func theLanguagesMustAgree() {
        #expect(findings(vi: "{\n\"a\": \"1\"}", en: "{\n\"a\": \"2\"}") == [])
        #expect(
            findings(vi: "{\"a\": \"1\"}", en: "{}") == ["T/strings/en/a.json:1: the string a.a is missing or empty"])
        #expect(
            findings(vi: "{\n\"a\": \" \"}", en: "{\"a\": \"1\"}")
                == ["T/strings/vi/a.json:2: the string a.a is missing or empty"])
        #expect(
            findings(vi: "{\"a\": \"{x}\"}", en: "{\n\"a\": \"{y}\"}")
                == ["T/strings/en/a.json:2: the string a.a has other parameters in the other language"])
    }

    @Test func aFileOfOneLanguageIsSaidOnce() {
        #expect(findings(vi: "{\"a\": \"1\", \"b\": \"2\"}", en: nil) == ["T/strings/en/a.json:0: the file is missing"])
        #expect(
            findings(vi: "{\"a\": \"1\"}", en: "{\n\"a\": 1}")
                == ["T/strings/en/a.json:1: this is no flat JSON object of texts"])
    }

    @Test func bothLanguagesHaveTheSameKeys() throws {
        let tables = try TestSite.texts().tables
        #expect(tables.keys.count > 50)
        for key in tables.keys {
            #expect(tables[.vi].text(key)?.isEmpty == false && tables[.en].text(key)?.isEmpty == false, "\(key)")
        }
    }

    /// A key is in use when a template names it, or the code has it as a literal or builds it from a literal's start:
    /// `"errors.\(key).heading"` uses every key that starts with `errors.`.
    @Test func noStringIsLeftOver() throws {
        let pages = try TestSite.environment().pages
        var used = Set<String>()
        for tag in pages.templates.tags.values.joined() where tag.name.hasPrefix("t.") {
            used.insert(String(tag.name.dropFirst(2)))
        }
        var starts: [String] = []
        for literal in try StringsTests.literals() {
            if let end = literal.firstRange(of: "\\(") {
                starts.append(String(literal[..<end.lowerBound]))
            } else {
                used.insert(literal)
            }
        }
        starts = starts.filter { $0.contains(".") }
        let left = pages.tables.keys.filter { key in
            !used.contains(key) && !starts.contains { key.hasPrefix($0) }
        }
        #expect(left == [], "strings that nothing uses")
    }

    /// The contents of all string literals of the code, interpolations as written.
    private static func literals() throws -> [String] {
        let folder = URL(fileURLWithPath: "\(TestSite.root)/Sources").resolvingSymlinksInPath().path
        return try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".swift") }
            .flatMap { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8).split(separator: "\n") }
            .flatMap { $0.split(separator: "\"", omittingEmptySubsequences: false).map(String.init) }
    }
}
