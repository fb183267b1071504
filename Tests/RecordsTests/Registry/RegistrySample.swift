// A store with a small population, lists and grants about it.

import Basics
import Casework
import Foundation
import Registry
import Storage
import TestKit
import Testing

@testable import Records

enum RegistrySample {
    static let now = Timestamp(LocalDate(days: 20_500), hour: 9)
    static let today = now.date
    static let citizens = 600

    static func provinces() throws -> Provinces {
        try #require(Provinces.load(unitsFile("provinces.csv"), file: "provinces.csv").0)
    }

    static func known() throws -> ImportKnowledge { ImportKnowledge(provinces: try provinces()) }

    static func places() throws -> PlaceNames {
        try #require(
            PlaceNames.load(
                provinces(), names: (unitsFile("names.csv"), "names.csv"),
                homonyms: (unitsFile("homonyms.csv"), "homonyms.csv")
            ).0)
    }

    private static func unitsFile(_ name: String) throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try [UInt8](Data(contentsOf: root.appendingPathComponent("Workflows/units/\(name)")))
    }

    static func people(_ count: Int = citizens, seed: UInt64 = 7) throws -> [PersonRecord] {
        Array(SyntheticPopulation(citizens: count, seed: seed, provinces: try provinces()))
    }

    static func store(populated: Bool = true, on database: TestDatabase? = nil) async throws -> any Store {
        let store = try await migratedStore(on: database, now: now)
        if populated { try await populate(store) }
        return store
    }

    static func populate(_ store: any Store) async throws {
        let population = SyntheticPopulation(citizens: citizens, seed: 7, provinces: try provinces())
        _ = try await store.generatePopulation(population, seed: 7, by: .system, at: now)
    }

    /// A populated store in which that list is kept and a grant about it is open.
    static func store(opened grant: Grant, of list: SubjectList) async throws -> any Store {
        let store = try await store()
        try await store.write { db in
            try db.store(list)
            _ = try db.open(grant)
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

    /// A grant of a shipped service over the fields it is about, or over those.
    static func grant(
        _ code: String, fields: [PersonField]? = nil, list: SubjectList, rows: [Int]? = nil, uses: Int = 1
    ) throws -> Grant {
        let service = try ShippedProcedure.loaded().service(code)
        return try Grant(
            id: id(2), basis: .decision(GrantDecision(caseID: id(3), number: "7/QĐ-C06", date: today)),
            recipient: .organization(id(4)), service: service.granted,
            fields: fields ?? service.fields.compactMap { PersonField(rawValue: $0) },
            scope: .list(GrantedSubjects(list.reference, rows: rows)), uses: GrantedUses(uses, per: .list),
            valid: today...today.adding(days: 30))
    }
}

extension Connection {
    func usesMade(of grant: GrantID) throws -> Int? {
        try one("SELECT uses_made FROM data_grant WHERE id = \(grant)")?.int(at: 0)
    }

    /// The rows of the releases of a case.
    func releases(of caseID: CaseID) throws -> [Row] {
        try rows("SELECT id FROM data_release WHERE case_id = \(caseID)")
    }
}
