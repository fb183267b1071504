// Composing: every kind, drafts, lacking facts, hostile values.

import Basics
import Casework
import Foundation
import Testing

@testable import Letters

struct LetterComposerTests {
    private let composer: LetterComposer

    init() throws { composer = try LetterKit.composer() }

    @Test(arguments: LetterKind.allCases)
    func everyKindComposesFromAllAndFromFewFacts(kind: LetterKind) throws {
        for facts in [LetterSamples.full(kind), LetterSamples.bare(kind)] {
            let document = try LetterKit.document(facts)
            #expect(document.kind == kind)
            #expect(document.isDraft == facts.isDraft)
            #expect(!document.title.isEmpty)
            #expect(!document.author.isEmpty)
            try LetterKit.printer.checkGlyphs(markup: try composer.compose(facts))
        }
    }

    @Test func aPaperWithoutNumberIsADraftAndSaysSoOnEveryPage() throws {
        var facts = LetterSamples.narrowed()
        facts.number = nil
        let pages = try LetterKit.pages(facts)
        #expect(pages.count > 1)
        #expect(pages.allSatisfy { $0.line("BẢN DỰ THẢO") != nil })
        facts.number = 7
        #expect(try LetterKit.pages(facts).allSatisfy { $0.line("BẢN DỰ THẢO") == nil })
    }

