// Papers are files: one more needs no Swift, and a case keeps those it began with.

import Basics
import Casework
import Forms
import Foundation
import Letters
import Storage
import TestKit
import Testing

@testable import Records

struct PaperByFilesTests {
    private let wording: PaperWording

    init() throws { wording = try DeskSample.wording() }

    private static let entry = """
          <paper kind="contract-note" letter="letters/contract-note.xml" size="13" notation="PB" type="Phiếu báo"
                 series="outgoing" facts="office requester case signer" source="Test" mark="P">
            <name lang="vi">Phiếu báo hợp đồng</name>
            <name lang="en">Contract note</name>
            <subject>Phiếu báo hợp đồng của {organization}</subject>
          </paper>
        </papers>
        """

    private static let letter = """
        <letter version="1" kind="{{kind}}" size="{{bodySize}}" title="Phiếu báo" author="{{officeName}}"
            created="{{createdOn}}" draft="{{isDraft}}">
            {{>parts/office-heading}}
            <title name="PHIẾU BÁO">Hợp đồng</title>
            <p>{{requesterName}}: {{answer_purpose_text}}; {{answer_purpose_code}}; {{answer_use_until}}.</p>
            <p>{{said_check_contract_finding}} ({{said_check_contract_outcome}}){{! not seen }}
                {{^said_check_contract_seen_on}}!{{/said_check_contract_seen_on}}</p>
            <closing>{{>parts/office-signature}}</closing>
        </letter>
        """

    private static let acts = """
        <acts>
          <act key="check-contract">
            <long-text key="finding" max="1000"/>
            <date key="seen_on" required="false"/>
            <outcome code="in-order"/>
            <outcome code="not-in-order"/>
          </act>
        </acts>
        """

    private static let words = [
        "title", "explanation", "button", "done", "outcome", "outcome.in-order", "outcome.not-in-order",
        "field.finding", "field.seen_on",
    ]

    /// The folder with one more paper, and an act whose answers it prints.
    private func folder() throws -> PaperFolder {
        let folder = try PaperFolder()
        let procedure = "Workflows/written-request"
        try folder.change("\(procedure)/papers.xml", "</papers>", Self.entry)
        try folder.write("\(procedure)/letters/contract-note.xml", Self.letter)
        try folder.write("\(procedure)/acts.xml", Self.acts)
        try folder.change(
            "\(procedure)/process.bpmn", "tk:acts=\"propose-approval propose-narrower propose-refusal\"",
            "tk:acts=\"propose-approval propose-narrower propose-refusal check-contract\"")
        // What was checked comes back to the officer; only a proposal goes on.
        try folder.change(
            "\(procedure)/process.bpmn", "<outgoing>proposed</outgoing>", "<outgoing>examined</outgoing>")
        try folder.change(
            "\(procedure)/process.bpmn", "<sequenceFlow id=\"proposed\" sourceRef=\"examine\" targetRef=\"sign\"/>",
            """
            <exclusiveGateway id="after-examine" default="proposed"/>
            <sequenceFlow id="examined" sourceRef="examine" targetRef="after-examine"/>
            <sequenceFlow id="checked" sourceRef="after-examine" targetRef="examine">
              <conditionExpression>outcome in ("in-order", "not-in-order")</conditionExpression>
            </sequenceFlow>
            <sequenceFlow id="proposed" sourceRef="after-examine" targetRef="sign"/>
            """)
        for language in ["vi", "en"] {
            let lines = Self.words.map { "\"act.check-contract.\($0)\": \"Chữ \($0)\",\n" }.joined()
            try folder.change(
                "\(procedure)/strings/\(language).json", "{\n  \"page.purpose\"", "{\n\(lines)  \"page.purpose\"")
        }
        return folder
    }

