// Answers under grants: what each service says, and that nothing outside a grant ever leaves.

import Basics
import Foundation
import Testing

@testable import Registry

struct FulfilmentTests {
    private let places: PlaceNames

    init() throws { places = try Samples.places() }

    private func answer(
        _ service: SampleService, fields: [PersonField]? = nil, subject: Subject, record: PersonRecord?,
        relations: PersonRelations = .init()
    ) throws -> AnswerRow {
        let list = Samples.list([subject])
        let grant = try Samples.grant(service, fields: fields, list: list)
        let day = try Samples.date("2026-03-01")
        let fulfilment = try Fulfilment(grant: grant, list: list.reference, on: day, places: places)
        return try fulfilment.answer(subject, record: record, relations: relations, on: day)
    }

    @Test func identityAllThreeKeysOneAnswer() throws {
        let record = try Samples.citizen()
        let right = try Samples.subject()
        #expect(try answer(.identity, subject: right, record: record).verdict == .matches)
        var wrongName = right
        wrongName.fullName = "Nguyễn Văn Hoa"
        var wrongDate = right
        wrongDate.birthDate = try #require(PartialDate("1985-07-06"))
        let rows = try [wrongName, wrongDate].map { try answer(.identity, subject: $0, record: record) }
        #expect(
            rows.allSatisfy { $0.verdict == Verdict(.differs, .notIdentified) && $0.fields.isEmpty && !$0.isIdentified }
        )
        #expect(rows[0] == rows[1], "which key was wrong is not to be seen")
        #expect(try answer(.identity, subject: right, record: nil).verdict == .noData(.notIdentified))
    }

    @Test func aFingerIsAnsweredByItsOwnComparisonAndOnlyForWhoIsIdentified() throws {
        let record = try Samples.citizen()
        let subject = try Samples.subject(claims: [.fingerprint: "a.iso"])
        var relations = PersonRelations()
        func verdict(_ subject: Subject) throws -> Verdict? {
            try answer(
                .identity, fields: Subject.keys + [.fingerprint], subject: subject, record: record, relations: relations
            ).fields.first.flatMap { field in
                if case .verdict(let verdict) = field.answer { verdict } else { nil }
            }
        }
        #expect(try verdict(subject) == .noData(.noValue))
        for found in [Verdict.matches, .differs, .notComparable(.replay)] {
            relations.fingerprint = found
            #expect(try verdict(subject) == found)
        }
        var stranger = subject
        stranger.fullName = "Người Khác"
        #expect(try verdict(stranger) == .noData(.notIdentified))
    }

    @Test func identityWithFurtherFieldsEachItsVerdictNoneWithoutIdentification() throws {
        let record = try Samples.citizen()
        let subject = try Samples.subject(claims: [.sex: "Nam", .ethnicity: "Kinh"])
        let fields: [PersonField] = [.personalID, .fullName, .birthDate, .sex, .ethnicity, .nativePlace]
        let row = try answer(.identity, fields: fields, subject: subject, record: record)
        #expect(row.fields.map(\.field) == [.sex, .ethnicity, .nativePlace])
        #expect(row.fields.map(\.clause) == ["1.4", "1.5", "1.6"])
        #expect(row.fields.map(\.data) == ["true", "false", "no-data"])
        #expect(row.fields[2].reason == .noClaim)
        var stranger = subject
        stranger.fullName = "Người Khác"
        let refused = try answer(.identity, fields: fields, subject: stranger, record: record)
        #expect(refused.fields.allSatisfy { $0.reason == .notIdentified })
    }

    @Test(arguments: [
        (["spouse_id": "079187000002"], "true"), (["spouse_id": "079187000009"], "false"),
        (["spouse_name": "Lê Thị Thủy"], "true"), (["spouse_name": "Lê Thị Hoa"], "false"),
        (["spouse_id": "079187000002", "spouse_name": "Lê Thị Thuỷ"], "true"),
        (["spouse_id": "079187000002", "spouse_name": "Lê Thị Hoa"], "false"), ([:], "no-data"),
    ])
    func spouseNumberOrNameOrBoth(claims: [String: String], verdict: String) throws {
        let pairs = claims.compactMap { key, value in PersonField(rawValue: key).map { ($0, value) } }
        let subject = try Samples.subject(claims: Dictionary(uniqueKeysWithValues: pairs))
        let row = try answer(.spouse, subject: subject, record: try Samples.citizen())
        #expect(row.verdict?.value.rawValue == verdict)
    }

    @Test func keysThatIdentifyNobodyGiveNoDataWhicheverFailed() throws {
        let record = try Samples.citizen()
        var rows: [AnswerRow] = []
        for service in SampleService.all.dropFirst() {
            var wrongName = try Samples.subject(claims: [.bloodType: "AB+", .spouseID: "079187000002"])
            wrongName.fullName = "Nguyễn Văn Ho"
            var wrongDate = try Samples.subject()
            wrongDate.birthDate = try #require(PartialDate("1985-07-06"))
            rows.append(try answer(service, subject: wrongName, record: record))
            rows.append(try answer(service, subject: wrongDate, record: record))
            rows.append(try answer(service, subject: wrongDate, record: nil))
        }
        for row in rows {
            #expect(!row.isIdentified && !row.fields.contains(where: \.tells))
            #expect(row.fields.allSatisfy { $0.reason == .notIdentified })
            #expect(row.verdict == nil || row.verdict == .noData(.notIdentified))
        }
    }

    @Test func keysThatCannotBeComparedAreSaidToBeSoWhateverTheRecordHolds() throws {
        let record = try Samples.citizen()
        let reasons: [(AnswerReason, (inout Subject) -> Void)] = [
            (.birthDateIncomplete, { $0.birthDate = PartialDate(year: 1985)! }),
            (.birthDateIncomplete, { $0.birthDate = PartialDate(year: 1985, month: 8)! }),
            (.birthDateIncomplete, { ($0.fullName, $0.birthDate) = ("Ai Đó", PartialDate(year: 1985)!) }),
            (.nameUnreadable, { $0.fullName = "Nguyễn Văn Hò\u{430}" }),
            (.nameUnreadable, { ($0.fullName, $0.birthDate) = ("Ηòa", PartialDate(year: 1990)!) }),
        ]
        for (reason, change) in reasons {
            var subject = try Samples.subject()
            change(&subject)
            for found in [record, nil] {
                for service in [SampleService.identity, .spouse, .residence] {
                    let row = try answer(service, subject: subject, record: found)
                    #expect(!row.isIdentified && row.fields.allSatisfy { $0.reason == reason && !$0.tells })
                    #expect(row.verdict?.reason ?? reason == reason && row.verdict?.value != .differs)
                }
            }
            #expect(try answer(.identity, subject: subject, record: record).verdict == .notComparable(reason))
        }
    }

    @Test func aNameWithoutItsMarksIsNotComparableForWhoHasAllElseRight() throws {
        let record = try Samples.citizen()
        var subject = try Samples.subject()
        subject.fullName = "NGUYEN VAN HOA"
        #expect(try answer(.identity, subject: subject, record: record).verdict == .notComparable(.marksMissing))
        #expect(try answer(.spouse, subject: subject, record: record).verdict == .noData(.marksMissing))
        subject.birthDate = try #require(PartialDate("1985-07-06"))
        #expect(try answer(.identity, subject: subject, record: record).verdict == Verdict(.differs, .notIdentified))
        subject = try Samples.subject()
        subject.fullName = "NGUYỄN VĂN \u{200B}HOÀ"
        #expect(try answer(.identity, subject: subject, record: record).verdict == .matches)
    }

    @Test func provisionGivesTheGrantedValuesEachWithItsClause() throws {
        let (record, relations) = (try Samples.citizen(), try Samples.relations())
        let row = try answer(.household, subject: try Samples.subject(), record: record, relations: relations)
        #expect(row.fields.map(\.clause) == ["1.1", "1.2", "1.3"])
        #expect(row.fields.map(\.field) == [.householdID, .relationToHead, .householdMembers])
        let named = relations.household.map { PersonMention(personalID: nil, name: $0.name, relation: $0.relation) }
        #expect(row.fields[2].answer == .value(.persons(named)))
        let residence = try answer(.residence, subject: try Samples.subject(), record: record)
        #expect(residence.fields.map(\.data) == ["Thôn 3, xã Ea Kao, tỉnh Đắk Lắk"])
        var bare = record
        bare.currentResidence = nil
        let none = try answer(.residence, subject: try Samples.subject(), record: bare)
        #expect(none.fields.map(\.reason) == [.noValue] && !none.fields[0].tells && none.isIdentified)
    }

    @Test func membersOfAHouseholdAreToldWithTheGrantedFieldsAlone() throws {
        let (record, relations) = (try Samples.citizen(), try Samples.relations())
        func told(_ fields: [PersonField]) throws -> [String] {
            try answer(
                .household, fields: fields, subject: try Samples.subject(), record: record, relations: relations
            ).fields.map(\.data)
        }
        #expect(try told([.householdMembers]) == [" | Nguyễn Văn Hòa | \n | Lê Thị Thuỷ | \n | Bé Chưa Có Số | "])
        #expect(
            try told([.relationToHead, .householdMembers])
                == ["head", " | Nguyễn Văn Hòa | head\n | Lê Thị Thuỷ | wife\n | Bé Chưa Có Số | child"])
        #expect(try told([.memberIDs]) == ["001085012345; 079187000002; –"])
        #expect(try told([.memberBirthDates]) == ["–; –; –"], "the sample says none")
    }

    @Test func authenticationNeverGivesAValue() throws {
        let record = try Samples.citizen()
        let fields = SampleService.identity.possibleFields
        let claims = Dictionary(uniqueKeysWithValues: fields.map { ($0, "x") })
        let row = try answer(.identity, fields: fields, subject: try Samples.subject(claims: claims), record: record)
        #expect(row.fields.count == fields.count - 3)
        #expect(!row.fields.contains { if case .value = $0.answer { true } else { false } })
    }

    @Test func aGrantOpensOnItsDaysWithItsListForItsRows() throws {
        let subjects = try (1...5).map { try Samples.subject($0) }
        let list = Samples.list(subjects)
        let grant = try Samples.grant(.bloodType, list: list, rows: [4, 2, 2])
        let open = try Fulfilment(grant: grant, list: list.reference, on: Samples.date("2026-06-30"), places: places)
        #expect((0...6).filter(open.grants(row:)) == [2, 4])
        #expect(throws: FulfilmentRefusal.otherList) {
            try open.answer(subjects[0], record: nil, on: Samples.date("2026-06-30"))
        }
        #expect(throws: FulfilmentRefusal.notYetValid) {
            try Fulfilment(grant: grant, list: list.reference, on: Samples.date("2025-12-31"), places: places)
        }
        #expect(throws: FulfilmentRefusal.expired) {
            try Fulfilment(grant: grant, list: list.reference, on: Samples.date("2026-07-01"), places: places)
        }
        var changed = subjects
        changed[4].claims[.bloodType] = "O"
        for other in [changed, Array(subjects.dropLast()), subjects.reversed()] {
            #expect(throws: FulfilmentRefusal.otherList) {
                try Fulfilment(
                    grant: grant, list: Samples.list(other).reference, on: Samples.date("2026-03-01"), places: places)
            }
        }
    }

    @Test(arguments: SampleService.all)
    func afterTheLastDayNothingIsTold(service: SampleService) throws {
        let list = Samples.list([try Samples.subject(claims: [.bloodType: "A"])])
        let grant = try Samples.grant(service, list: list)
        let begun = try Fulfilment(
            grant: grant, list: list.reference, on: Samples.date("2026-06-30"), places: places)
        let row = try begun.answer(
            list.subjects[0], record: Samples.citizen(), relations: Samples.relations(), on: Samples.date("2026-07-01"))
        #expect(!row.isIdentified && row.disclosed(under: grant).isEmpty)
        #expect(row.verdict == (service.granted.shape == .match ? .noData(.tooLate) : nil))
        #expect(row.fields.allSatisfy { $0.reason == .tooLate && !$0.tells })
    }

    @Test func grantsThatCannotBe() throws {
        let list = Samples.list([try Samples.subject()])
        func faults(
            _ service: SampleService, _ fields: [PersonField], rows: [Int]? = nil, uses: Int = 1
        ) throws -> [GrantFaults.Fault] {
            do {
                _ = try Samples.grant(service, fields: fields, list: list, rows: rows, uses: uses)
                return []
            } catch let error as GrantFaults {
                return error.faults
            }
        }
        #expect(try faults(.chosenFields, []) == [.noField])
        #expect(try faults(.household, [.religion]) == [.fieldOutsideShape(.religion)])
        #expect(try faults(.chosenFields, [.sex, .sex]) == [.fieldTwice])
        #expect(try faults(.chosenFields, [.sex], uses: 0) == [.noUse])
        #expect(try faults(.chosenFields, [.sex], rows: []) == [.noSubject])
        #expect(try faults(.chosenFields, [.sex], rows: [2]) == [.rowOutsideList])
        #expect(try faults(.chosenFields, [.personalID]) == [.fieldOutsideShape(.personalID)])
        #expect(try faults(.identity, [.represented]) == [.fieldOutsideShape(.represented)])
    }

    @Test func anIdentityCheckHasAllKeysFirstWhicheverOfThemWereNamed() throws {
        let list = Samples.list([try Samples.subject()])
        let grant = try Samples.grant(.identity, fields: [.sex, .birthDate], list: list)
        #expect(grant.fields == [.personalID, .fullName, .birthDate, .sex] && grant.checksIdentity)
        #expect(try !Samples.grant(.identity, fields: [.sex], list: list).checksIdentity)
        #expect(try !Samples.grant(.chosenFields, fields: [.fullName], list: list).checksIdentity)
    }

    @Test(arguments: [[], [.personalID], [.personalID, .fullName, .sex], Subject.keys + [.fullName]])
    func aGrantWithOtherKeysThanSubjectsHaveCannotBe(keys: [PersonField]) throws {
        let list = Samples.list([try Samples.subject()])
        let error = #expect(throws: GrantFaults.self) {
            try Grant(
                id: Samples.id(2),
                basis: .decision(
                    GrantDecision(caseID: Samples.id(3), number: "1", date: Samples.date("2026-01-01"))),
                recipient: .person(Samples.id(4)),
                service: GrantedService(code: "a.b", shape: .values, keys: keys), fields: [.sex],
                scope: .list(GrantedSubjects(list.reference)), uses: GrantedUses(1, per: .list),
                valid: Samples.date("2026-01-01")...Samples.date("2026-01-02"))
        }
        #expect(error?.faults == [.otherKeys])
    }

    @Test func aListThatNamesEnclosuresIsTheOneThatWasGranted() throws {
        var subject = try Samples.subject()
        subject.enclosure = "a.pdf"
        let (list, day) = (Samples.list([subject]), try Samples.date("2026-03-01"))
        let grant = try Samples.grant(.identity, list: list)
        #expect(throws: Never.self) {
            try Fulfilment(grant: grant, list: list.reference, on: day, places: places)
        }
        subject.enclosure = "b.pdf"
        #expect(throws: FulfilmentRefusal.otherList) {
            try Fulfilment(grant: grant, list: Samples.list([subject]).reference, on: day, places: places)
        }
    }

    static let scopes: [GrantScope] = [.named(by: [.personalID]), .someTables]

    @Test(arguments: scopes)
    func onlyListsAreAnsweredAboutOthers(scope: GrantScope) throws {
        let list = Samples.list([try Samples.subject()])
        let open = try Samples.grant(.bloodType, scope: scope, uses: GrantedUses(5, per: .call))
        let perCall = try Samples.grant(
            .bloodType, scope: .list(GrantedSubjects(list.reference)), uses: GrantedUses(5, per: .call))
        for grant in [open, perCall] {
            #expect(throws: FulfilmentRefusal.otherScope) {
                try Fulfilment(grant: grant, list: list.reference, on: Samples.date("2026-03-01"), places: places)
            }
        }
    }

    @Test func aStoredGrantReadsBackEvenIfItCouldNotBeMadeAnyMore() throws {
        let list = Samples.list([try Samples.subject(claims: [.bloodType: "A"])])
        let grant = try Samples.grant(.bloodType, list: list, rows: [1])
        let data = try JSONEncoder().encode(grant)
        #expect(try JSONDecoder().decode(Grant.self, from: data) == grant)
        let text = String(decoding: data, as: UTF8.self).replacing("\"blood_type\"", with: "\"children\"")
        let old = try JSONDecoder().decode(Grant.self, from: Data(text.utf8))
        #expect(old.fields == [.children])
        let day = try Samples.date("2026-03-01")
        let row = try Fulfilment(grant: old, list: list.reference, on: day, places: places)
            .answer(list.subjects[0], record: Samples.citizen(), on: day)
        #expect(row.verdict?.value == .noData, "what cannot be compared is not answered")
    }

    @Test(arguments: 0..<400)
    func nothingButWhatIsGrantedEverLeaves(seed: Int) throws {
        var dice = SplitMix64(seed: UInt64(seed))
        let provinces = try Samples.provinces()
        let people = Array(SyntheticPopulation(citizens: 40, seed: UInt64(seed), provinces: provinces))
        let service = SampleService.all[dice.below(SampleService.all.count)]
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
        let day = try Samples.date("2026-02-01")
        let fulfilment = try Fulfilment(grant: grant, list: list.reference, on: day, places: places)
        let relations = try Samples.relations()
        for subject in subjects where fulfilment.grants(row: subject.row) {
            let record = people[subject.row - 1]
            let row = try fulfilment.answer(subject, record: record, relations: relations, on: day)
            #expect(rows?.contains(row.row) ?? true)
            #expect(row.personalID == record.personalID)
            #expect(row.fields.allSatisfy { fields.contains($0.field) })
            #expect((row.verdict != nil) == (service.granted.shape == .match))
            for (field, clause) in row.disclosed(under: grant) {
                #expect(grant.clauses.contains(GrantClause(number: clause, field: field)))
            }
            #expect(row.isIdentified == (subject.fullName == record.fullName))
            let reason: AnswerReason = subject.birthDate.day == nil ? .birthDateIncomplete : .notIdentified
            #expect(row.isIdentified || row.fields.allSatisfy { $0.reason == reason })
            #expect(AnswerRow(row: row.row, personalID: row.personalID, stored: row.stored) == row)
            if !fields.contains(.memberIDs), !fields.contains(.children), !fields.contains(.represented) {
                let numbers = relations.household.compactMap(\.personalID?.description)
                #expect(!numbers.contains(where: row.stored.contains), "no member's number")
            }
            if !fields.contains(.relationToHead) { #expect(!row.stored.contains(" | wife")) }
        }
    }

    @Test func somebodyElsesRecordAnswersNothing() throws {
        var other = try Samples.citizen()
        other.personalID = try Samples.number("001085099999")
        let row = try answer(.chosenFields, fields: [.religion], subject: try Samples.subject(), record: other)
        #expect(!row.isIdentified && !row.fields.contains(where: \.tells))
    }

    @Test(arguments: [
        Verdict.matches, .differs, Verdict(.differs, .notIdentified), .notComparable(.claimFiner), .noData(.noValue),
    ])
    func verdictsSurviveStoringWithTheirReason(verdict: Verdict) throws {
        let field = FieldAnswer(field: .sex, clause: "1.1", answer: .verdict(verdict))
        let row = AnswerRow(
            row: 1, personalID: try Samples.number("001085012345"), isIdentified: true, verdict: verdict,
            fields: [field])
        let read = AnswerRow(row: 1, personalID: row.personalID, stored: row.stored)
        #expect(read == row && read?.fields.first?.data == verdict.value.rawValue)
    }

    @Test func notComparableCountsAsTold() throws {
        var record = try Samples.citizen()
        record.bloodType = BloodType(group: .a)
        let subject = try Samples.subject(claims: [.bloodType: "A+"])
        let grant = try Samples.grant(.bloodType, list: Samples.list([subject]))
        let row = try answer(.bloodType, subject: subject, record: record)
        #expect(row.verdict == .notComparable(.claimFiner))
        #expect(row.disclosed(under: grant).map(\.field) == [.bloodType], "the group is right, or it would differ")
    }

    @Test(arguments: [
        "1\u{1F}t\u{1F}why", "1\u{1F}x\u{1F}", "", "1", "x\u{1F}", "1\u{1F}\u{1E}sex",
        "1\u{1F}\u{1E}sex\u{1F}1.1\u{1F}v\u{1F}maybe",
    ])
    func damagedStoredAnswersAreNone(stored: String) throws {
        #expect(AnswerRow(row: 1, personalID: try Samples.number("001085012345"), stored: stored) == nil)
    }
}
