// Requests of several organisations, filed at chosen moments, and what the officer is told of them.

import Basics
import Casework
import Registry
import Storage
import TestKit

import struct Forms.SubjectRow

@testable import Records

struct WatchSample: Sendable {
    let sample: DeskSample
    static let monday = Samples.monday

    /// A notary practice beside those of the samples.
    static func practice(_ number: Int) -> Organization {
        var practice = Samples.notary
        practice.id = Samples.id(5_000 + number)
        practice.name = "Văn phòng công chứng thứ \(number)"
        return practice
    }

    /// So many of them have a place in the registers.
    init(practices: Int, on database: TestDatabase? = nil) async throws {
        sample = try await DeskSample(populated: true, on: database)
        let accounts = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest))
        for number in 1...practices {
            try await accounts.addOrganization(Self.practice(number), by: .system, now: Self.monday)
        }
    }

    func drafted(
        by practice: Int, about rows: [SubjectRow], _ service: String = "auth.identity", at moment: Timestamp = monday
    ) async throws -> CaseID {
        let filer = Samples.person(.filer, of: Self.practice(practice))
        let id = try await sample.begin(service, by: filer, at: moment)
        var given = try GivenCase(service)
        given.fillIn()
        try await sample.desk.save(page: "purpose", given.state.answers, of: id, by: filer, at: moment)
        let list = SubjectListID(at: moment, random: Random.bytes(10))
        try await sample.desk.replaceSubjects(rows, list: list, of: id, by: filer, at: moment)
        return id
    }

    func filed(
        by practice: Int, about rows: [SubjectRow], _ service: String = "auth.identity", at moment: Timestamp = monday
    ) async throws -> CaseID {
        let id = try await drafted(by: practice, about: rows, service, at: moment)
        for act in ["submit", "vouch"] { try await sample.act(act, id, at: moment) }
        return id
    }

    func figures(_ id: CaseID, at moment: Timestamp = monday) async throws -> WatchFigures? {
        let state = try await sample.state(id)
        return try await sample.store.read { [sample] db in
            try db.figures(of: state, by: sample.procedures.calendar, at: moment)
        }
    }

    /// What somebody is shown: the officer who has the case, unless told otherwise.
    func report(_ id: CaseID, for reader: Actor? = nil, at moment: Timestamp = monday) async throws -> WatchReport? {
        let state = try await sample.state(id)
        let procedure = try ShippedProcedure.loaded().procedure
        let officer = Samples.person(.officer, at: state.office ?? .central)
        return try await sample.desk.watch(state, procedure, for: reader ?? officer, at: moment)
    }

    func said(_ id: CaseID, at moment: Timestamp = monday) async throws -> [String] {
        try await report(id, at: moment)?.reasons.map { "\($0.weight.rawValue) \($0.code)" } ?? []
    }
}
