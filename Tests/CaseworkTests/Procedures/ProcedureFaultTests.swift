// What an analyst can write that would strand a case or break a page: the loader says it, with file and line.

import Basics
import Foundation
import TestKit
import Testing

@testable import Casework

struct ProcedureFaultTests {
    /// One change of a shipped file, and what is said of it.
    struct Slip: Sendable {
        var file: String
        var old: String
        var new: String
        var finding: String

        init(_ file: String, _ old: String, _ new: String, _ finding: String) {
            (self.file, self.old, self.new, self.finding) = (file, old, new, finding)
        }
    }

    @Test func aRecordIsChangedOnlyAfterADecision() throws {
        let files = try ShippedProcedure.files(of: "record-correction", in: "Workflows")
        #expect(files.load().findings.isEmpty)
        // The task of the approver is the officer's.
        let short = try files.replacing("tk:role=\"approver\"", with: "tk:role=\"officer\"", in: "process.bpmn")
        let said = short.load().findings.map(\.description)
        #expect(said.contains { $0.contains("an approver must decide first, on every way here") }, "\(said)")
    }

    @Test(arguments: [
        Slip("process.bpmn", "reject-at-intake transfer\"", "reject-at-intake\"", "waits here for ever"),
        Slip("process.bpmn", "outcome = \"request-supplement\"", "outcome = \"accept\"", "must lead to the stage"),
        Slip("process.bpmn", "decision = \"refusal\"", "decision = \"narrower\"", "issue (refusal) must lead"),
        Slip("process.bpmn", ">useUntil<", ">supplementUntil<", "cannot go on from here"),
        Slip(
            "process.bpmn", "tk:action=\"fulfil\" tk:stage=\"issued\"", "tk:action=\"fulfil\"", "must lead to the stage"
        ),
        Slip("form.xml", "<date key=\"use_until\"", "<text max=\"9\" key=\"use_until\"", "no attribute not-before"),
        Slip(
            "form.xml", "not-after=\"today+731\" hint=\"true\"",
            "not-after=\"today+731\" hint=\"true\" required=\"false\"",
            "must always ask for the date use_until"),
        Slip(
            "letters/receipt-cc02.xml", "{{callsAsked}} lượt", "có lượt gọi",
            "says how many persons: it must print callsAsked, too"),
        Slip("form.xml", "not-after=\"today+731\"", "not-after=\"today-1\"", "no day lies between"),
        Slip("form.xml", "<page key=\"purpose\">", "<page key=\"the purpose\">", "the key of a page"),
        Slip("form.xml", "<page key=\"documents\">", "<page key=\"papers\">", "can only be document_file"),
        Slip(
            "form.xml", "<number key=\"calls\" min", "<number key=\"calls\" required=\"false\" min",
            "the page calls has needs=\"calls\" and the field calls, always asked for, and no other"),
        Slip(
            "form.xml", "<page key=\"subjects\" needs=\"persons\">", "<page key=\"subjects\">",
            "beside the pages calls and tables, the page subjects has needs=\"persons\""),
        Slip(
            "form.xml", "<number key=\"calls\" min=\"1\"", "<number key=\"calls\" min=\"0\"", "calls lie between 1 and"),
        Slip("form.xml", "<page key=\"subjects\" needs", "<page key=\"persons\" needs", "a table can only be subjects"),
        Slip("form.xml", " needs=\"selectable-fields\"", "", "has needs="),
        Slip(
            "form.xml", "<choice key=\"purpose_code\" list=\"purposes\"/>", "<text key=\"purpose_code\" max=\"9\"/>",
            "must be a choice"),
        Slip("form.xml", "key=\"legal_basis\"", "key=\"csrf\"", "a name of the server's own"),
        Slip("form.xml", "key=\"legal_basis\"", "key=\"use_until_day\"", "an input named use_until_day"),
        Slip("form.xml", "key=\"legal_basis\"", "key=\"legal basis\"", "a key has small letters"),
        Slip(
            "form.xml", "<text key=\"signatory_name\" max=\"200\"",
            "<text key=\"signatory_name\" max=\"200\" required=\"false\"", "must always ask for signatory_name"),
        Slip(
            "form.xml", "<text key=\"signatory_name\" max=\"200\" asked-of=\"organizations\"",
            "<text key=\"signatory_name\" max=\"200\" asked-of=\"persons\"", "must always ask for signatory_name"),
        Slip(
            "form.xml", "not-after=\"today+731\" hint=\"true\"",
            "not-after=\"today+731\" hint=\"true\" asked-of=\"persons\"", "must always ask for the date use_until"),
        Slip(
            "form.xml", "<choice key=\"purpose_code\" list=\"purposes\"",
            "<choice key=\"purpose_code\" list=\"purposes\" asked-of=\"organizations\"",
            "must always ask for purpose_code"),
        Slip(
            "form.xml", "<number key=\"calls\" min", "<number key=\"calls\" asked-of=\"organizations\" min",
            "the server reads calls: it is asked of everybody"),
        Slip(
            "form.xml", "<attachment key=\"document_file\"", "<attachment asked-of=\"persons\" key=\"document_file\"",
            "the server reads document_file: it is asked of everybody"),
        Slip("form.xml", "key=\"document_file\" max=\"20\"", "key=\"document_file\" max=\"21\"", "max lies between"),
        Slip("strings/en.json", "\"Fields\"", "\"Fields of {service}\"", "has a { in it"),
        Slip("strings/vi.json", "\"page.purpose\"", "\"page.purposes\"", "nothing uses the text page.purposes"),
        Slip("competence.dmn", "\"B-4\"</text>", "\"\"</text>", "rule is not said"),
        Slip("term.dmn", "&gt;= date(\"2026-08-18\")", "date(\"2026-08-18\")", "no such request could be filed"),
        Slip("term.dmn", "<text>3</text>", "<text>0</text>", "a whole number above 0"),
    ])
    func isSaidWithItsLine(_ slip: Slip) throws { try expect(slip, in: try ShippedProcedure.files()) }

