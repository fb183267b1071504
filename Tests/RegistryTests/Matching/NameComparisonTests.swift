// When two spellings of a name are one name: what people type, what programs make of it, and what is another name.

import Basics
import Foundation
import Testing

@testable import Registry

struct NameComparisonTests {
    @Test(arguments: [
        ("Nguyễn Văn Hòa", "NGUYỄN VĂN HÒA"), ("Nguyễn Văn Hòa", "nguyễn  văn hoà "), ("Lê Thị Thuỷ", "Lê Thị Thủy"),
        ("Đào", "đào"), ("Ngô Thị Thúy", "Ngô Thị Thuý"), ("Khơ-me", "Khơ me"), ("Ước", "ƯỚC"),
        ("Nguyễn Hoè", "Nguyễn Hòe"), ("Bùi Khuê", "BÙI KHUÊ"), ("Lê Thuý Hoà", "LÊ THÚY HÒA"),
        ("Nguyễn Khoẻ", "Nguyễn Khỏe"), ("Phạm Uỷ", "Phạm Ủy"), ("Trần Xoã", "Trần Xõa"), ("Lê Quỵ", "Lê Qụy"),
        // Letters that look like Đ: Icelandic, African, a d with a stroke typed over it.
        ("Bùi Văn Đức", "Bùi Văn \u{D0}ức"), ("Bùi Văn Đức", "Bùi Văn \u{189}ức"), ("bùi văn đức", "bùi văn \u{F0}ức"),
        ("bùi văn đức", "bùi văn \u{256}ức"), ("bùi văn đức", "bùi văn d\u{335}ức"), ("Đỗ", "D\u{335}ỗ"),
        // Apostrophes.
        ("H'Hen Niê", "H’Hen Niê"), ("H'Hen Niê", "H\u{2BC}Hen Niê"), ("H'Hen Niê", "H‘Hen Niê"),
        ("H'Hen Niê", "H`Hen Niê"), ("H'Hen Niê", "H\u{B4}Hen Niê"), ("H'Hen Niê", "H\u{2032}Hen Niê"),
        // Spaces and characters nobody sees.
        ("Lê Văn An", "Lê\u{A0}Văn\u{A0}An"), ("Lê Văn An", "Lê\u{3000}Văn An"), ("Lê Văn An", "Lê Văn\u{200B} An"),
        ("Lê Văn An", "\u{FEFF}Lê Văn An"), ("Lê Văn An", "Lê Văn A\u{AD}n"), ("Lê Văn An", "Lê\tVăn\u{2009}An"),
        ("Lê Văn An", "L\u{200C}ê Văn An"), ("Lê Văn An", "Lê Văn An\u{200E}"), ("Lê Văn An", "Lê\u{2060} Văn An"),
        ("Lê Văn An", "Lê\u{202F}Văn\u{2003}An"), ("Lê Văn An", "Lê-Văn–An"), ("Lê Văn An", "Ｌê Văn Ａn"),
        // A tone typed as a character of its own, on the wrong letter, or by a code point nobody should use.
        ("Nguyễn", "Nguyê\u{303}n"), ("Nguyễn", "Nguyên\u{303}"), ("Hòa", "Ho\u{340}a"), ("Lê", "Le\u{302}"),
        ("Nguyễn", "Nguye\u{303}\u{302}n"), ("Đặng", "Đa\u{323}\u{306}ng"), ("Hợp", "Ho\u{31B}\u{323}p"),
    ])
    func oneName(held: String, claim: String) {
        for claim in [claim, claim.precomposedStringWithCanonicalMapping, claim.decomposedStringWithCanonicalMapping] {
            #expect(NameKey.compare(held, claim: claim) == .matches)
            #expect(NameKey.compare(claim, claim: held) == .matches)
        }
    }