    @Test func aLackingFactIsNamedAndNotLeftOut() throws {
        var facts = LetterSamples.full(.refusal)
        facts.article = "  "
        facts.signer = nil
        #expect(throws: LetterError.factsMissing(template: "refusal", names: ["article", "signerName", "signerTitle"]))
        {
            try composer.compose(facts)
        }
        var decision = LetterSamples.full(.approvalDecision)
        decision.until = nil
        decision.request?.purposeLabel = ""
        #expect(
            throws: LetterError.factsMissing(
                template: "approval-decision", names: ["purposeLabel", "until"])
        ) { try composer.compose(decision) }
    }

    @Test func anAuthorityAssignedByHandDecidesInTheNameOfTheOffice() throws {
        var facts = LetterSamples.full(.approvalDecision)
        facts.competence = nil
        let blocks = try LetterKit.document(facts).blocks
        #expect(blocks.contains(.centred("CÔNG AN THÀNH PHỐ HÀ NỘI")))
        facts.competence = LetterCompetence(position: "Giám đốc Công an thành phố Hà Nội", rule: "r", article: "")
        #expect(try LetterKit.document(facts).blocks.contains(.centred("GIÁM ĐỐC CÔNG AN THÀNH PHỐ HÀ NỘI")))
    }

    @Test func aNarrowerApprovalSaysWhatWasNotGrantedAndWhy() throws {
        let texts = try paragraphs(LetterSamples.narrowed())
        #expect(texts.contains("Không chấp thuận các nội dung sau đây của văn bản đề nghị:"))
        #expect(texts.contains("Tôn giáo;"))
        #expect(texts.contains("Nhóm máu."))
        #expect(texts.contains("- Số lượng công dân: 02 người."))
        #expect(texts.contains("Trường thông tin không cần thiết cho mục đích công chứng hợp đồng."))
        #expect(texts.contains("Văn phòng công chứng Nguyễn Huệ có trách nhiệm:"))
        #expect(try marks(LetterSamples.narrowed()).filter { $0.hasPrefix("Điều") }.count == 5)
        #expect(try marks(LetterSamples.full(.approvalDecision)).filter { $0.hasPrefix("Điều") }.count == 4)
    }

    @Test(arguments: [
        ("2021-03-01", "137/2015/NĐ-CP", "37/2021/NĐ-CP"), ("2021-05-14", "37/2021/NĐ-CP", "70/2024/NĐ-CP"),
        ("2024-06-30", "137/2015/NĐ-CP", "70/2024/NĐ-CP"), ("2024-07-01", "70/2024/NĐ-CP", "137/2015/NĐ-CP"),
        ("2025-12-31", "13/2023/NĐ-CP", "Luật Bảo vệ dữ liệu cá nhân"),
        ("2026-01-01", "Luật Bảo vệ dữ liệu cá nhân", "13/2023/NĐ-CP"),
    ])
    func lawsAreCitedWhileInForce(day: String, cited: String, notCited: String) throws {
        var facts = LetterSamples.full(.approvalDecision)
        facts.receivedAt = Timestamp(LetterSamples.date(day), hour: 9)
        facts.competence?.article = "điều khoản áp dụng"
        let bases = try LetterKit.document(facts).blocks.compactMap { block in
            if case .basis(let text) = block { text } else { nil }
        }.joined(separator: " ")
        #expect(bases.contains(cited))
        #expect(!bases.contains(notCited))
    }

    @Test func manyPersonsBecomeAnAnnex() throws {
        for (count, hasAnnex) in [(15, false), (16, true)] {
            let blocks = try LetterKit.document(LetterSamples.full(.request, subjects: count)).blocks
            #expect(blocks.contains { if case .annex = $0 { true } else { false } } == hasAnnex)
        }
    }

    @Test func hostileValuesStayText() throws {
        let attack = "\"\u{301} created=\"1999-01-01\"><p>&amp;'</p>{{signerName}}"
        var facts = LetterSamples.full(.refusal)
        facts.requester?.name = attack
        facts.reason = attack
        facts.signer?.name = "a\tb\r\n  c\u{200B}\u{AD}"
        let document = try LetterKit.document(facts)
        #expect(document.created == LetterSamples.date("2026-02-09"))
        #expect(document.blocks.contains(.addressee([attack])))
        #expect(document.blocks.contains(.paragraph(mark: nil, text: attack)))
        guard case .closing(_, let signatures)? = document.blocks.last else {
            Issue.record("no closing")
            return
        }
        #expect(signatures[0].name == "a b c")
        #expect(try LetterKit.draw(facts).count > 1000)
    }

    @Test func decomposedTextIsComposed() throws {
        var facts = LetterSamples.full(.refusal)
        facts.requester?.name = "Nguyễn Thị Ước".decomposedStringWithCanonicalMapping
        let markup = try composer.compose(facts)
        #expect(Array(markup.unicodeScalars) == Array(markup.precomposedStringWithCanonicalMapping.unicodeScalars))
    }

    @Test(arguments: ["\u{7}", "\u{0}", "\u{1B}", "\u{202E}", "\u{2066}", "\u{FFFE}", "\u{E000}"])
    func controlsAndDirectionOverridesAreRefused(character: String) throws {
        var facts = LetterSamples.full(.refusal)
        facts.requester?.name = "Ông A\(character)B"
        #expect(throws: LetterError.missingGlyphs(Array(character.unicodeScalars))) { try composer.compose(facts) }
    }

    @Test(arguments: [
        ("{{{kind}}}", "raw output"), ("{{&kind}}", "raw output"), ("{{request.number}}", "a dotted name"),
        ("{{=<% %>=}}", "other delimiters"), ("{{#kind}}", "an open section"), ("{{% CONTENT_TYPE:TEXT}}", "a pragma"),
    ])
    func faultyTemplatesAreRefusedWhenLoaded(template: String, what: Comment) throws {
        let folder = try copyOfTemplates()
        defer { try? FileManager.default.removeItem(at: folder) }
        try template.write(to: folder.appendingPathComponent("refusal.xml"), atomically: true, encoding: .utf8)
        #expect(throws: LetterError.self, what) { try LetterComposer(templatesFolder: folder) }
    }

    @Test func aNameThatNoLetterHasIsAnError() throws {
        let folder = try copyOfTemplates()
        defer { try? FileManager.default.removeItem(at: folder) }
        let template = """
            <letter version="1" kind="refusal" created="2026-01-01"><p>{{requestorName}}{{^subjcts}}x{{/subjcts}}</p></letter>
            """
        try template.write(to: folder.appendingPathComponent("refusal.xml"), atomically: true, encoding: .utf8)
        let composer = try LetterComposer(templatesFolder: folder)
        #expect(throws: LetterError.factsMissing(template: "refusal", names: ["requestorName", "subjcts"])) {
            try composer.compose(LetterSamples.full(.refusal))
        }
    }

    @Test func anAbsentTemplateIsRefusedWhenLoaded() throws {
        let folder = try copyOfTemplates()
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.removeItem(at: folder.appendingPathComponent("data-sheet.xml"))
        #expect(throws: LetterError.self) { try LetterComposer(templatesFolder: folder) }
    }

    @Test func aRowWithTooFewCellsIsRefused() throws {
        var facts = LetterSamples.full(.dataSheet)
        facts.result?.rows[1].removeLast()
        #expect(throws: LetterError.self) { try composer.compose(facts) }
    }

    @Test func factsSurviveStorage() throws {
        let facts = LetterSamples.narrowed()
        let stored = try JSONEncoder().encode(facts)
        #expect(try JSONDecoder().decode(LetterFacts.self, from: stored) == facts)
    }

    private func copyOfTemplates() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letters-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: LetterKit.templates.resolvingSymlinksInPath(), to: folder)
        return folder
    }

    private func paragraphs(_ facts: LetterFacts) throws -> [String] {
        try LetterKit.document(facts).blocks.compactMap { block in
            if case .paragraph(_, let text) = block { text } else { nil }
        }
    }

    private func marks(_ facts: LetterFacts) throws -> [String] {
        try LetterKit.document(facts).blocks.compactMap { block in
            if case .paragraph(let mark, _) = block { mark?.text } else { nil }
        }
    }
}