    /// The procedure of the tests names flows once, so that they can be laid elsewhere in one place.
    @Test(arguments: [
        Slip("process.bpmn", "targetRef=\"route\"", "targetRef=\"intake\"", "needs the effect file"),
        Slip(
            "process.bpmn", "id=\"supplemented\" sourceRef=\"after-supplement\" targetRef=\"intake\"",
            "id=\"supplemented\" sourceRef=\"after-supplement\" targetRef=\"route\"", "filed once"),
        Slip(
            "process.bpmn", "id=\"advised\" sourceRef=\"expert\" targetRef=\"assess\"",
            "id=\"advised\" sourceRef=\"expert\" targetRef=\"draft\"", "cannot come to the stage draft any more"),
        Slip("process.bpmn", "tk:acts=\"submit withdraw\"", "tk:acts=\"withdraw\"", "no act and no fact"),
        Slip(
            "process.bpmn", "P10D</timeDuration>", "supplementUntil - date(\"2026-01-01\")</timeDuration>",
            "cannot go on from here"),
        Slip("process.bpmn", "tk:acts=\"report-payment\"", "tk:acts=\"withdraw\"", "must lead to the stage"),
    ])
    func isSaidOfAWayLaidWrongly(_ slip: Slip) throws {
        let files = try ConsultationFiles.read()
        #expect(files.load().findings == [])
        try expect(slip, in: files)
    }

    private func expect(_ slip: Slip, in given: ProcedureFiles) throws {
        let (procedure, findings) = try given.replacing(slip.old, with: slip.new, in: slip.file).load()
        #expect(procedure == nil)
        let said = findings.first { $0.message.contains(slip.finding) }
        #expect(said != nil, "\(findings)")
        #expect(said?.line ?? 0 > 0)
    }

    /// The procedure of the tests prints no purpose, so its form need not ask for one.
    @Test func theFormAsksForWhatLettersPrintAndForNothingElse() throws {
        var files = try ConsultationFiles.read()
        files = try files.replacing("    <choice key=\"purpose_code\" list=\"purposes\"/>\n", with: "", in: "form.xml")
        for language in ["vi", "en"] {
            files = try files.replacing("\"field.purpose_code\"", with: "\"remark\"", in: "strings/\(language).json")
        }
        #expect(files.load().findings == [])
        let slip = "letters/slip.xml"
        func said(_ printed: String) throws -> [String] {
            try files.replacing("<row label=\"Thời gian nhận\">", with: "\(printed)<row label=\"x\">", in: slip)
                .replacing(
                    "facts=\"office requester case signer\"", with: "facts=\"office requester case request signer\"",
                    in: "papers.xml"
                )
                .load().findings.map(\.description)
        }
        let form = files.place("form.xml")
        #expect(
            try said("<p>{{purposeLabel}}</p>")
                == ["\(form):1: the paper receipt-slip prints purposeLabel: some page must always ask for purpose_code"]
        )
        #expect(try said("{{#purposeLabel}}<p>{{purposeLabel}}</p>{{/purposeLabel}}") == [])
        #expect(
            try said("<p>{{answer_remark}}</p>")
                == ["\(form):1: the paper receipt-slip prints answer_remark: some page must always ask for remark"])
        #expect(try said("<p>{{answer_plan_title}}</p>") == [])
    }

    @Test func withoutPersonsInLettersTheFormNeedsNoPageOfThem() throws {
        var files = try ConsultationFiles.read()
        let form = try files.text("form.xml")
        let page = try #require(form.firstMatch(of: #/ *<page key="subjects">(?s:.*?)<\/page>\n/#)).output
        files = try files.replacing(String(page), with: "", in: "form.xml")
        for language in ["vi", "en"] {
            for key in ["page.subjects", "field.subjects_file", "field.subjects"] {
                files = try files.replacing(
                    "\"\(key)\"", with: "\"\(key.dropFirst(5))-\"", in: "strings/\(language).json")
            }
        }
        let said = files.load().findings.map(\.message)
        #expect(said == ["the paper request prints the persons: the page subjects is missing"])
        let none = try files.replacing("{{subjectsTotal}}", with: "không", in: "letters/request.xml")
        #expect(none.load().findings == [])
    }

    @Test(arguments: [
        ("<outcome code=\"a\"/>", "one outcome is no choice"),
        ("<choice key=\"a\" list=\"purposes\"/>", "lists of the server are for forms"),
        ("<text key=\"version\" max=\"9\"/>", "a name of the server's own"),
        ("<attachment key=\"a\"/>", "has no place in <act>"),
        ("<outcome code=\"a b\"/><outcome code=\"c\"/>", "code is letters"),
    ])
    func anActIsHeldToWhatItsPageCanAsk(content: String, finding: String) {
        let text = "<acts>\n<act key=\"look\">\n\(content)\n</act></acts>"
        let findings = ActsFile.load(Array(text.utf8), file: "acts.xml").1
        #expect(findings.contains { $0.message.contains(finding) && $0.line > 1 }, "\(findings)")
    }
}
