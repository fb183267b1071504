// Normal forms of text: what is stored, and what is searched.

import Foundation
import Testing

@testable import Basics

struct TextFoldingTests {
    @Test(arguments: [
        ("Nguyễn Thị Đào", "nguyen thi dao"), ("NGUYỄN THỊ ĐÀO", "nguyen thi dao"), ("đĐ", "dd"),
        ("  Trần\u{00A0} \t Văn\n  Bảo ", "tran van bao"), ("Ưỡng Ợt Ỷ Ặ", "uong ot y a"), ("", ""), ("   ", ""),
        ("Số 12/A-3", "so 12/a-3"), ("İ", "i"),
    ])
    func foldsCaseMarksAndSpaces(text: String, key: String) { #expect(text.searchKey == key) }

    /// Both spellings of tone marks, composed and not.
    @Test(arguments: [
        ("Hòa", "Hoà"), ("Hóa", "Hoá"), ("Thủy", "Thuỷ"), ("Quý", "Qúy"), ("Khỏe", "Khoẻ"), ("Lũy", "Luỹ"),
        ("Nguye\u{0302}\u{0303}n", "Nguyễn"), ("Nguye\u{0303}\u{0302}n", "Nguyễn"), ("Du\u{031B}o\u{031B}ng", "Dương"),
    ])
    func spellingsOfOneNameMeet(first: String, second: String) { #expect(first.searchKey == second.searchKey) }

    @Test func namesThatOnlyDifferByMarksMeetToo() {
        #expect("Hoa".searchKey == "Hòa".searchKey, "searching is lenient; matching (Registry) is not")
    }

    @Test func isItsOwnKey() {
        for text in ["Đặng Thị Mỹ Linh", "  a  B\tc ", "Ǆ", "\u{0301}a", "e\u{0323}\u{0302}"] {
            #expect(text.searchKey.searchKey == text.searchKey, "\(text)")
        }
    }

    @Test func formCOfEveryVietnameseLetter() {
        let letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
        let scalars = letters.nfc.unicodeScalars.count
        #expect(scalars == 67, "one scalar a letter")
        for letter in letters {
            let apart = String(letter).decomposedStringWithCanonicalMapping
            #expect(Array(apart.nfc.unicodeScalars) == Array(String(letter).nfc.unicodeScalars))
            #expect(apart.searchKey == String(letter).searchKey)
            #expect(apart.searchKey.utf8.count == 1, "\(letter) is found by one plain letter")
        }
    }

    @Test func trimsWhiteSpaceAtTheEndsOnly() {
        #expect(" \n a b \t".trimmed == "a b")
        #expect("\u{00A0}x\u{3000}".trimmed == "x")
    }
}
