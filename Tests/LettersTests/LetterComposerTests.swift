// Composing: every kind, drafts, lacking facts, hostile values.

import Basics
import Casework
import Foundation
import Testing

@testable import Letters

struct LetterComposerTests {
    @Test(arguments: LetterKit.kinds)
    func everyKindComposesFromAllAndFromFewFacts(kind: PaperKind) throws {
        let entry = try LetterKit.entry(kind)
        for sample in [try LetterSamples.full(kind), try LetterSamples.bare(kind)] {
            let letter = try sample.compose()
            #expect(letter.document.kind == kind)
            #expect(letter.document.bodySize == entry.bodySize)
            #expect(letter.document.isDraft == sample.paper.isDraft)
            #expect(!letter.document.title.isEmpty)
            #expect(!letter.document.author.isEmpty)
            #expect(try LetterMarkup.read(Array(letter.markup.utf8)) == letter.document)
            try LetterKit.printer.checkGlyphs(letter.document)
        }
    }

    /// The table that letters are checked against promises what the groups give, name by name.
    @Test(arguments: LetterKit.kinds)
    func everyDeclaredFactIsGivenInItsShape(kind: PaperKind) throws {
        let facts = try LetterSamples.full(kind).facts()
        for group in try LetterKit.entry(kind).facts {
            for (name, shape) in group.facts {
                switch (shape, facts[name]) {
                case (.text, .text), (.text, nil), (.flag, .flag), (.texts, .texts): break
                case (.rows(let columns), .rows(let rows)):
                    for row in rows { #expect(Set(row.keys) == Set(columns.keys), "\(name)") }
                default: Issue.record("\(name) is \(String(describing: facts[name]))")
                }
            }
        }
    }

    @Test func aPaperWithoutNumberIsADraftAndSaysSoOnEveryPage() throws {
        var facts = try LetterSamples.narrowed()
        facts.paper = PaperFacts(
            try LetterKit.entry(.approvalDecision), of: LetterSamples.hanoi, number: nil, date: nil,
            preparedOn: facts.paper.preparedOn)
        let pages = try LetterKit.pages(facts)
        #expect(pages.count > 1)
        #expect(pages.allSatisfy { $0.line("BẢN DỰ THẢO") != nil })
        facts = try LetterSamples.narrowed()
        #expect(try LetterKit.pages(facts).allSatisfy { $0.line("BẢN DỰ THẢO") == nil })
    }

    @Test func aLackingFactIsNamedAndNotLeftOut() throws {
        var facts = try LetterSamples.full(.refusal)
        facts.refusal.article = "  "
        facts.signer = SignerFacts(authority: "", title: "", name: "")
        #expect(throws: LetterError.factsMissing(template: "refusal", names: ["article", "signerName", "signerTitle"]))
        {
            try facts.compose()
        }
        var decision = try LetterSamples.full(.approvalDecision)
        decision.grant.until = nil
        decision.request.purposeLabel = ""
        #expect(
            throws: LetterError.factsMissing(
                template: "approval-decision", names: ["purposeLabel", "until"])
        ) { try decision.compose() }
    }

    @Test func anAuthorityAssignedByHandDecidesInTheNameOfTheOffice() throws {
        var facts = try LetterSamples.full(.approvalDecision)
        facts.competence = CompetenceFacts(position: "", article: "")
        let blocks = try LetterKit.document(facts).blocks
        #expect(blocks.contains(.centred("CÔNG AN THÀNH PHỐ HÀ NỘI")))
        facts.competence = CompetenceFacts(position: "Giám đốc Công an thành phố Hà Nội", article: "")
        #expect(try LetterKit.document(facts).blocks.contains(.centred("GIÁM ĐỐC CÔNG AN THÀNH PHỐ HÀ NỘI")))
    }

    @Test func aNarrowerApprovalSaysWhatWasNotGrantedAndWhy() throws {
        let texts = try paragraphs(LetterSamples.narrowed())
        #expect(texts.contains("Không chấp thuận các nội dung sau đây của văn bản đề nghị:"))
        #expect(texts.contains("Tôn giáo;"))
        #expect(texts.contains("Nhóm máu."))
        #expect(texts.contains("Số lượng công dân: 02 người (số thứ tự 2–3 của danh sách)."))
        #expect(texts.contains("Trường thông tin không cần thiết cho mục đích công chứng hợp đồng."))
        #expect(texts.contains("Văn phòng công chứng Nguyễn Huệ có trách nhiệm:"))
        #expect(try marks(LetterSamples.narrowed()).filter { $0.hasPrefix("Điều") }.count == 5)
        #expect(try marks(LetterSamples.full(.approvalDecision)).filter { $0.hasPrefix("Điều") }.count == 4)
    }

