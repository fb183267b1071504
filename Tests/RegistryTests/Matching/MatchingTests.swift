// When a claim is the recorded value: the table of the folding rules.

import Basics
import Foundation
import Testing

@testable import Registry

struct MatchingTests {
    @Test(arguments: [
        ("Nguyễn Văn Hòa", "NGUYỄN VĂN HÒA", true), ("Nguyễn Văn Hòa", "nguyễn  văn hoà ", true),
        ("Hòa", "Hoa", false), ("Hòa", "Hóa", false), ("Lê Thị Thuỷ", "Lê Thị Thủy", true), ("Lê", "Le", false),
        ("Đào", "Dao", false), ("Đào", "đào", true), ("Ngô Thị Thúy", "Ngô Thị Thuý", true), ("Khơ-me", "Khơ me", true),
        ("Trần Quốc Toàn", "Trần Quốc Toản", false), ("Nguyễn Thị Ánh", "Nguyễn Thị Ảnh", false),
        ("Hoàng Anh Tú", "Hoàng Anh Tu", false), ("Nguyễn Ý", "Nguyễn Y", false), ("Ước", "ƯỚC", true),
        ("Nguyễn Hoè", "Nguyễn Hòe", true), ("Nguyen", "Nguyễn", false), ("An Bình", "AnBình", false),
    ])
    func names(left: String, right: String, same: Bool) {
        #expect(left.isSameName(as: right) == same)
        #expect(right.isSameName(as: left) == same)
        let decomposed = right.decomposedStringWithCanonicalMapping
        #expect(left.isSameName(as: decomposed) == same)
    }

    @Test(arguments: [
        ("Thôn 3, xã Ea Kao, tỉnh Đắk Lắk", "thôn 3, Ea Kao, Đắk Lắk", true),
        ("Thôn 3, xã Ea Kao, tỉnh Đắk Lắk", "THON 3 , XA EA KAO, TINH DAK LAK", true),
        ("Thôn 3, xã Ea Kao, tỉnh Đắk Lắk", "Thôn 2, xã Ea Kao, tỉnh Đắk Lắk", false),
        ("Số 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội", "12, Lê Lợi, P. Tân An, TP. Hà Nội", true),
        ("Số 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội", "Số 12, Lê Lợi, Tân An, TP Hà Nội", true),
        ("phường 3, quận 5, TP.HCM", "P3, Q5, thành phố Hồ Chí Minh", true),
        ("phường 3, quận 5, TP HCM", "phường 5, quận 3, TP HCM", false),
        ("phường 3, TP HCM", "quận 3, TP HCM", false), ("Số 12/3, Lê Lợi", "Số 123, Lê Lợi", false),
        ("thị xã Tân Châu, An Giang", "TX Tân Châu, tỉnh An Giang", true), ("thị trấn Me, X", "TT. Me, X", true),
        ("xã Hoà Phú", "xã Hòa Phú", true), ("Đặc khu Phú Quốc, An Giang", "Phú Quốc, An Giang", true), ("", "", true),
    ])
    func addresses(left: String, right: String, same: Bool) {
        #expect(PersonRecord.isSameAddress(left, as: [right]) == same, "\(left.foldedAddress) | \(right.foldedAddress)")
        #expect(PersonRecord.isSameAddress(right, as: [left]) == same)
    }

