// What several suites of the registry need: the province file, a citizen, a seeded random choice.

import Basics
import Foundation
import Testing

@testable import Registry

enum Samples {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func provinces() throws -> Provinces {
        let (provinces, diagnostics) = Provinces.load(try unitsFile("provinces.csv"), file: "provinces.csv")
        #expect(diagnostics == [])
        return try #require(provinces)
    }

    static func places() throws -> PlaceNames {
        let (places, diagnostics) = PlaceNames.load(
            try provinces(), names: (try unitsFile("names.csv"), "names.csv"),
            homonyms: (try unitsFile("homonyms.csv"), "homonyms.csv"))
        #expect(diagnostics == [])
        return try #require(places)
    }

    static func unitsFile(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: root.appendingPathComponent("Workflows/units/\(name)")))
    }

    static func date(_ iso: String) throws -> LocalDate { try #require(LocalDate(iso)) }

    static func number(_ text: String) throws -> PersonalID { try #require(PersonalID(text)) }

    /// A citizen with every field filled.
    static func citizen() throws -> PersonRecord {
        var person = PersonRecord(
            personalID: try number("001085012345"), fullName: "Nguyễn Văn Hòa",
            birthDate: try #require(PartialDate("1985-07-05")), sex: .male)
        person.otherName = "Hai Lúa"
        person.birthPlace = "xã Tân Lập, huyện An Khê, thành phố Hà Nội"
        person.birthRegistrationPlace = person.birthPlace
        person.nativePlace = "xã Phú Sơn, huyện Hòa Lộc, tỉnh Nam Định"
        person.ethnicity = "Khơ-me"
        person.religion = "Không"
        person.nationality = "Việt Nam"
        person.bloodType = BloodType(group: .ab, isRhPositive: true)
        person.oldNumber = "012345678"
        person.card = CardIssue(
            issuedOn: try date("2022-03-01"), issuedBy: "Cục Cảnh sát QLHC về TTXH", expiresOn: try date("2025-07-05"))
        person.father = Relative(name: "Nguyễn Văn Cha", nationality: "Việt Nam")
        person.mother = Relative(
            name: "Trần Thị Mẹ", personalID: try number("001155000001"), nationality: "Việt Nam")
        person.spouse = Relative(name: "Lê Thị Thuỷ", personalID: try number("079187000002"), nationality: "Việt Nam")
        person.representative = Relative(name: "Phạm Đại Diện", personalID: try number("001080000003"))
        person.permanentResidence = Address(
            text: "Số 12, đường Lê Lợi, phường Tân An, thành phố Hà Nội", commune: "phường Tân An", province: "01",
            former: "Số 12, đường Lê Lợi, phường 3, quận Bình Phú, thành phố Hà Nội")
        person.temporaryResidence = Address(text: "Thôn 3, xã Ea Kao, tỉnh Đắk Lắk", province: "66")
        person.currentResidence = person.temporaryResidence
        person.absence = "Đã khai báo tạm vắng"
        person.residenceFile = "HS000000001"
        person.maritalStatus = .married
        person.householdID = "HK000000001"
        person.relationToHead = .head
        person.lifeEnd = LifeEnd(kind: .missing, date: try #require(PartialDate("2024")))
        person.phone = "0000123456"
        person.email = "hoa@example.com"
        return person
    }

    static func relations() throws -> PersonRelations {
        var relations = PersonRelations(
            household: [
                PersonMention(personalID: try number("001085012345"), name: "Nguyễn Văn Hòa", relation: .head),
                PersonMention(personalID: try number("079187000002"), name: "Lê Thị Thuỷ", relation: .wife),
                PersonMention(personalID: nil, name: "Bé Chưa Có Số", relation: .child),
            ],
            children: [PersonMention(personalID: try number("001215000009"), name: "Nguyễn Thị Con")],
            represented: [PersonMention(personalID: nil, name: "Nguyễn Thị Được")])
        relations.head = relations.household.first
        return relations
    }

    static func subject(_ row: Int = 1, claims: [PersonField: String] = [:]) throws -> Subject {
        let citizen = try citizen()
        return Subject(
            row: row, personalID: citizen.personalID, fullName: citizen.fullName, birthDate: citizen.birthDate,
            claims: claims)
    }

    static func id<S>(_ n: UInt8) -> Identifier<S> {
        Identifier(at: Timestamp(milliseconds: 1_000), random: [UInt8](repeating: n, count: 10))
    }

    static func list(_ subjects: [Subject]) -> SubjectList { SubjectList(id: id(1), subjects: subjects) }

    static func grant(
        _ service: SampleService, fields: [PersonField]? = nil, list: SubjectList, rows: [Int]? = nil, uses: Int = 1
    ) throws -> Grant {
        try grant(
            service, fields: fields, scope: .list(GrantedSubjects(list.reference, rows: rows)),
            uses: GrantedUses(uses, per: .list))
    }

    static func grant(
        _ service: SampleService, fields: [PersonField]? = nil, scope: GrantScope, uses: GrantedUses
    ) throws -> Grant {
        try Grant(
            id: id(2),
            basis: .decision(GrantDecision(caseID: id(3), number: "12/QĐ-C06", date: date("2025-12-30"))),
            recipient: .organization(id(4)), service: service.granted,
            fields: scope.having(fields ?? service.fields), scope: scope, uses: uses,
            valid: date("2026-01-01")...date("2026-06-30"))
    }
}

/// Services as a catalogue might have them: all that the registry gets to know of one, and the fields it is about.
struct SampleService: Sendable {
    let granted: GrantedService
    let fields: [PersonField]

    init(_ code: String, _ shape: AnswerShape, _ fields: [PersonField]) {
        granted = GrantedService(code: code, shape: shape, keys: Subject.keys)
        self.fields = fields
    }

    static let identity = SampleService("auth.identity", .match, Subject.keys)
    static let spouse = SampleService("auth.spouse", .match, [.spouseID, .spouseName])
    static let bloodType = SampleService("auth.blood-type", .match, [.bloodType])
    static let residence = SampleService("provide.current-residence", .values, [.currentResidence])
    static let chosenFields = SampleService("provide.fields", .values, [.religion])
    static let household = SampleService(
        "provide.household", .household, [.householdID, .relationToHead, .householdMembers])
    static let all = [identity, spouse, bloodType, residence, chosenFields, household]

    /// All fields that a grant of it could name.
    var possibleFields: [PersonField] { PersonField.allCases.filter(granted.shape.answers) }
}

extension PersonRecord {
    /// The verdict on a claim that nothing but the record decides.
    func verdict(on field: PersonField, claim: String, places: PlaceNames) -> Verdict {
        verdict(on: field, claim: claim, Comparison(places: places, on: LocalDate(days: 20_788)))
    }
}
