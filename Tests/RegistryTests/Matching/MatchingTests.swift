// When a claim is the recorded value, field by field.

import Basics
import Foundation
import Testing

@testable import Registry

struct MatchingTests {
    private let places: PlaceNames

    init() throws { places = try Samples.places() }

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
        #expect(person.verdict(on: .bloodType, claim: claim, places: places).value.rawValue == verdict)
    }

    @Test(arguments: [
        (PersonField.sex, "Nam", "true"), (.sex, "male", "true"), (.sex, "Nữ", "false"), (.sex, "?", "not-comparable"),
        (.spouseID, "079187000002", "true"), (.spouseID, "079187000003", "false"), (.spouseName, "lê thị thủy", "true"),
        (.fatherID, "001055000001", "no-data"), (.motherID, "001155000001", "true"),
        (.fatherName, "Nguyễn Văn Cha", "true"),
        (.maritalStatus, "Đã kết hôn", "true"), (.maritalStatus, "married", "true"),
        (.maritalStatus, "Độc thân", "false"),
        (.relationToHead, "chủ hộ", "true"), (.relationToHead, "con", "false"), (.ethnicity, "khơ me", "true"),
        (.religion, "Không", "true"), (.religion, "Khong", "not-comparable"), (.oldNumber, "012 345 678", "true"),
        (.phone, "+84 000123456", "true"), (.phone, "0000.123.456", "true"), (.email, "HOA@example.com", "true"),
        (.householdID, "hk000000001", "true"), (.birthDate, "5/7/1985", "true"), (.birthDate, "1985", "not-comparable"),
        (.birthDate, "May", "not-comparable"),
        (.maritalStatus, "?", "not-comparable"), (.relationToHead, "?", "not-comparable"),

        (.currentResidence, "thôn 3, Ea Kao, Đắk Lắk", "true"), (.currentResidence, "thôn 4, Ea Kao", "false"),
        (.permanentResidence, "12, Lê Lợi, Tân An, Hà Nội", "true"), (.otherName, "hai lúa", "true"),
        (.permanentResidence, "Số 12, đường Lê Lợi, P3, Q. Bình Phú, TP Hà Nội", "true"),
        (.nativePlace, "Phú Sơn, Hoà Lộc, Nam Định", "true"), (.nativePlace, "", "no-data"),
    ])
    func verdictsByField(field: PersonField, claim: String, verdict: String) throws {
        #expect(try Samples.citizen().verdict(on: field, claim: claim, places: places).value.rawValue == verdict)
    }

    @Test func aFieldWithoutAValueGivesNoDataWhateverIsClaimed() throws {
        let number = try Samples.number("001085012345")
        let bare = PersonRecord(
            personalID: number, fullName: "A", birthDate: try #require(PartialDate("1985")), sex: .male)
        let held: Set<PersonField> = [.personalID, .fullName, .birthDate, .sex, .minimumAge, .lifeStatus]
        for field in PersonField.allCases where !held.contains(field) {
            #expect(bare.verdict(on: field, claim: "001085000002", places: places) == .noData(.noValue))
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
        #expect(person.verdict(on: .bloodType, claim: "A+", places: places) == .notComparable(.claimFiner))
        #expect(person.verdict(on: .bloodType, claim: "blood", places: places) == .notComparable(.claimUnreadable))
        #expect(person.verdict(on: .card, claim: "2022-03-01", places: places) == .notComparable(.notCompared))
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
