// Templates and wording: nothing missing, nothing unescaped, nothing unused.

import Basics
import Foundation
import Testing

@testable import Web

struct TemplatesTests {
    private func templates(_ sources: [String: String], texts: [String: String] = [:]) throws -> Templates {
        try Templates(sources: sources, strings: StringTables(vi: texts, en: texts))
    }

    private func render(_ template: String, _ model: PageValue, texts: [String: String] = [:]) throws -> String {
        let tables = try StringTables(vi: texts, en: texts)
        return try Templates(sources: ["a": template], strings: tables)
            .render("a", model: model, frame: [:], strings: tables.strings(.vi))
    }

    @Test func everyTemplateOfTheSiteLoads() throws {
        let pages = try TestSite.environment().pages
        #expect(pages.templates.names.contains("page"))
        #expect(!pages.templates.names.contains { $0.hasPrefix("letters/") })
    }

    @Test func theStyleGuideLacksNothing() throws {
        let pages = try TestSite.environment().pages
        let frame = Dictionary(
            uniqueKeysWithValues: [
                "pageTitle", "pageLanguage", "pageOtherLanguage", "pageLanguageSwitch", "pageState", "pageCaseCode",
                "pageStylesheet", "pageEmblem", "pagePerson", "pageHasProblems", "csrf",
            ].map { ($0, PageValue.none) })
        _ = try pages.templates.render(
            "pages/style-guide", model: StyleGuide().model, frame: frame, strings: pages.tables.strings(.vi))
    }
}
