// Reading letter markup: the vocabulary is closed.

import Basics
import Formats
import Testing

@testable import Letters

struct LetterMarkupTests {
    private func read(_ inside: String, attributes: String = "") throws -> LetterDocument {
        let xml = """
            <letter version="1" kind="refusal" size="14" title="T" author="A" created="2026-11-23" \(attributes)>\
            \(inside)</letter>
            """
        return try LetterMarkup.read(Array(xml.utf8))
    }

    @Test func everyBlockIsRead() throws {
        let document = try read(
            """
            <foot> Bản  dành cho X </foot>
            <heading><superior>BỘ CÔNG AN</superior><agency>CỤC</agency><number>Số: 01/A</number>
            <subject>V/v b</subject>
            <date>Hà Nội, ngày 01</date></heading>
            <title name="QUYẾT ĐỊNH" reference="(Kèm theo)">về\n   việc</title><centred>QUYẾT ĐỊNH:</centred>
            <basis>Căn cứ A;</basis><addressee><to>B</to><to>C</to></addressee><p>Đoạn &lt;1&gt;</p>
            <article number="1">Một</article><clause number="2">Hai</clause><point letter="đ">Ba</point>
            <row label="Mã hồ sơ">M</row>
            <table numbered="true"><column width="1.5" align="centre">STT</column><column width="3">Tên</column>
            <tr><td>1</td><td>An</td></tr></table>
            <closing><to>Như trên</to>
            <signature><authority>KT. A</authority><title>B</title><name>C</name></signature></closing>
            <annex name="Phụ lục" reference="(r)">x</annex><note>n</note>
            """, attributes: "orientation=\"landscape\" draft=\"true\"")
        #expect(document.isDraft)
        #expect(document.orientation == .landscape)
        #expect(document.foot == LetterFoot(text: "Bản dành cho X", code: ""))
        #expect(document.blocks.count == 14)
        #expect(document.blocks[1] == .title(name: "QUYẾT ĐỊNH", abstract: "về việc", reference: "(Kèm theo)"))
        #expect(document.blocks[5] == .paragraph(mark: nil, text: "Đoạn <1>"))
        #expect(document.blocks[6] == .paragraph(mark: LetterMark(text: "Điều 1.", isBold: true), text: "Một"))
        #expect(document.blocks[8] == .paragraph(mark: LetterMark(text: "đ)", isBold: false), text: "Ba"))
        guard case .table(let table) = document.blocks[10] else {
            Issue.record("no table")
            return
        }
        #expect(table.columns.map(\.width) == [1.5, 3])
        #expect(table.rows == [["1", "An"]])
    }

    @Test(arguments: [
        "<paragraph>x</paragraph>", "<p colour=\"red\">x</p>", "<p><b>x</b></p>", "stray text<p>x</p>",
        "<article>x</article>", "<table><column width=\"1\">a</column><tr><td>1</td><td>2</td></tr></table>",
        "<table><column width=\"0\">a</column></table>", "<table><column width=\"nan\">a</column></table>", "<table/>",
        "<heading><agency>a</agency><agency>b</agency></heading>", "<heading><logo/></heading>",
        "<closing><signature/><signature/><signature/></closing>", "<closing><p>x</p></closing>",
        "<addressee>text<to>x</to></addressee>", "<table numbered=\"yes\"><column width=\"1\">a</column></table>",
        "<table><column width=\"1\" align=\"justified\">a</column></table>",
    ])
    func whatTheVocabularyLacksIsRefused(inside: String) {
        #expect(throws: LetterError.self) { try read(inside) }
    }

    @Test(arguments: [
        "<letter version=\"2\" kind=\"refusal\" size=\"14\" created=\"2026-11-23\"/>",
        "<letter version=\"1\" size=\"14\" created=\"2026-11-23\"/>",
        "<letter version=\"1\" kind=\"refusal\" created=\"2026-11-23\"/>",
        "<letter version=\"1\" kind=\"refusal\" size=\"15\" created=\"2026-11-23\"/>",
        "<letter version=\"1\" kind=\"refusal\" size=\"14\" created=\"23/11/2026\"/>",
        "<letter version=\"1\" kind=\"refusal\" size=\"14\" created=\"2026-11-23\" draft=\"maybe\"/>",
        "<memo version=\"1\" kind=\"refusal\" size=\"14\" created=\"2026-11-23\"/>", "<letter", "",
        "<!DOCTYPE letter [<!ENTITY a \"b\">]>"
            + "<letter version=\"1\" kind=\"refusal\" size=\"14\" created=\"2026-11-23\">&a;</letter>",
    ])
    func faultyRootsAreRefused(xml: String) {
        #expect(throws: LetterError.self) { try LetterMarkup.read(Array(xml.utf8)) }
    }

    @Test func faultsNameTheirLine() {
        let xml =
            "<letter version=\"1\" kind=\"refusal\" size=\"14\" created=\"2026-11-23\">\n<p>a</p>\n<q>b</q>\n</letter>"
        #expect(throws: LetterError.markupFaulty(line: 3, reason: "unknown element 'q'")) {
            try LetterMarkup.read(Array(xml.utf8))
        }
    }

    @Test func moreThanTheLimitIsRefused() {
        let bytes = [UInt8](repeating: 32, count: Limits.xmlBytesMax + 1)
        #expect(throws: LetterError.tooLarge(bytes: bytes.count)) { try LetterMarkup.read(bytes) }
    }

    @Test(arguments: [
        ("a\"\u{301}b", "a&quot;\u{301}b"), ("<\u{338}>", "&lt;\u{338}&gt;"), ("&\u{20D2}amp;", "&amp;\u{20D2}amp;"),
        ("'\u{FE0F}", "&#39;\u{FE0F}"), ("Nguyễn", "Nguyễn"), ("", ""), ("👩‍👩‍👧<", "👩‍👩‍👧&lt;"),
    ])
    func escapingLooksAtBytes(text: String, expected: String) {
        #expect(Array(MarkupEscaping.escape(text).utf8) == Array(expected.utf8))
    }
}
