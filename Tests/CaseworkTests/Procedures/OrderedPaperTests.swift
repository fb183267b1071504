// A paper that a node of the process orders must find in the case what it prints.

import Basics
import Casework
import TestKit
import Testing

struct OrderedPaperTests {
    /// What is said of a process in which a node orders a paper.
    private func findings(_ node: String, orders kind: String, in files: ProcedureFiles) throws -> [String] {
        let old = "id=\"\(node)\""
        let files = try files.replacing(old, with: "\(old) tk:paper=\"\(kind)\"", in: "process.bpmn")
        let (place, line) = try files.place(of: "tk:paper=", in: "process.bpmn")
        return files.load().findings.map { finding in
            #expect(finding.file == place && finding.line == line, "\(finding)")
            return finding.message
        }
    }

    @Test(arguments: [
        ("assess", "receipt-slip"), ("pay", "receipt-slip"), ("supplement", "supplement-slip"),
        ("rejected", "intake-refusal"),
    ])
    func isTakenWhereTheCaseHasItsFacts(node: String, kind: String) throws {
        #expect(try findings(node, orders: kind, in: try ConsultationFiles.read()) == [])
    }

    @Test(arguments: [
        ("assess", "supplement-slip", "supplement"), ("disagreed", "intake-refusal", "intake-refusal"),
        ("lapsed", "supplement-slip", "supplement"),
    ])
    func isRefusedWhereNoCaseHasItsFacts(node: String, kind: String, group: String) throws {
        #expect(
            try findings(node, orders: kind, in: try ConsultationFiles.read())
                == ["the paper \(kind) has the facts \(group), which no case has that comes here"])
    }

    @Test func whatALetterPrintsInAnyCaseMustBeThereOnEveryWay() throws {
        let letter = "letters/supplement.xml"
        let inSection = try ConsultationFiles.read().replacing(
            "{{#wanted}}", with: "{{#until}}<p>{{until}}</p>{{/until}}{{#wanted}}", in: letter)
        #expect(try findings("supplement", orders: "supplement-slip", in: inSection) == [])
        let always = try ConsultationFiles.read().replacing(
            "{{#wanted}}", with: "<p>{{until}}</p>{{#wanted}}", in: letter)
        #expect(try findings("supplement", orders: "supplement-slip", in: always) == [])
        #expect(
            try findings("assess", orders: "supplement-slip", in: always)
                == ["the paper supplement-slip prints until, but a case can come here without the facts supplement"])
    }

    @Test func whatWasSaidMustHaveBeenSaid() throws {
        let files = try ConsultationFiles.read().replacing(
            "<row label=\"Thời gian nhận\">", with: "<p>{{said_assess_finding}}</p><row label=\"Thời gian nhận\">",
            in: "letters/slip.xml")
        #expect(try findings("pay", orders: "receipt-slip", in: files) == [])
        #expect(
            try findings("assess", orders: "receipt-slip", in: files)
                == ["the paper receipt-slip prints said_assess_finding, but a case can come here without assess"])
    }

    @Test func aCaseThatWasNotFiledHasNoPaperOfAnOffice() throws {
        let said = try findings("draft", orders: "receipt-slip", in: try ConsultationFiles.read())
        #expect(said.contains("the paper receipt-slip is made by an office: the request must be filed before"))
    }

    @Test(arguments: [
        ("examine", "approval-decision", "fieldsCount", "grant"), ("sign", "refusal", "article", "refusal"),
        ("fulfil", "result-notice", "answered", "outcome"),
        ("refused", "approval-decision", "agencyArticle", "grant"),
    ])
    func aDecisionIsToldAfterItWasSigned(node: String, kind: String, fact: String, group: String) throws {
        let said = try findings(node, orders: kind, in: try ShippedProcedure.files())
        #expect(said.contains { $0.contains("the paper \(kind)") && $0.contains("the facts \(group)") }, "\(said)")
    }

    @Test func whatComesAfterADecisionMayTellOfIt() throws {
        for (node, kind) in [
            ("refused", "refusal"), ("fulfil", "approval-decision"), ("closed", "result-notice"),
        ] {
            #expect(try findings(node, orders: kind, in: try ShippedProcedure.files()) == [], "\(node)")
        }
    }
}