    @Test func theQuickSearchKeyIsTheSearchKey() throws {
        for value in (1 as UInt32)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in ["\(Character(scalar))", "a\(Character(scalar)) B", " \(Character(scalar))đĐ"] {
                #expect(text.quickSearchKey == text.searchKey, "U+\(String(value, radix: 16))")
            }
        }
        for person in SyntheticPopulation(citizens: 300, seed: 4, provinces: try Samples.provinces()) {
            for text in [person.fullName, person.birthPlace ?? "", person.permanentResidence?.text ?? ""] {
                #expect(text.quickSearchKey == text.searchKey)
                #expect(text.decomposedStringWithCanonicalMapping.quickSearchKey == text.searchKey)
            }
        }
    }

    @Test(arguments: [
        ("A", "A"), ("a+", "A+"), (" AB - ", "AB-"), ("O Rh+", "O+"), ("O RhD (+)", "O+"), ("B Rh dương", "B+"),
        ("0 negative", "O-"), ("ab rh(-)", "AB-"), ("A Rh âm tính", "A-"), ("A dương tính", "A+"), ("O−", "O-"),
    ])
    func bloodTypesThatAreRead(text: String, normal: String) {
        #expect(BloodType(reading: text)?.text == normal)
    }

    @Test(arguments: ["", "X", "C+", "A?", "ARh", "AO", "A++", "Nhóm A"])
    func bloodTypesThatAreNot(text: String) { #expect(BloodType(reading: text) == nil) }

    @Test(arguments: [
        ("AB+", "AB+", "true"), ("AB+", "ab", "true"), ("AB+", "AB-", "false"), ("AB+", "A+", "false"),
        ("AB", "AB", "true"), ("AB", "AB+", "not-comparable"), ("AB", "O+", "false"), ("AB+", "X", "not-comparable"),
        ("AB+", " ", "no-data"), (nil, "A", "no-data"),
    ])
    func bloodTypeVerdicts(held: String?, claim: String, verdict: String) throws {
        var person = try Samples.citizen()
        person.bloodType = held.flatMap { BloodType(reading: $0) }
        #expect(person.verdict(on: .bloodType, claim: claim).value.rawValue == verdict)
    }

    @Test(arguments: [
        (PersonField.sex, "Nam", "true"), (.sex, "male", "true"), (.sex, "Nữ", "false"), (.sex, "?", "not-comparable"),
        (.spouseID, "079187000002", "true"), (.spouseID, "079187000003", "false"), (.spouseName, "lê thị thủy", "true"),
        (.fatherID, "001055000001", "no-data"), (.motherID, "001155000001", "true"),
        (.fatherName, "Nguyễn Văn Cha", "true"),
        (.maritalStatus, "Đã kết hôn", "true"), (.maritalStatus, "married", "true"),
        (.maritalStatus, "Độc thân", "false"),
        (.relationToHead, "chủ hộ", "true"), (.relationToHead, "con", "false"), (.ethnicity, "khơ me", "true"),
        (.religion, "Không", "true"), (.religion, "Khong", "false"), (.oldNumber, "012 345 678", "true"),
        (.phone, "+84 000123456", "true"), (.phone, "0000.123.456", "true"), (.email, "HOA@example.com", "true"),
        (.householdID, "hk000000001", "true"), (.birthDate, "5/7/1985", "true"), (.birthDate, "1985", "false"),
        (.birthDate, "May", "not-comparable"),
        (.maritalStatus, "?", "not-comparable"), (.relationToHead, "?", "not-comparable"),

        (.currentResidence, "thôn 3, Ea Kao, Đắk Lắk", "true"), (.currentResidence, "thôn 4, Ea Kao", "false"),
        (.permanentResidence, "12, Lê Lợi, Tân An, Hà Nội", "true"), (.otherName, "hai lúa", "true"),
        (.permanentResidence, "Số 12, đường Lê Lợi, P3, Q. Bình Phú, TP Hà Nội", "true"),
        (.nativePlace, "Phú Sơn, Hoà Lộc, Nam Định", "true"), (.nativePlace, "", "no-data"),
    ])
    func verdictsByField(field: PersonField, claim: String, verdict: String) throws {
        #expect(try Samples.citizen().verdict(on: field, claim: claim).value.rawValue == verdict)
    }

    @Test func aFieldWithoutAValueGivesNoDataWhateverIsClaimed() throws {
        let number = try Samples.number("001085012345")
        let bare = PersonRecord(
            personalID: number, fullName: "A", birthDate: try #require(PartialDate("1985")), sex: .male)
        let held: Set<PersonField> = [.personalID, .fullName, .birthDate, .sex]
        for field in PersonField.allCases where !held.contains(field) {
            #expect(bare.verdict(on: field, claim: "x") == .noData(.noValue))
        }
    }

    @Test func verdictsJoinADifferenceDecidesThenAGap() {
        #expect(Verdict.matches.and(.matches) == .matches)
        #expect(Verdict.matches.and(.differs) == .differs)
        #expect(Verdict.noData(.noValue).and(.differs) == .differs)
        #expect(Verdict.matches.and(.noData(.noValue)) == .noData(.noValue))
        #expect(Verdict.noData(.noValue).and(.matches) == .noData(.noValue))
        #expect(Verdict.notComparable(.claimFiner).and(.differs) == .differs)
        #expect(Verdict.matches.and(.notComparable(.claimFiner)) == .notComparable(.claimFiner))
        #expect(Verdict.notComparable(.claimFiner).and(.noData(.noValue)) == .notComparable(.claimFiner))
    }

    @Test func whatCannotBeComparedSaysWhy() throws {
        var person = try Samples.citizen()
        person.bloodType = BloodType(group: .a)
        #expect(person.verdict(on: .bloodType, claim: "A+") == .notComparable(.claimFiner))
        #expect(person.verdict(on: .bloodType, claim: "blood") == .notComparable(.claimUnreadable))
        #expect(person.verdict(on: .card, claim: "2022-03-01") == .notComparable(.notCompared))
    }

    @Test(arguments: [
        (PersonField.oldNumber, "012 345.678", true), (.oldNumber, "01234567", false), (.oldNumber, "x12345678", false),
        (.spouseID, "079187000002", true), (.spouseID, "12", false), (.relationToHead, "chủ hộ", true),
        (.relationToHead, "hàng xóm", false), (.sex, "nữ", true), (.sex, "?", false), (.maritalStatus, "Góa", true),
        (.maritalStatus, "?", false), (.birthDate, "1985", true), (.birthDate, "May", false), (.ethnicity, "?", true),
        (.phone, "a|b", false), (.children, "An", false), (.card, "2022", false), (.lifeEnd, "2024", false),
    ])
    func claimsThatCanBeRead(field: PersonField, claim: String, isReadable: Bool) {
        #expect(field.isReadable(claim: claim) == isReadable)
        #expect(!field.takesAnyClaim || field.isReadable(claim: "?"))
    }
}
