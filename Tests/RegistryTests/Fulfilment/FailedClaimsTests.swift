// Guessing ends before it is right.

import Basics
import Testing

@testable import Registry

struct FailedClaimsTests {
    private let places: PlaceNames

    init() throws { places = try Samples.places() }

    /// Answers claims one after the other, as requests of one organisation would; gives the row of each.
    private func answers(
        _ service: SampleService, fields: [PersonField]? = nil, _ subjects: [Subject]
    ) throws -> [AnswerRow] {
        var failed = FailedClaims()
        return try subjects.map { subject in
            let list = Samples.list([subject])
            let grant = try Samples.grant(service, fields: fields, list: list)
            let day = try Samples.date("2026-03-01")
            let fulfilment = try Fulfilment(grant: grant, list: list.reference, on: day, places: places)
            let row = try fulfilment.answer(subject, record: try Samples.citizen(), failed: failed, on: day)
            for claim in FailedClaim.all(in: row, to: subject) { failed.add(claim) }
            return row
        }
    }

    @Test func afterThreeWrongValuesNotEvenTheRightOneIsCompared() throws {
        let claims = ["O", "A", "B", "AB", "A"]
        let rows = try answers(.bloodType, try claims.map { try Samples.subject(claims: [.bloodType: $0]) })
        #expect(rows.map { $0.fields.first?.data } == ["false", "false", "false", "not-comparable", "not-comparable"])
        #expect(rows[3].fields.first?.reason == .tooManyClaims && rows[3].verdict == .notComparable(.tooManyClaims))
    }

    @Test func theSameWrongValueCountsOnceHoweverItIsWritten() throws {
        let claims = ["O", "o", " O ", "A", "AB"]
        let rows = try answers(.bloodType, try claims.map { try Samples.subject(claims: [.bloodType: $0]) })
        #expect(rows.map { $0.fields.first?.data } == ["false", "false", "false", "false", "true"])
    }

    @Test func datesOfBirthAreNotFoundByTrying() throws {
        let subjects = try ["1985-07-01", "1985-07-02", "1985-07-03", "1985-07-05"].map { date in
            var subject = try Samples.subject()
            subject.birthDate = try #require(PartialDate(date))
            return subject
        }
        let rows = try answers(.identity, subjects)
        #expect(rows.map { $0.verdict?.reason } == [.notIdentified, .notIdentified, .notIdentified, .tooManyClaims])
        #expect(rows.allSatisfy { !$0.isIdentified })
        let provided = try answers(.chosenFields, fields: [.phone], subjects)
        #expect(provided.last?.fields.allSatisfy { $0.answer == .noData(.tooManyClaims) } == true)
    }

    @Test func whatCannotBeReadOrIsRightCountsNothing() throws {
        let claims = ["x", "y", "z", "w", "AB+", "AB", "A"]
        let rows = try answers(.bloodType, try claims.map { try Samples.subject(claims: [.bloodType: $0]) })
        #expect(rows.map { $0.fields.first?.data }.suffix(3) == ["true", "true", "false"])
    }
}
