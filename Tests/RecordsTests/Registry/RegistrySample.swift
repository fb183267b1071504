// A store with a small population, lists and grants about it.

import Basics
import Casework
import Foundation
import Records
import Registry
import Storage
import StorageSQLite
import Testing

enum RegistrySample {
    static let now = Timestamp(LocalDate(days: 20_500), hour: 9)
    static let today = now.date
    static let citizens = 600

    static func provinces() throws -> Provinces {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Workflows/units/provinces.csv")
        return try #require(Provinces.load([UInt8](Data(contentsOf: file)), file: "provinces.csv").0)
    }

    static func people(_ count: Int = citizens, seed: UInt64 = 7) throws -> [PersonRecord] {
        Array(SyntheticPopulation(citizens: count, seed: seed, provinces: try provinces()))
    }

    static func store(populated: Bool = true) async throws -> SQLiteStore {
        let store = try SQLiteStore.temporary()
        _ = try await MigrationRunner.migrate(store, Migrations.all, now: now)
        if populated {
            let population = SyntheticPopulation(citizens: citizens, seed: 7, provinces: try provinces())
            _ = try await store.generatePopulation(population, seed: 7, by: .system, at: now)
        }
        return store
    }

    static func id<S>(_ number: Int) -> Identifier<S> {
        let bytes = withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
        return Identifier(at: now, random: [0, 0] + bytes)
    }

    static func list(_ people: [PersonRecord], claims: (PersonRecord) -> [PersonField: String] = { _ in [:] })
        -> SubjectList
    {
        let subjects = people.enumerated().map { index, person in
            Subject(
                row: index + 1, personalID: person.personalID, fullName: person.fullName,
                birthDate: person.birthDate, claims: claims(person))
        }
        return SubjectList(id: id(1), subjects: subjects)
    }

    static func grant(
        _ service: RegistryService, fields: [PersonField]? = nil, list: SubjectList, rows: [Int]? = nil, uses: Int = 1,
        number: Int = 2
    ) throws -> Grant {
        try Grant(
            id: id(number), caseID: id(3), recipient: id(4), service: service, fields: fields ?? service.ownFields,
            subjects: GrantedSubjects(list, rows: rows), usesAllowed: uses, valid: today...today.adding(days: 30),
            decision: ("7/QĐ-C06", today))
    }
}
