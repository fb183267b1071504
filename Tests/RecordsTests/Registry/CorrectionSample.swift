// A citizen whose record is to be put right, at an office that can.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

import struct Forms.Answers
import struct Forms.FieldValues

@testable import Records

struct CorrectionSample {
    static let office = OfficeCode("00070")

    let office: DeskSample
    let person: PersonRecord
    let citizen: Actor

    init(on database: TestDatabase? = nil) async throws {
        office = try await DeskSample(populated: true, on: database)
        person = try #require(
            try RegistrySample.people().first {
                $0.lifeEnd == nil && $0.birthDate.day != nil && $0.birthDate.year < 2000
            })
        let new = NewAccount(
            username: "citizen", name: person.fullName, roles: [.citizen],
            personalID: person.personalID.description)
        let accounts = Accounts(store: office.store, passwords: try Passwords(cost: .cheapest))
        let id = try await accounts.addAccount(new, password: "một câu dài bất kỳ", by: .system, now: DeskSample.now)
        citizen = Actor(account: id, name: person.fullName, roles: [.citizen])
    }

    private func person(_ role: Role, _ state: CaseState) -> Actor {
        Samples.person(role, at: state.office ?? .central)
    }

    @discardableResult
    func act(
        _ slug: String, _ id: CaseID, by actor: Actor, _ input: FieldValues = FieldValues()
    ) async throws -> CaseState {
        try await office.empower(actor)
        return try await office.desk.perform(
            slug, on: id, by: actor, input: input, expected: nil, isReauthenticated: true, at: DeskSample.now)
    }

    /// A correction of the birth date that was decided and that the server has not made yet.
    func decided() async throws -> CaseID {
        let id = try await office.begin("correct.self", by: citizen)
        let day = "01/02/\(person.birthDate.year)"
        try await office.desk.save(
            page: "correction",
            Answers([
                "record_field": .text("birth_date"), "record_value": .text(day), "record_reason": .text("Ghi sai"),
            ]), of: id, by: citizen, at: DeskSample.now)
        try await office.desk.save(
            page: "undertakings", Answers(["undertake_true": .ticked]), of: id, by: citizen, at: DeskSample.now)
        let filed = try await act("submit", id, by: citizen)
        let sent: FieldValues = ["authority": Self.office.text, "reason": "Nơi cư trú"]
        let there = try await act("transfer", id, by: person(.clerk, filed), sent)
        try await act("accept", id, by: person(.clerk, there))
        try await decide(id)
        return id
    }

    /// Examines the request and decides for it.
    func decide(_ id: CaseID, _ outcome: String = "correct") async throws {
        let state = try await office.state(id)
        try await act(
            "examine-correction", id, by: person(.officer, state), ["finding": "Đúng", "outcome": "confirmed"])
        try await act(
            "decide-correction", id, by: person(.approver, state),
            ["reason": "Có căn cứ", "outcome": outcome, "password": "mật khẩu"])
    }

    /// A load gives the person another year of birth.
    func changeYearOfBirth(by years: Int) async throws {
        try await office.store.write { [person] db in
            guard var record = try db.person(person.personalID) else { return }
            let year = record.birthDate.year + years
            record.birthDate = PartialDate(year: year) ?? record.birthDate
            let change = try db.beginChange("load", by: .system, at: DeskSample.now)
            try db.change(record, validFrom: DeskSample.now.date, with: change)
        }
    }

    func record() async throws -> PersonRecord? {
        try await office.store.read { [person] db in try db.person(person.personalID) }
    }
}