    @Test(arguments: [
        ("Hòa", "Hóa"), ("Đào", "Tào"), ("Trần Quốc Toàn", "Trần Quốc Toản"), ("Nguyễn Thị Ánh", "Nguyễn Thị Ảnh"),
        ("An Bình", "AnBình"), ("Lê Qui", "Lê Quy"), ("Lý", "Lí"), ("Thuỳ", "Thúy"), ("Đức", "Dức"), ("Ước", "Ướt"),
        ("Nguyễn Văn An", "Nguyễn An"), ("Nguyễn Văn An", "An Văn Nguyễn"), ("Lê Văn An", "Lê Văn Ân"),
        ("Tân", "Tấn"), ("Sơn", "Son Ơ"), ("Trần Tú", "Trần Tư"), ("Mỹ", "Mĩ"), ("H'Hen Niê", "HHen Niê"),
        ("Lê Văn A", "Lê Văn Á"), ("Lưu", "Lựu"), ("Hoàng", "Huỳnh"), ("Vũ", "Võ"),
    ])
    func anotherName(held: String, claim: String) {
        for claim in [claim, claim.decomposedStringWithCanonicalMapping, claim.uppercased()] {
            #expect(NameKey.compare(held, claim: claim) == .differs)
            #expect(NameKey.compare(claim, claim: held) == .differs)
        }
    }

    @Test(arguments: [
        ("Nguyễn Văn Hòa", "NGUYEN VAN HOA", "marks-missing"), ("Lê", "Le", "marks-missing"),
        ("Đào", "dao", "marks-missing"), ("Nguyen", "Nguyễn", "claim-finer"), ("Hoàng Tú", "Hoang tu", "marks-missing"),
        ("Lê Văn An", "Lê Văn \u{410}n", "claim-unreadable"), ("Lê Văn An", "Lê Văn Аn", "claim-unreadable"),
        ("Lê Văn Ô", "Lê Văn Ο", "claim-unreadable"), ("Lê Văn An", "黎文安", "claim-unreadable"),
        ("Lê Văn An", "Lе Vаn Аn", "claim-unreadable"), ("Lê Văn An", "\u{200B}", "claim-unreadable"),
        ("Lê Văn An", "---", "claim-unreadable"), ("Lê Văn An", "Lê Văn ɑn", "claim-unreadable"),
    ])
    func whatCannotBeTold(held: String, claim: String, reason: String) {
        let verdict = NameKey.compare(held, claim: claim)
        #expect(verdict.value == .notComparable && verdict.reason?.rawValue == reason)
    }

    @Test func theSameBytesAreTheSameNameWhateverTheyAre() {
        for name in ["黎文安", "Αλέξης", "", "-"] { #expect(NameKey.compare(name, claim: name) == .matches) }
    }

    @Test func wordsOfAListAreReadInAnySpelling() {
        #expect(MaritalStatus(reading: "đã KẾT HÔN") == .married && MaritalStatus(reading: "goá") == .widowed)
        #expect(HouseholdRelation(reading: "Chủ\u{A0}hộ") == .head && Sex(reading: "NỮ\u{200B}") == .female)
        #expect(BloodType(reading: "\u{410}+") == nil, "a Cyrillic А is no blood group")
    }

    @Test func everyValueOfAClosedListIsReadByItsCodeAndItsName() {
        for sex in Sex.allCases {
            #expect(Sex(reading: sex.rawValue) == sex && Sex(reading: sex.name.vi.uppercased()) == sex)
        }
        for status in MaritalStatus.allCases {
            #expect(MaritalStatus(reading: status.rawValue) == status)
            #expect(MaritalStatus(reading: status.name.vi.uppercased()) == status)
        }
        for relation in HouseholdRelation.allCases {
            #expect(HouseholdRelation(reading: relation.rawValue) == relation)
            #expect(HouseholdRelation(reading: relation.name.vi.uppercased()) == relation)
        }
        for group in BloodType.Group.allCases {
            for factor in [nil, true, false] {
                let type = BloodType(group: group, isRhPositive: factor)
                #expect(BloodType(reading: type.text) == type && BloodType(reading: type.text.lowercased()) == type)
            }
        }
        #expect(
            Sex(reading: "") == nil && MaritalStatus(reading: "vợ") == nil && HouseholdRelation(reading: "x") == nil)
    }
}
