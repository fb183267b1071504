// Claims that no field of the record holds as such: ages, life, the household head, who belongs to whom.

import Basics
import Testing

@testable import Registry

struct DerivedClaimsTests {
    private let places: PlaceNames

    init() throws { places = try Samples.places() }

    private func verdict(
        _ field: PersonField, _ claim: String, of person: PersonRecord? = nil,
        relations: PersonRelations = PersonRelations(), on day: String = "2026-12-01"
    ) throws -> Verdict {
        let comparison = Comparison(places: places, relations: relations, on: try Samples.date(day))
        return try (person ?? Samples.citizen()).verdict(on: field, claim: claim, comparison)
    }

    @Test(arguments: [
        ("1985-07-05", "41", "2026-07-05", "true"), ("1985-07-05", "41", "2026-07-04", "false"),
        ("1985-07-05", "42", "2026-12-01", "false"), ("1985-07-05", "18", "2026-12-01", "true"),
        ("2008-02-29", "18", "2026-02-28", "false"), ("2008-02-29", "18", "2026-03-01", "true"),
        ("2008-02-29", "20", "2028-02-29", "true"), ("2008", "18", "2026-12-30", "not-comparable"),
        ("2008", "18", "2026-12-31", "true"), ("2008", "18", "2025-12-31", "false"),
        ("2008-05", "18", "2026-05-10", "not-comparable"), ("2008-05", "18", "2026-05-31", "true"),
        ("2008-05", "18", "2026-04-30", "false"), ("1985-07-05", "mười tám", "2026-12-01", "not-comparable"),
        ("1985-07-05", "018", "2026-12-01", "not-comparable"), ("1985-07-05", "0", "2026-12-01", "not-comparable"),
        ("1985-07-05", "-5", "2026-12-01", "not-comparable"), ("1985-07-05", "151", "2026-12-01", "not-comparable"),
    ])
    func ageIsReachedOnTheBirthday(birth: String, years: String, day: String, expected: String) throws {
        var person = try Samples.citizen()
        person.birthDate = try #require(PartialDate(birth))
        #expect(try verdict(.minimumAge, years, of: person, on: day).value.rawValue == expected)
    }

    /// Over every day of years and many births: with the day known it is decided, and once reached stays so.
    @Test func anAgeOnceReachedStays() throws {
        var person = try Samples.citizen()
        for birth in ["1960-01-01", "1999-12-31", "2000-02-29"] {
            person.birthDate = try #require(PartialDate(birth))
            var reached = false
            let first = try Samples.date("2017-01-01")
            for offset in 0..<1_500 {
                let verdict = try verdict(.minimumAge, "18", of: person, on: first.adding(days: offset).description)
                #expect(verdict == .matches || (!reached && verdict == .differs))
                reached = verdict == .matches
            }
            #expect(reached)
        }
    }

    @Test(arguments: [
        (nil, "Còn sống", "true"), (nil, "alive", "true"), (nil, "Đã chết", "false"), (nil, "mất tích", "false"),
        (LifeEnd.Kind.died, "đã chết", "true"), (.died, "Còn sống", "false"), (.died, "mất tích", "false"),
        (.missing, "missing", "true"), (.missing, "còn sống", "false"), (.died, "?", "not-comparable"),
    ])
    func lifeIsWhatTheRegistryKnows(end: LifeEnd.Kind?, claim: String, expected: String) throws {
        var person = try Samples.citizen()
        let date = try #require(PartialDate("2024"))
        person.lifeEnd = end.map { LifeEnd(kind: $0, date: date) }
        #expect(try verdict(.lifeStatus, claim, of: person).value.rawValue == expected)
    }

    @Test func headOfTheHouseholdIsComparedByNumberAndName() throws {
        var relations = PersonRelations()
        #expect(try verdict(.headID, "001085012345", relations: relations) == .noData(.noValue))
        relations.head = PersonMention(personalID: try Samples.number("079160000008"), name: "Trần Thị Chủ")
        #expect(try verdict(.headID, "079 160 000008", relations: relations) == .matches)
        #expect(try verdict(.headID, "079160000009", relations: relations) == .differs)
        #expect(try verdict(.headName, "trần thị chủ", relations: relations) == .matches)
        #expect(try verdict(.headName, "Tran Thi Chu", relations: relations) == .notComparable(.marksMissing))
    }

    /// What the record of the claimed person does not know is never a difference.
    @Test func childIsWhoseRecordNamesTheParentOfThisSex() throws {
        let (me, other) = (try Samples.citizen(), try Samples.number("001215000009"))
        func child(_ claimed: ClaimedPerson?) throws -> Verdict {
            var relations = PersonRelations()
            relations.claimed[other] = claimed
            return try verdict(.children, other.description, relations: relations)
        }
        #expect(try child(nil) == .noData(.noValue))
        #expect(try child(ClaimedPerson()) == .noData(.noValue))
        #expect(try child(ClaimedPerson(mother: me.personalID)) == .noData(.noValue), "a father is no mother")
        #expect(try child(ClaimedPerson(father: me.personalID)) == .matches)
        #expect(try child(ClaimedPerson(father: other)) == .differs)
        #expect(try verdict(.children, me.personalID.description) == .differs)
        #expect(try verdict(.children, "12") == .notComparable(.claimUnreadable))
    }

    @Test func memberOfTheHouseholdSharesIt() throws {
        let other = try Samples.number("079187000002")
        func member(_ household: String?, of person: PersonRecord? = nil) throws -> Verdict {
            var relations = PersonRelations()
            relations.claimed[other] = ClaimedPerson(householdID: household)
            return try verdict(.householdMembers, other.description, of: person, relations: relations)
        }
        #expect(try member("HK000000001") == .matches)
        #expect(try member("HK000000002") == .differs)
        #expect(try member(nil) == .noData(.noValue))
        var alone = try Samples.citizen()
        alone.householdID = nil
        #expect(try member("HK000000001", of: alone) == .noData(.noValue))
    }

    /// Nobody may be granted the value of what is only ever concluded.
    @Test func derivedFieldsAreConfirmedAndNeverProvided() {
        for field in PersonField.allCases where field.isDerived {
            #expect(field.mayBeClaimed && !AnswerShape.values.answers(field) && !AnswerShape.household.answers(field))
            #expect(PersonValue("1", of: field) == nil || field.kind == .name || field.kind == .number)
        }
    }
}
