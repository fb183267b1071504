// Answers under grants: what each service says, and that nothing outside a grant ever leaves.

import Basics
import Foundation
import Testing

@testable import Registry

@Suite struct FulfilmentTests {
    private func answer(
        _ service: RegistryService, fields: [PersonField]? = nil, subject: Subject, record: PersonRecord?,
        relations: PersonRelations = .init()
    ) throws -> AnswerRow {
        let list = Samples.list([subject])
        let grant = try Samples.grant(service, fields: fields, list: list)
        let fulfilment = try Fulfilment(grant: grant, list: list, on: Samples.date("2026-03-01"))
        return fulfilment.answer(subject, record: record, relations: relations)
    }

    @Test func `Identity: all three keys, one answer`() throws {
        let record = try Samples.citizen()
        let right = try Samples.subject()
        #expect(try answer(.authIdentity, subject: right, record: record).verdict == .matches)
        var wrongName = right
        wrongName.fullName = "Nguyễn Văn Hoa"
        var wrongDate = right
        wrongDate.birthDate = try #require(PartialDate("1985-07-06"))
        let rows = try [wrongName, wrongDate].map { try answer(.authIdentity, subject: $0, record: record) }
        #expect(rows.allSatisfy { $0.verdict == .differs && $0.fields.isEmpty && !$0.isIdentified })
        #expect(rows[0] == rows[1], "which key was wrong is not to be seen")
        #expect(try answer(.authIdentity, subject: right, record: nil).verdict == .noData(.notIdentified))
    }

    @Test func `Identity with further fields: each its verdict, none without identification`() throws {
        let record = try Samples.citizen()
        let subject = try Samples.subject(claims: [.sex: "Nam", .ethnicity: "Kinh"])
        let fields: [PersonField] = [.personalID, .fullName, .birthDate, .sex, .ethnicity, .nativePlace]
        let row = try answer(.authIdentity, fields: fields, subject: subject, record: record)
        #expect(row.fields.map(\.field) == [.sex, .ethnicity, .nativePlace])
        #expect(row.fields.map(\.clause) == ["1.4", "1.5", "1.6"])
        #expect(row.fields.map(\.data) == ["true", "false", "no-data"])
        #expect(row.fields[2].reason == .noClaim)
        var stranger = subject
        stranger.fullName = "Người Khác"
        let refused = try answer(.authIdentity, fields: fields, subject: stranger, record: record)
        #expect(refused.fields.allSatisfy { $0.reason == .notIdentified })
    }

    @Test(arguments: [
        (["spouse_id": "079187000002"], "true"), (["spouse_id": "079187000009"], "false"),
        (["spouse_name": "Lê Thị Thủy"], "true"), (["spouse_name": "Lê Thị Hoa"], "false"),
        (["spouse_id": "079187000002", "spouse_name": "Lê Thị Thuỷ"], "true"),
        (["spouse_id": "079187000002", "spouse_name": "Lê Thị Hoa"], "false"), ([:], "no-data"),
    ])
    func `Spouse: number or name or both`(claims: [String: String], verdict: String) throws {
        let pairs = claims.compactMap { key, value in PersonField(rawValue: key).map { ($0, value) } }
        let subject = try Samples.subject(claims: Dictionary(uniqueKeysWithValues: pairs))
        let row = try answer(.authSpouse, subject: subject, record: try Samples.citizen())
        #expect(row.verdict?.code == verdict)
    }

    @Test func `Keys that identify nobody give no data, whichever failed`() throws {
        let record = try Samples.citizen()
        var rows: [AnswerRow] = []
        for service in RegistryService.allCases where service != .authIdentity {
            let fields = service == .provideFields ? [PersonField.religion] : service.ownFields
            var wrongName = try Samples.subject(claims: [.bloodType: "AB+", .spouseID: "079187000002"])
            wrongName.fullName = "Nguyễn Văn Ho"
            var wrongDate = try Samples.subject()
            wrongDate.birthDate = try #require(PartialDate("1985"))
            rows.append(try answer(service, fields: fields, subject: wrongName, record: record))
            rows.append(try answer(service, fields: fields, subject: wrongDate, record: record))
            rows.append(try answer(service, fields: fields, subject: wrongDate, record: nil))
        }
        for row in rows {
            #expect(!row.isIdentified && !row.disclosesAnything)
            #expect(row.fields.allSatisfy { $0.reason == .notIdentified })
            #expect(row.verdict == nil || row.verdict == .noData(.notIdentified))
        }
    }

