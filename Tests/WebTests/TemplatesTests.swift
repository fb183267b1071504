// Templates and wording: nothing missing, nothing unescaped, nothing unused.

import Basics
import Foundation
import Testing

@testable import Web

struct TemplatesTests {
    private func render(_ template: String, _ model: PageValue) throws -> String {
        let tables = StringTables(vi: [:], en: [:])
        return try TestSite.template(template, tables)
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
                "pageStylesheet", "pageEmblem", "pagePrinted", "pageNotice", "pagePerson", "pageHasProblems", "csrf",
            ].map { ($0, PageValue.none) })
        _ = try pages.templates.render(
            "pages/style-guide", model: StyleGuide().model, frame: frame, strings: pages.tables.strings(.vi))
    }

    @Test func aNameThatTheModelLacksIsAnError() throws {
        #expect(try render("{{x}}", ["x": .none]) == "\n")
        let fault = #expect(throws: RenderFault.self) { try render("{{x}}{{#y}}{{z}}{{/y}}", ["y": true]) }
        #expect(fault?.missing == ["x", "z"])
        #expect(throws: RenderFault.self) { try render("{{#rows}}{{cell}}{{/rows}}", ["rows": [["sell": "1"]]]) }
        #expect(throws: RenderFault.self) { try render("{{^x}}{{/x}}", [:]) }
    }

    @Test func sectionsRepeatOpenAndLeaveOut() throws {
        let model: PageValue = [
            "list": ["a", "b"], "object": ["in": "c"], "yes": true, "no": false, "empty": "", "none": nil,
        ]
        let template = """
            {{#list}}[{{.}}]{{/list}}{{#object}}{{in}}{{/object}}{{#yes}}y{{/yes}}{{#no}}n{{/no}}\
            {{#empty}}e{{/empty}}{{^empty}}-{{/empty}}{{#none}}n{{/none}}{{^none}}-{{/none}}\
            {{^no}}-{{/no}}{{^yes}}y{{/yes}}
            """
        #expect(try render(template, model) == "[a][b]cy---\n")
    }

    @Test(arguments: [
        ("{{>partials/nowhere}}", "there is no template"), ("{{<nowhere}}{{/nowhere}}", "there is no template"),
        ("{{{name}}}", "Markup"), ("{{&name}}", "Markup"), ("{{=<% %>=}}", "not allowed"),
        ("{{% CONTENT_TYPE:TEXT}}", "not allowed"), ("{{uppercased(name)}}", "transforms"), ("{{a.b}}", "dotted"),
        ("{{t.nowhere}}", "no string"), ("{{t.a.with}}", "parameters"), ("{{#a}}", "syntax"),
        ("{{#a}}{{/b}}", "syntax"),
    ])
    func whatTheLoaderRefuses(_ template: String, _ why: String) {
        let texts = ["a.with": "{n}"]
        let files = ["pages/one.mustache": Array("<p>\n\n  \(template)\n</p>".utf8)]
        let (templates, findings) = Templates.load(
            files, folder: "Templates", strings: StringTables(vi: texts, en: texts))
        #expect(templates == nil)
        let said = findings.first { $0.message.contains(why) }
        #expect(said?.file == "Templates/pages/one.mustache", "\(findings)")
        // An open section is seen to be open at the end.
        #expect(template == "{{#a}}" ? said?.line ?? 0 >= 3 : said?.line == 3, "\(findings)")
    }

    @Test func markupAndTextCannotBeTakenForOneAnother() throws {
        let markup = PageValue.markup(Markup(trusted: "<b>"))
        #expect(try render("{{{drawingMarkup}}}", ["drawingMarkup": markup]) == "<b>\n")
        #expect(throws: RenderFault.self) { try render("{{{drawingMarkup}}}", ["drawingMarkup": "<b>"]) }
        #expect(throws: RenderFault.self) { try render("{{drawing}}", ["drawing": markup]) }
    }

    @Test func whatATextAreaHoldsKeepsItsLines() throws {
        let pages = try TestSite.environment().pages
        let text = try pages.templates.render(
            "partials/field", model: FieldView.textArea("a", label: "l", value: "\n một\n\n  hai\n").pageValue,
            frame: [:],
            strings: pages.tables.strings(.vi))
        #expect(text.contains(">\n\n một\n\n  hai\n</textarea>"))
    }

    /// The attack of docs/decisions/003: a quote hidden under a combining mark, in every place of every partial.
    @Test(arguments: ["\"\u{301} onfocus=alert(1) x=", "<\u{338}script>", "'\u{301}", "</textarea><b>", "&lt;\u{301}"])
    func nothingBreaksOutOfItsPlace(_ attack: String) async throws {
        let pages = try TestSite.environment().pages
        let calm = "zzz"
        func shape(_ word: String) throws -> [UInt8] {
            let guide = StyleGuide(word: word)
            let frame: [String: PageValue] = [
                "pageTitle": .text(word), "pageLanguage": .text(word), "pageOtherLanguage": .text(word),
                "pageLanguageSwitch": .text(word), "pageState": .text(word), "pageCaseCode": .text(word),
                "pageStylesheet": .text(word), "pageEmblem": .text(word), "pagePrinted": .text(word),
                "pageNotice": .text(word), "pageHasProblems": true, "csrf": .text(word),
                "pagePerson": [
                    "personName": .text(word), "personUnit": .text(word), "showsTasks": true, "showsCases": true,
                    "showsRegisters": true, "showsDesk": true, "atDesk": .none, "showsRecord": true, "atRecord": .none,
                    "showsGrants": true, "atGrants": .none, "atHome": .text(word),
                    "atTasks": .none, "atCases": .text(word),
                    "atIncoming": .none, "atOutgoing": .text(word), "atFees": .none, "atAuthorities": .none,
                    "showsAuthorities": .flag(true),
                    "showsAccounts": true, "atAccounts": .none,
                    "atOrganizations": .text(word), "atKeys": .none, "atOwnKeys": .text(word),
                    "atOutbox": .text(word),
                ],
            ]
            let text = try pages.templates.render(
                "pages/style-guide", model: guide.model, frame: frame, strings: pages.tables.strings(.vi))
            // What is left when all text is taken away: the markup itself.
            return text.utf8.filter { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\"") }
        }
        #expect(try shape(attack) == shape(calm))
    }

    @Test func aTableOfTheInboxSizeIsOneFragment() throws {
        let table = TableView(
            caption: "c", columns: [.init("<a>"), .init("b", isNumeric: true)],
            rows: [[.text("<"), .link("\"", .tasks.with(["a": "b", "c": "d"]))]], empty: "e")
        guard case .object(let members) = table.pageValue, case .markup(let markup)? = members["rowsMarkup"] else {
            Issue.record("a table has rows")
            return
        }
        #expect(
            markup.text
                == "<tr><td data-label=\"&lt;a&gt;\">&lt;</td><td data-label=\"b\" class=\"numeric\">"
                + "<a href=\"/tasks?a=b&amp;c=d\">&quot;</a></td></tr>\n")
    }
}