    @Test func aPaperIsAddedByFilesAlone() async throws {
        let folder = try folder()
        defer { #expect(throws: Never.self) { try folder.remove() } }
        let procedures = try folder.load()
        let purpose = try #require(procedures.purposes.offered.first)
        let said = Answers(["finding": .text("Hợp đồng đủ chữ ký"), "outcome": .text("in-order")])
        let given = try PaperCase(
            procedures,
            answers: [
                "purpose_text": .text("Công chứng\nhợp đồng"), "purpose_code": .text(purpose.code),
                "use_until": .date(try #require(LocalDate("2026-08-31"))),
            ], said: [("check-contract", said)])
        let letter = try await migratedStore(now: Samples.monday).read { [wording] db in
            try given.letter(PaperKind(rawValue: "contract-note"), procedures, wording, db)
        }
        let texts = letter.document.blocks.compactMap { block in
            if case .paragraph(_, let text) = block { text } else { nil }
        }
        #expect(
            texts == [
                "\(Samples.notary.name): Công chứng hợp đồng; \(purpose.name.vi); ngày 31 tháng 8 năm 2026.",
                "Hợp đồng đủ chữ ký (Chữ outcome.in-order) !",
            ])
        #expect(letter.markup.contains("Số: 05/PB-"))
        #expect(letter.document.bodySize == 13)
        #expect(try LetterPrinter().draw(letter.document).starts(with: Array("%PDF".utf8)))
        let papers = try #require(procedures.current["written-request"]?.procedure.papers)
        #expect(papers.name(of: PaperKind(rawValue: "contract-note")).en == "Contract note")
    }

    @Test func anOldCaseComposesFromTheLettersItBeganWith() async throws {
        let folder = try PaperFolder()
        defer { #expect(throws: Never.self) { try folder.remove() } }
        let before = try folder.load()
        let given = try PaperCase(before)
        let store = try await migratedStore(now: Samples.monday)
        let first = try await store.write { [wording] db in
            try db.keep(try #require(before.offers[given.service.code]))
            return try given.letter(.intakeRefusal, before, wording, db)
        }
        try folder.change(
            "Workflows/written-request/letters/intake-refusal-cc03.xml", "<title name=\"THÔNG BÁO VỀ VIỆC",
            "<title name=\"PHIẾU MỚI")
        try folder.change("Templates/letters/parts/desk-heading.xml", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "QUẦY")
        try folder.change("Templates/letters/parts/applicant.xml", "Mã hồ sơ", "Hồ sơ số")
        let after = try folder.load()
        let (old, new) = try await store.read { [wording] db in
            (
                try given.letter(.intakeRefusal, after, wording, db),
                try PaperCase(after).letter(.intakeRefusal, after, wording, db)
            )
        }
        #expect(old.markup == first.markup)
        #expect(new.markup != first.markup)
        for text in ["PHIẾU MỚI", "QUẦY", "Hồ sơ số"] {
            #expect(new.markup.contains(text))
            #expect(!old.markup.contains(text))
        }
    }

    @Test func theLawsOfAnOldCaseAreThoseItKept() async throws {
        let folder = try PaperFolder()
        defer { #expect(throws: Never.self) { try folder.remove() } }
        let before = try folder.load()
        let given = try PaperCase(before)
        try folder.change("Templates/letters/legal-bases.xml", "Luật Căn cước ngày 27", "Luật khác ngày 27")
        let after = try folder.load()
        let store = try await migratedStore(now: Samples.monday)
        try await store.write { db in try db.keep(try #require(before.offers[given.service.code])) }
        let day = Samples.monday.date
        let kept = try await store.read { db in
            try after.texts(of: given.state, db).procedure.papers.legalBases(on: day)
        }
        #expect(kept.contains { $0.hasPrefix("Luật Căn cước") })
        #expect(
            after.current["written-request"]?.procedure.papers.legalBases(on: day).first?.hasPrefix("Luật khác") == true
        )
    }

    @Test func theNameSharedIsKeptForWhatProceduresShare() throws {
        let folder = try PaperFolder()
        defer { #expect(throws: Never.self) { try folder.remove() } }
        let own = folder.root.appending(path: "Workflows/written-request/shared")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        try folder.write("Workflows/written-request/shared/legal-bases.xml", "<legal-bases/>")
        let error = #expect(throws: PaperFolder.UnusableSite.self) { try folder.load() }
        #expect(error?.findings.contains { $0.contains("shared/legal-bases.xml:0: what procedures share") } == true)
    }

    @Test func anActionOfTheServerNeedsItsPapers() throws {
        let folder = try PaperFolder()
        defer { #expect(throws: Never.self) { try folder.remove() } }
        try folder.change("Workflows/written-request/papers.xml", "kind=\"result-notice\"", "kind=\"notice\"")
        let error = #expect(throws: PaperFolder.UnusableSite.self) { try folder.load() }
        let needed = "fulfil issues the paper result-notice, which papers.xml lacks (fulfil)"
        #expect(error?.findings.contains { $0.hasSuffix(needed) && $0.contains("process.bpmn:") } == true)
    }

    @Test func aTextThatPapersNeedStopsTheStart() throws {
        let folder = try PaperFolder()
        defer { #expect(throws: Never.self) { try folder.remove() } }
        let templates = folder.root.appending(path: "Templates").path
        #expect(PaperWording.load(templates).0 != nil)
        try folder.change("Templates/strings/vi/papers.json", "\"kept-by\"", "\"kept\"")
        let (wording, findings) = PaperWording.load(templates)
        #expect(wording == nil)
        #expect(findings.map(\.message) == ["the string papers.kept-by is missing or empty"])
    }
}