    @Test func `Provision gives the granted values, each with its clause`() throws {
        let (record, relations) = (try Samples.citizen(), try Samples.relations())
        let row = try answer(.provideHousehold, subject: try Samples.subject(), record: record, relations: relations)
        #expect(row.fields.map(\.clause) == ["1.1", "1.2", "1.3"])
        #expect(row.fields.map(\.field) == [.householdID, .relationToHead, .householdMembers])
        #expect(row.fields[2].answer == .value(.persons(relations.household)))
        let residence = try answer(.provideCurrentResidence, subject: try Samples.subject(), record: record)
        #expect(residence.fields.map(\.data) == ["Thôn 3, xã Ea Kao, tỉnh Đắk Lắk"])
        var bare = record
        bare.currentResidence = nil
        let none = try answer(.provideCurrentResidence, subject: try Samples.subject(), record: bare)
        #expect(none.fields.map(\.reason) == [.noValue] && !none.disclosesAnything && none.isIdentified)
    }

    @Test func `Authentication never gives a value`() throws {
        let record = try Samples.citizen()
        for service in RegistryService.allCases where service.isAuthentication {
            var claims: [PersonField: String] = [:]
            for field in service.claimedFields { claims[field] = "x" }
            let row = try answer(
                service, fields: service.possibleFields, subject: try Samples.subject(claims: claims), record: record)
            #expect(!row.fields.contains { if case .value = $0.answer { true } else { false } })
        }
    }

