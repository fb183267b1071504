// The finished files, as poppler reads them.

import Casework
import Foundation
import Testing

@testable import Letters

@Suite(.enabled(if: PDFTools.isInstalled, "needs poppler-utils"))
struct LetterPDFTests {
    @Test(arguments: LetterKit.kinds)
    func fontsAreTinosAloneEmbeddedWithTheirCharacters(kind: PaperKind) throws {
        let pdf = try LetterKit.draw(LetterSamples.full(kind))
        let fonts = try PDFTools.fonts(pdf)
        #expect(!fonts.isEmpty)
        for font in fonts {
            let columns = font.split(separator: " ")
            #expect(columns[0].contains("+Tinos"), "\(font)")
            // emb sub uni, before object and generation.
            #expect(columns.suffix(5).prefix(3) == ["yes", "yes", "yes"], "\(font)")
        }
    }

    @Test func theTextReadsBackExactly() throws {
        let text = try PDFTools.text(LetterKit.draw(LetterSamples.full(.approvalDecision))).flattened
        for sentence in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CÔNG AN THÀNH PHỐ HÀ NỘI",
            "Số: 05/QĐ-CAHN-PC06", "Hà Nội, ngày 09 tháng 02 năm 2026", "GIÁM ĐỐC CÔNG AN THÀNH PHỐ HÀ NỘI",
            "Căn cứ khoản 2 Điều 9 Nghị định số 70/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ",
            "Điều 1. Cho phép Văn phòng công chứng Nguyễn Huệ (địa chỉ: số 165 Giảng Võ, phường Giảng Võ, thành phố Hà Nội) "
                + "khai thác, sử dụng thông tin trong Cơ sở dữ liệu quốc gia về dân cư như sau:",
            "6. Thời hạn khai thác, sử dụng: từ ngày ký Quyết định này đến hết ngày 31 tháng 8 năm 2026.",
            "KT. GIÁM ĐỐC", "Đại tá Trần Thị Ước", "Nơi nhận:", "- Lưu: VT, PC06.",
        ] {
            #expect(text.contains(sentence), "\(sentence)")
        }
        #expect(text.ranges(of: "70/2024/NĐ-CP").count == 1, "a decree is one basis")
    }

    @Test func everyVietnameseLetterIsDrawn() throws {
        let vowels = "aăâeêioôơuưy"
        var letters = "bcdđghklmnpqrstvxfjwz0123456789"
        for vowel in vowels {
            for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                letters += (String(vowel) + tone).precomposedStringWithCanonicalMapping
            }
        }
        let both = letters + letters.uppercased()
        let markup = """
            <letter version="1" kind="refusal" size="14" title="t" author="a" created="2026-11-23"><p>\(both)</p>\
            <basis>\(both)</basis><centred>\(both)</centred></letter>
            """
        let text = try PDFTools.text(LetterKit.printer.draw(LetterKit.document(markup)))
            .components(separatedBy: .whitespacesAndNewlines).joined()
        #expect(Set(both).count == 2 * (letters.count) - 10)
        #expect(text.components(separatedBy: both).count - 1 == 3)
    }

    @Test func thirteenPointsAreThirteenPoints() throws {
        let words = try PDFTools.words(LetterKit.draw(LetterSamples.full(.approvalDecision)))
        // Tinos is 0.891 em above and 0.216 em below the baseline, which is the height of poppler's boxes.
        func size(_ text: String) throws -> Double {
            let word = try #require(words.first { $0.text == text })
            return word.height / (0.891 + 0.216)
        }
        #expect(abs(try size("05/QĐ-CAHN-PC06") - 13) < 0.2)
        #expect(abs(try size("Nội,") - 13) < 0.2)
        #expect(abs(try size("CỘNG") - 12) < 0.2)
        #expect(abs(try size("phép") - 14) < 0.2)
        #expect(abs(try size("nhận:") - 12) < 0.2)
    }

    @Test func wordsStandInsideTheMargins() throws {
        let geometry = PageGeometry.portrait
        let words = try PDFTools.words(LetterKit.draw(LetterSamples.full(.request, subjects: 60)))
        #expect(words.count > 300)
        for word in words where word.top > geometry.marginTop {
            #expect(word.left >= geometry.marginLeft - 0.5, "\(word.text)")
            #expect(word.right <= geometry.width - geometry.marginRight + 0.5, "\(word.text)")
            #expect(word.bottom <= geometry.height - geometry.marginBottom + 0.5, "\(word.text)")
        }
        let inTopMargin = words.filter { $0.top < geometry.marginTop - 1 }
        // The annex of page 3 is numbered by itself.
        #expect(inTopMargin.map(\.text) == ["2", "2"])
        #expect(inTopMargin.map(\.page) == [2, 4])
        let centre = geometry.marginLeft + geometry.textWidth / 2
        for number in inTopMargin { #expect(abs(number.centre - centre) < 0.5) }
    }

    @Test func theRecipientsMarkIsInTheFootMarginOfEveryPage() throws {
        let facts = try LetterSamples.full(.dataSheet, subjects: 60)
        let pdf = try LetterKit.draw(facts)
        let pages = try PDFTools.text(pdf).split(separator: "\u{0C}").filter { !$0.allSatisfy(\.isWhitespace) }
        #expect(pages.count > 3)
        for page in pages { #expect(String(page).flattened.contains(facts.release.recipientMark)) }
    }

    @Test func informationIsFixed() throws {
        let information = try PDFTools.information(LetterKit.draw(LetterSamples.full(.resultNotice)))
        #expect(information["Title"] == "Thông báo kết quả khai thác thông tin")
        #expect(information["Author"] == "Công an thành phố Hà Nội")
        #expect(information["CreationDate"]?.hasPrefix("2026-02-0") ?? false)
        #expect(information["Pages"] == "1")
        #expect(information["Page size"]?.contains("A4") ?? false)
        #expect(information["PDF version"] == "1.5")
    }

    /// Of all characters there are: what is not refused by name where it is typed stands in the text of the PDF.
    @Test func everyCharacterIsPrintedOrRefused() throws {
        var printed: [Unicode.Scalar] = []
        for value in UInt32(0x21)...0x3_FFFF {
            guard let scalar = Unicode.Scalar(value), !scalar.properties.isWhitespace else { continue }
            let refused = try LetterKit.printer.unprintable(in: String(scalar))
            #expect(refused.isEmpty || refused == [scalar])
            if refused.isEmpty { printed.append(scalar) }
        }
        #expect(printed.count > 1_000, "Latin, Greek, Cyrillic and their signs")
        let rows = stride(from: 0, to: printed.count, by: 32).map { start in
            LetterBlock.paragraph(
                mark: nil,
                text: printed[start..<min(start + 32, printed.count)].map(String.init).joined(separator: " "))
        }
        let text = try PDFTools.text(LetterKit.printer.draw(LetterKit.document(rows)))
        let read = Set(text.decomposedStringWithCompatibilityMapping.unicodeScalars)
        let lost = printed.filter { scalar in
            !read.isSuperset(of: String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars)
        }
        #expect(lost.isEmpty, "\(lost.map { String($0.value, radix: 16) })")
    }

    @Test func hostileTextReadsBack() throws {
        var facts = try LetterSamples.full(.refusal)
        facts.refusal.reason = "a<b & \"c\" 'd' </p> {{e}} \u{201C}f\u{201D} – 50 % ₫"
        facts.requester.requester.name = String(repeating: "Trường Đại học ", count: 20)
        facts.refusal.article = String(repeating: "x", count: 300)
        let text = try PDFTools.text(LetterKit.draw(facts))
        #expect(text.flattened.contains(facts.refusal.reason))
        #expect(text.components(separatedBy: .whitespacesAndNewlines).joined().contains(facts.refusal.article))
    }
}

struct LetterBytesTests {
    @Test(arguments: LetterKit.kinds)
    func theSameFactsGiveTheSameBytes(kind: PaperKind) throws {
        let facts = try LetterSamples.full(kind)
        let first = try LetterKit.draw(facts)
        // A fresh printer has fresh fonts and caches.
        let again = try LetterPrinter().draw(facts.document())
        #expect(first == again)
        #expect(first.starts(with: Array("%PDF-1.5".utf8)))
    }

    @Test func threadsDoNotDisturbEachOther() async throws {
        let printer = LetterPrinter()
        let letters = try LetterKit.kinds.map { try LetterSamples.full($0).document() }
        let expected = try letters.map { try printer.draw($0) }
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for round in 0..<8 {
                for index in letters.indices {
                    let shifted = (index + round) % letters.count
                    group.addTask { (shifted, try printer.draw(letters[shifted])) }
                }
            }
            for try await (index, bytes) in group { #expect(bytes == expected[index]) }
        }
    }

    @Test(arguments: ["漢", "ก", "😀", "ﷺ"])
    func aMissingGlyphStopsTheLetter(character: String) throws {
        var facts = try LetterSamples.full(.refusal)
        facts.signer.name = "Nguyễn \(character)\(character)"
        let letter = try facts.compose()
        let expected = LetterError.missingGlyphs(Array(character.unicodeScalars))
        #expect(throws: expected) { try LetterKit.printer.checkGlyphs(letter.document) }
        #expect(throws: expected) { try LetterKit.printer.draw(LetterKit.document(letter.markup)) }
    }

    @Test func aReferenceToAMissingGlyphStopsTheLetterToo() {
        let markup =
            "<letter version=\"1\" kind=\"refusal\" size=\"14\" created=\"2026-11-23\"><p>a&#x202E;b</p></letter>"
        #expect(throws: LetterError.missingGlyphs(["\u{202E}"])) {
            try LetterKit.printer.draw(LetterKit.document(markup))
        }
    }
}