    @Test func noticeAndDataSheetSayWhatAVerdictMeans() throws {
        var notice = try LetterSamples.full(.resultNotice)
        #expect(try paragraphs(notice).contains { $0.contains("không có nghĩa là sai") })
        notice.dossier.comparesClaims = false
        #expect(try !paragraphs(notice).contains { $0.contains("không có nghĩa là sai") })
        let sheet = try LetterSamples.full(.dataSheet)
        let blocks = try LetterKit.document(sheet).blocks.map { String(describing: $0) }
        #expect(blocks.contains { $0.contains(sheet.release.verdictMeanings[0]) })
    }

    @Test(arguments: [
        ("2021-03-01", "137/2015/NĐ-CP", "37/2021/NĐ-CP"), ("2021-05-14", "37/2021/NĐ-CP", "70/2024/NĐ-CP"),
        ("2024-06-30", "137/2015/NĐ-CP", "70/2024/NĐ-CP"), ("2024-07-01", "70/2024/NĐ-CP", "137/2015/NĐ-CP"),
        ("2025-12-31", "13/2023/NĐ-CP", "Luật Bảo vệ dữ liệu cá nhân"),
        ("2026-01-01", "Luật Bảo vệ dữ liệu cá nhân", "13/2023/NĐ-CP"),
    ])
    func lawsAreCitedWhileInForce(day: String, cited: String, notCited: String) throws {
        var facts = try LetterSamples.full(.approvalDecision)
        facts.dossier.receivedAt = Timestamp(LetterSamples.date(day), hour: 9)
        facts.competence.article = "điều khoản áp dụng"
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
        var facts = try LetterSamples.full(.refusal)
        facts.requester.requester.name = attack
        facts.refusal.reason = attack
        facts.signer.name = "a\tb\r\n  c\u{200B}\u{AD}"
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
        var facts = try LetterSamples.full(.refusal)
        facts.requester.requester.name = "Nguyễn Thị Ước".decomposedStringWithCanonicalMapping
        let markup = try facts.compose().markup
        #expect(Array(markup.unicodeScalars) == Array(markup.precomposedStringWithCanonicalMapping.unicodeScalars))
    }

    @Test(arguments: ["\u{7}", "\u{0}", "\u{1B}", "\u{202E}", "\u{2066}", "\u{FFFE}", "\u{E000}"])
    func controlsAndDirectionOverridesAreRefused(character: String) throws {
        var facts = try LetterSamples.full(.refusal)
        facts.requester.requester.name = "Ông A\(character)B"
        #expect(throws: LetterError.missingGlyphs(Array(character.unicodeScalars))) { try facts.compose() }
    }

    @Test func factsThatNobodyToldAreNamed() throws {
        let composer = try LetterKit.composer(.refusal)
        var facts = LetterFacts()
        facts.add(try LetterSamples.full(.refusal).paper)
        facts.add(OfficeFacts(LetterSamples.hanoi))
        #expect(
            throws: LetterError.factsMissing(
                template: "refusal", names: ["case", "competence", "refusal", "request", "requester", "signer"])
        ) { try composer.compose(.refusal, facts, lawsOf: LetterSamples.date("2026-02-09")) }
    }

    @Test func anotherCataloguesPaperIsRefused() throws {
        let composer = try LetterKit.composer(.refusal)
        #expect(throws: LetterError.templateMissing("data-sheet")) {
            try composer.compose(.dataSheet, LetterFacts(), lawsOf: LetterSamples.date("2026-02-09"))
        }
    }

    private func paragraphs(_ facts: SampleLetter) throws -> [String] {
        try LetterKit.document(facts).blocks.compactMap { block in
            if case .paragraph(_, let text) = block { text } else { nil }
        }
    }

    private func marks(_ facts: SampleLetter) throws -> [String] {
        try LetterKit.document(facts).blocks.compactMap { block in
            if case .paragraph(let mark, _) = block { mark?.text } else { nil }
        }
    }
}