    @Test func `A grant opens on its days, with its list, for its rows`() throws {
        let subjects = try (1...5).map { try Samples.subject($0) }
        let list = Samples.list(subjects)
        let grant = try Samples.grant(.authBloodType, list: list, rows: [4, 2, 2])
        #expect(grant.subjects.granted == 2)
        let open = try Fulfilment(grant: grant, list: list, on: Samples.date("2026-06-30"))
        #expect(open.subjects.map(\.row) == [2, 4])
        #expect(throws: FulfilmentRefusal.notYetValid) {
            try Fulfilment(grant: grant, list: list, on: Samples.date("2025-12-31"))
        }
        #expect(throws: FulfilmentRefusal.expired) {
            try Fulfilment(grant: grant, list: list, on: Samples.date("2026-07-01"))
        }
        var changed = subjects
        changed[4].claims[.bloodType] = "O"
        for other in [changed, Array(subjects.dropLast()), subjects.reversed()] {
            #expect(throws: FulfilmentRefusal.otherList) {
                try Fulfilment(grant: grant, list: Samples.list(other), on: Samples.date("2026-03-01"))
            }
        }
    }

    @Test func `Grants that cannot be`() throws {
        let list = Samples.list([try Samples.subject()])
        func faults(
            _ service: RegistryService, _ fields: [PersonField], rows: [Int]? = nil, uses: Int = 1
        ) throws -> [GrantFaults.Fault] {
            do {
                _ = try Samples.grant(service, fields: fields, list: list, rows: rows, uses: uses)
                return []
            } catch let error as GrantFaults {
                return error.faults
            }
        }
        #expect(try faults(.provideFields, []) == [.noField])
        #expect(try faults(.authBloodType, [.religion]) == [.fieldOutsideService(.religion)])
        #expect(try faults(.provideFields, [.sex, .sex]) == [.fieldTwice])
        #expect(try faults(.provideFields, [.sex], uses: 0) == [.noUse])
        #expect(try faults(.provideFields, [.sex], rows: []) == [.noSubject])
        #expect(try faults(.provideFields, [.sex], rows: [2]) == [.rowOutsideList])
        #expect(try faults(.provideFields, [.personalID]) == [.fieldOutsideService(.personalID)])
        #expect(try faults(.authIdentity, [.householdMembers]) == [.fieldOutsideService(.householdMembers)])
    }

    @Test func `A stored grant reads back, a tampered one does not`() throws {
        let list = Samples.list([try Samples.subject(claims: [.bloodType: "A"])])
        let grant = try Samples.grant(.authBloodType, list: list, rows: [1])
        let data = try JSONEncoder().encode(grant)
        #expect(try JSONDecoder().decode(Grant.self, from: data) == grant)
        let text = String(decoding: data, as: UTF8.self)
            .replacingOccurrences(of: "\"blood_type\"", with: "\"religion\"")
        #expect(throws: GrantFaults.self) { try JSONDecoder().decode(Grant.self, from: Data(text.utf8)) }
    }

    @Test(arguments: 0..<400)
    func `Nothing but what is granted ever leaves`(seed: Int) throws {
        var dice = SplitMix64(seed: UInt64(seed))
        let provinces = try Samples.provinces()
        let people = Array(SyntheticPopulation(citizens: 40, seed: UInt64(seed), provinces: provinces))
        let service = RegistryService.allCases[dice.below(RegistryService.allCases.count)]
        let possible = service.possibleFields.shuffled(using: &dice)
        let fields = Array(possible.prefix(1 + dice.below(possible.count)))
        let subjects = people.enumerated().map { index, person in
            var claims: [PersonField: String] = [:]
            for field in PersonField.allCases where field.mayBeClaimed && dice.perMille(300) {
                claims[field] = person.value(of: field, relations: .init())?.data ?? "x"
            }
            let name = dice.perMille(200) ? "Tên Sai" : person.fullName
            return Subject(
                row: index + 1, personalID: person.personalID, fullName: name, birthDate: person.birthDate,
                claims: claims)
        }
        let rows = dice.perMille(500) ? (1...40).filter { _ in dice.perMille(400) } + [1] : nil
        let list = Samples.list(subjects)
        let grant = try Samples.grant(service, fields: fields, list: list, rows: rows)
        let fulfilment = try Fulfilment(grant: grant, list: list, on: Samples.date("2026-02-01"))
        let relations = try Samples.relations()
        for subject in fulfilment.subjects {
            let record = people[subject.row - 1]
            let row = fulfilment.answer(subject, record: record, relations: relations)
            #expect(rows?.contains(row.row) ?? true)
            #expect(row.personalID == record.personalID)
            #expect(row.fields.allSatisfy { fields.contains($0.field) })
            #expect(row.verdict == nil || service.isAuthentication)
            for (field, clause) in row.disclosed(under: grant) {
                #expect(grant.clauses.contains(GrantClause(number: clause, field: field)))
            }
            #expect(row.isIdentified == (subject.fullName == record.fullName))
            #expect(row.isIdentified || row.fields.allSatisfy { $0.reason == .notIdentified })
            #expect(AnswerRow(row: row.row, personalID: row.personalID, stored: row.stored) == row)
        }
    }

    @Test func `Somebody else's record answers nothing`() throws {
        var other = try Samples.citizen()
        other.personalID = try Samples.number("001085099999")
        let row = try answer(.provideFields, fields: [.religion], subject: try Samples.subject(), record: other)
        #expect(!row.isIdentified && !row.disclosesAnything)
    }

    @Test(arguments: ["", "1", "x\u{1F}", "1\u{1F}\u{1E}sex", "1\u{1F}\u{1E}sex\u{1F}1.1\u{1F}v\u{1F}maybe"])
    func `Damaged stored answers are none`(stored: String) throws {
        #expect(AnswerRow(row: 1, personalID: try Samples.number("001085012345"), stored: stored) == nil)
    }
}
