// The grant about whomever a call names: what it answers, and what it refuses before it looks.

import Basics
import Foundation
import Testing

@testable import Registry

struct CallFulfilmentTests {
    private static let day = "2026-03-01"

    private func grant(
        _ fields: [PersonField] = [.sex, .permanentResidence], shape: AnswerShape = .values,
        scope: GrantScope = .named(by: Subject.keys), uses: GrantedUses = GrantedUses(10, per: .call)
    ) throws -> Grant {
        let day = try Samples.date(Self.day)
        return try Grant(
            id: Samples.id(2), basis: .decision(GrantDecision(caseID: Samples.id(1), number: "01/QĐ", date: day)),
            recipient: .organization(Samples.id(3)),
            service: GrantedService(code: "eid.assertion", shape: shape, keys: Subject.keys),
            fields: scope.having(fields), scope: scope, uses: uses, valid: day...day)
    }

    private func fulfilment(_ grant: Grant) throws -> CallFulfilment {
        try CallFulfilment(grant: grant, on: Samples.date(Self.day), places: Samples.places())
    }

    private func call(
        name: String = "Nguyễn Văn Hòa", birth: String = "1985-07-05", claims: [PersonField: String] = [:],
        values: Set<PersonField> = []
    ) throws -> PersonCall {
        PersonCall(
            personalID: try Samples.citizen().personalID, fullName: name, birthDate: try #require(PartialDate(birth)),
            claims: claims, values: values)
    }

    private func answer(_ call: PersonCall, _ grant: Grant, failed: FailedClaims = .init()) throws -> AnswerRow {
        try fulfilment(grant).answer(
            call, record: Samples.citizen(), failed: failed, on: Samples.date(Self.day))
    }

    @Test func givesWhatIsWantedAndConfirmsWhatIsClaimed() throws {
        let answer = try answer(call(claims: [.sex: "nam"], values: [.permanentResidence]), grant())
        #expect(answer.isIdentified && answer.verdict == .matches)
        #expect(answer.fields.map(\.field) == [.sex, .permanentResidence])
        #expect(answer.fields.map(\.clause) == ["1.1", "1.2"])
        #expect(answer.value(of: .sex) == "true")
        #expect(answer.value(of: .permanentResidence).hasPrefix("Số 12, đường Lê Lợi"))
        #expect(answer.disclosed(under: try grant()).map(\.field) == [.personalID, .sex, .permanentResidence])
    }

    @Test func aCallAsksForNoMoreThanItSays() throws {
        let answer = try answer(call(), grant())
        #expect(answer.fields.isEmpty && answer.verdict == .matches)
        let told = answer.disclosed(under: try grant())
        #expect(told.map(\.field) == [.personalID] && told.map(\.clause) == ["1"], "that the keys go together is told")
        let fulfilment = try fulfilment(grant())
        #expect(fulfilment.fieldsRead(try call()).isEmpty)
        #expect(fulfilment.fieldsRead(try call(values: [.sex])) == [.sex])
    }

    @Test(arguments: [("Nguyễn Văn Hoà Bình", "1985-07-05"), ("Nguyễn Văn Hòa", "1985-07-06")])
    func wrongKeysAreToldAndNothingElse(name: String, birth: String) throws {
        let call = try call(name: name, birth: birth, claims: [.sex: "nam"], values: [.permanentResidence])
        let answer = try answer(call, grant())
        #expect(!answer.isIdentified && answer.verdict == Verdict(.differs, .notIdentified))
        #expect(answer.fields.allSatisfy { $0.reason == .notIdentified })
        #expect(answer.value(of: .permanentResidence).isEmpty)
        #expect(FailedClaim.all(in: answer, to: call.subject).map(\.field) == [.personalID])
    }

    @Test func whomNobodyKnowsIsNoData() throws {
        let answer = try fulfilment(grant()).answer(
            call(values: [.sex]), record: nil, on: Samples.date(Self.day))
        #expect(answer.verdict == .noData(.notIdentified) && answer.value(of: .sex).isEmpty)
        #expect(answer.disclosed(under: try grant()).isEmpty || answer.verdict?.tells == true)
    }

    @Test func afterTooManyWrongClaimsNothingIsComparedOrGiven() throws {
        var failed = FailedClaims()
        for number in 0..<Limits.failedClaimsMax {
            failed.add(
                FailedClaim(
                    person: try Samples.citizen().personalID, field: .personalID, digest: Digest(of: "\(number)")))
        }
        let answer = try answer(call(values: [.permanentResidence]), grant(), failed: failed)
        #expect(!answer.isIdentified && answer.verdict == .notComparable(.tooManyClaims))
        #expect(answer.value(of: .permanentResidence).isEmpty)
    }

    @Test(arguments: PersonField.allCases)
    func noFieldOutsideTheGrantIsAnswered(field: PersonField) throws {
        let grant = try grant()
        let fulfilment = try fulfilment(grant)
        for call in [try call(claims: [field: "x"]), try call(values: [field])] {
            let fault = fulfilment.fault(call)
            if grant.fields.contains(field) {
                #expect(fault != .notGranted(field))
            } else {
                #expect(fault == .notGranted(field))
                #expect(
                    try answer(call, grant).fields.isEmpty, "and where nobody asks for the fault, it is not told")
            }
        }
    }

    @Test func aGrantToConfirmGivesNothing() throws {
        let grant = try grant([.sex], shape: .match)
        let fulfilment = try fulfilment(grant)
        #expect(fulfilment.fault(try call(values: [.sex])) == .notGranted(.sex))
        #expect(fulfilment.fault(try call(claims: [.sex: "nam"])) == nil)
        #expect(try answer(call(claims: [.sex: "nữ"]), grant).value(of: .sex) == "false")
    }

    @Test func whatCannotBeReadOrIsSaidTwiceIsAFault() throws {
        let fulfilment = try fulfilment(grant())
        #expect(fulfilment.fault(try call(claims: [.sex: "?"])) == .notReadable(.sex))
        #expect(
            fulfilment.fault(try call(claims: [.sex: "nam"], values: [.sex])) == .claimedAndWanted(.sex))
    }

    @Test func whatIsAboutOthersOrCountedOtherwiseStaysShut() throws {
        let list = Samples.list([try Samples.subject()])
        let others = [
            try grant(scope: .list(GrantedSubjects(list.reference)), uses: GrantedUses(1, per: .list)),
            try grant(scope: .someTables), try grant(uses: GrantedUses(1, per: .list)),
        ]
        for grant in others { #expect(throws: FulfilmentRefusal.otherScope) { try fulfilment(grant) } }
        #expect(throws: FulfilmentRefusal.otherScope) { try grant().open(on: Samples.date(Self.day)) }
        #expect(try grant().persons(on: Samples.date(Self.day)) == 1)
    }

    @Test(arguments: [("2026-02-28", FulfilmentRefusal.notYetValid), ("2026-03-02", .expired)])
    func opensOnItsDaysAlone(day: String, refusal: FulfilmentRefusal) throws {
        #expect(throws: refusal) {
            try CallFulfilment(grant: grant(), on: Samples.date(day), places: Samples.places())
        }
        #expect(throws: refusal) { try grant().persons(on: Samples.date(day)) }
    }
}
