// Claims of one organisation over requests: counted, stopped, and forgotten in time; and claims about two persons.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.SubjectRow

@testable import Records

struct GuessingTests {
    private let places: PlaceNames
    private let service: GrantedService

    init() throws {
        places = try RegistrySample.places()
        service = GrantedService(code: "auth.blood-type", shape: .match, keys: Subject.keys)
    }

    /// A request about one person by its number, answered at once.
    private func answer(
        _ number: Int, _ claims: [PersonField: String], about person: PersonRecord, in store: any Store,
        of recipient: Int = 4, at moment: Timestamp = RegistrySample.now
    ) async throws -> AnswerRow? {
        let subject = Subject(
            row: 1, personalID: person.personalID, fullName: person.fullName, birthDate: person.birthDate,
            claims: claims)
        let list = SubjectList(id: RegistrySample.id(1_000 + number), subjects: [subject])
        let grant = try Grant(
            id: RegistrySample.id(2_000 + number),
            basis: .decision(
                GrantDecision(caseID: RegistrySample.id(3_000 + number), number: "7/QĐ-C06", date: moment.date)),
            recipient: .organization(RegistrySample.id(recipient)), service: service, fields: Array(claims.keys),
            scope: .list(GrantedSubjects(list.reference)), uses: GrantedUses(1, per: .list),
            valid: moment.date...moment.date)
        try await store.write { db in
            try db.store(list)
            _ = try db.open(grant)
        }
        let release = try await ReleaseDesk(store: store, comparedBy: places).release(
            RegistrySample.id(4_000 + number), under: grant.id, by: .system, at: moment)
        return try await store.read { db in
            try db.blocks(of: release.id).flatMap { try db.answers(of: $0, in: release.id) }
        }.first
    }

    @Test func theOfficeIsToldWhereNothingIsComparedAnyMore() async throws {
        let watch = try await WatchSample(practices: 2)
        let rows = try DeskSample.rows(3)
        func answered(_ practice: Int, _ rows: [SubjectRow]) async throws -> CaseState {
            let id = try await watch.filed(by: practice, about: rows)
            for act in ["accept", "propose-approval", "sign", "issue"] { try await watch.sample.act(act, id) }
            try await watch.sample.worker.runDue(at: WatchSample.monday)
            return try await watch.sample.state(id)
        }
        for name in ["Một", "Hai", "Ba"] {
            var wrong = rows[0]
            wrong.fullName = "Nguyễn Văn Sai \(name)"
            #expect(try await answered(1, [wrong]).claimsStopped == nil)
        }
        let stopped = try await answered(1, rows)
        #expect(stopped.claimsStopped == 1 && stopped.releaseCounts?.rows == 3)
        let told = try await watch.sample.store.read { db in try db.caseEvents(stopped.id).map(\.event.name) }
        #expect(told.filter { $0 == "claimsStopped" }.count == 1)
        #expect(try await answered(1, [rows[1]]).claimsStopped == nil)
        #expect(try await answered(2, rows).claimsStopped == nil, "another organisation has not guessed")
        try await watch.sample.store.close()
    }

    @Test func wrongClaimsCountOverAllRequestsOfOneOrganisationAndAreForgotten() async throws {
        let store = try await RegistrySample.store()
        let person = try #require(try RegistrySample.people().first { $0.bloodType?.group == .ab })
        var told: [String?] = []
        for (number, claim) in ["O", "A", "B", "AB"].enumerated() {
            told.append(try await answer(number, [.bloodType: claim], about: person, in: store)?.fields.first?.data)
        }
        #expect(told == ["false", "false", "false", "not-comparable"])
        let other = try await answer(10, [.bloodType: "AB"], about: person, in: store, of: 5)
        #expect(other?.fields.first?.data == "true", "another organisation has not guessed")
        let later = RegistrySample.now.adding(seconds: (Limits.failedClaimDays + 1) * 86_400)
        let again = try await answer(11, [.bloodType: "O"], about: person, in: store, at: later)
        #expect(again?.fields.first?.data == "false")
        let kept = try await store.read { try $0.rows("SELECT failed_ms FROM failed_claim") }
        #expect(try kept.map { try $0.timestamp(at: 0) } == [later], "what counts no more is gone")
        try await store.close()
    }

    /// Every relation of the invented population, asked for by number, and as many that are none.
    @Test func relationsAreConfirmedByTheRecordOfTheOther() async throws {
        let store = try await RegistrySample.store()
        let people = try RegistrySample.people()
        let byNumber = Dictionary(uniqueKeysWithValues: people.map { ($0.personalID, $0) })
        var asked = 0
        for child in people where asked < 20 {
            guard let father = child.father?.personalID.flatMap({ byNumber[$0] }) else { continue }
            let stranger = try #require(people.first { $0.householdID != father.householdID && $0.father != nil })
            let (right, wrong) = (child.personalID.description, stranger.personalID.description)
            let row = try await answer(
                asked * 2, [.children: right, .householdMembers: wrong], about: father, in: store)
            let told = Dictionary(uniqueKeysWithValues: (row?.fields ?? []).map { ($0.field, $0.data) })
            let isKnown = father.householdID != nil && stranger.householdID != nil
            #expect(told == [.children: "true", .householdMembers: isKnown ? "false" : "no-data"])
            let head = people.first { $0.householdID == child.householdID && $0.relationToHead == .head }
            let named = try await answer(
                asked * 2 + 1, [.headID: head?.personalID.description ?? right, .headName: head?.fullName ?? "A"],
                about: child, in: store)
            #expect(named?.verdict?.value == (child.householdID == nil ? .noData : .matches))
            asked += 1
        }
        #expect(asked == 20)
        try await store.close()
    }
}
