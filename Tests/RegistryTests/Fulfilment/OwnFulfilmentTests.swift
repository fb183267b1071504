// The grant about oneself: whose record it opens, and what it lets out.

import Basics
import Foundation
import Testing

@testable import Registry

struct OwnFulfilmentTests {
    private static let service = GrantedService(code: "lookup.self", shape: .values, keys: Subject.keys)

    private func grant(
        _ fields: [PersonField] = [.fullName, .bloodType], scope: GrantScope? = nil,
        recipient: RequesterReference = .person(Samples.id(4)), service: GrantedService = Self.service,
        uses: GrantedUses = GrantedUses(5, per: .call)
    ) throws -> Grant {
        let day = try Samples.date("2026-03-01")
        let scope = try scope ?? .oneself(Samples.citizen().personalID)
        return try Grant(
            id: Samples.id(2), basis: .law(article: "Khoản 3 Điều 4"), recipient: recipient, service: service,
            fields: scope.having(fields), scope: scope, uses: uses, valid: day...day)
    }

    @Test func tellsTheGrantedValuesAndNoOthers() throws {
        let citizen = try Samples.citizen()
        let fulfilment = try OwnFulfilment(grant: grant(), on: Samples.date("2026-03-01"))
        let answer = try fulfilment.answer(citizen)
        #expect(answer.isIdentified && answer.verdict == nil && answer.personalID == citizen.personalID)
        #expect(answer.fields.map(\.field) == [.fullName, .bloodType])
        #expect(answer.value(of: .fullName) == citizen.fullName && answer.value(of: .sex).isEmpty)
        #expect(answer.fields.map(\.clause) == ["1.1", "1.2"])
    }

    @Test func theRecordOfSomebodyElseIsRefused() throws {
        var other = try Samples.citizen()
        other.personalID = try #require(PersonalID(value: other.personalID.value + 1))
        let fulfilment = try OwnFulfilment(grant: grant(), on: Samples.date("2026-03-01"))
        #expect(throws: FulfilmentRefusal.otherList) { try fulfilment.answer(other) }
    }

    @Test(arguments: [("2026-02-28", FulfilmentRefusal.notYetValid), ("2026-03-02", .expired)])
    func opensOnItsDaysAlone(day: String, refusal: FulfilmentRefusal) throws {
        #expect(throws: refusal) { try OwnFulfilment(grant: grant(), on: Samples.date(day)) }
        #expect(throws: refusal) { try grant().persons(on: Samples.date(day)) }
    }

    @Test func whatIsAboutOthersOrCountedOtherwiseStaysShut() throws {
        let day = try Samples.date("2026-03-01")
        let list = Samples.list([try Samples.subject()])
        let others = [
            try grant(scope: .list(GrantedSubjects(list.reference))), try grant(scope: .named(by: [.personalID])),
            try grant(scope: .someTables), try grant(uses: GrantedUses(1, per: .list)),
            try grant([.fullName], service: GrantedService(code: "auth.name", shape: .match, keys: Subject.keys)),
        ]
        for grant in others {
            #expect(throws: FulfilmentRefusal.otherScope) { try OwnFulfilment(grant: grant, on: day) }
        }
        #expect(try grant().persons(on: day) == 1)
    }

    @Test func onlyAPersonHasARecordOfTheirOwn() throws {
        let error = #expect(throws: GrantFaults.self) { try grant(recipient: .organization(Samples.id(4))) }
        #expect(error?.faults == [.notAPerson])
    }

    @Test func aScopeReadsBackAsItWasStored() throws {
        let list = GrantedSubjects(Samples.list([]).reference, rows: [2, 1])
        let oneself = GrantScope.oneself(try Samples.citizen().personalID)
        for scope in [.named(by: [.personalID]), .someTables, oneself, .list(list)] {
            let data = try JSONEncoder().encode(scope)
            #expect(try JSONDecoder().decode(GrantScope.self, from: data) == scope)
        }
    }

    @Test func aBasisReadsBackAsItWasStored() throws {
        let decision = GrantDecision(caseID: Samples.id(3), number: "7/QĐ", date: try Samples.date("2026-03-01"))
        for basis in [GrantBasis.law(article: "Điều 4"), .decision(decision)] {
            let data = try JSONEncoder().encode(basis)
            #expect(try JSONDecoder().decode(GrantBasis.self, from: data) == basis)
        }
    }
}
