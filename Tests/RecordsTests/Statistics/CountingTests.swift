// The population is counted as it was on a day, by whoever takes the day first, and never with another secret.

import Basics
import Casework
import Foundation
import Registry
import Storage
import TestKit
import Testing

@testable import Records
@testable import Statistics

struct CountingTests {
    private static let now = RegistrySample.now
    private static let today = RegistrySample.today

    private static func secret() -> StatisticsSecret {
        StatisticsSecret(
            path: FileManager.default.temporaryDirectory.appendingPathComponent("statistics-\(UUID())").path)
    }

    private static func desk(_ store: any Store, _ secret: StatisticsSecret = secret()) -> CountingDesk {
        CountingDesk(store: store, secret: secret)
    }

    /// Counts all that waits.
    private static func countAll(_ desk: CountingDesk, at now: Timestamp = now) async throws -> [CountedDay] {
        var counted: [CountedDay] = []
        while let day = try await desk.countNext(by: .system, at: now) { counted.append(day) }
        return counted
    }

    private static func blocks(_ store: any Store, _ day: LocalDate) async throws -> [String: SummaryBlock] {
        try await store.read { db in
            let rows = try db.rows("SELECT commune, content FROM population_block WHERE day_on = \(day)")
            return try rows.reduce(into: [:]) { blocks, row in
                blocks[try row.text(at: 0)] = try SummaryBlock(try row.blob(at: 1))
            }
        }
    }

    /// What the blocks should have: reckoned from the people themselves, in memory.
    private static func expected(
        _ people: [PersonRecord], on day: LocalDate, place: (PersonRecord) -> String?
    ) throws -> [String: [Int: Int]] {
        let living = people.filter { Profile(of: $0, on: day, householdSize: nil) != nil }
        let sizes = Dictionary(grouping: living.filter { $0.householdID != nil }, by: \.householdID).mapValues(\.count)
        var cells: [String: [Int: Int]] = [:]
        for person in living {
            guard let place = place(person) else { continue }
            let size = person.householdID == nil ? nil : sizes[person.householdID]
            let profile = try #require(Profile(of: person, on: day, householdSize: size))
            cells[place, default: [:]][profile.packed, default: 0] += 1
        }
        return cells
    }

    private static func cells(_ blocks: [String: SummaryBlock]) -> [String: [Int: Int]] {
        blocks.mapValues { block in
            Dictionary(uniqueKeysWithValues: block.cells.map { ($0.profile, $0.value.count) })
        }
    }

    private static func province(of person: PersonRecord) -> String? {
        person.countedResidence?.province.map { "999\($0)" }
    }

    // MARK: What is counted

    @Test func everybodyIsCountedOnceInTheirProvince() async throws {
        let store = try await RegistrySample.store()
        let days = try await Self.countAll(Self.desk(store))
        #expect(days.map(\.day.description).sorted() == ["2024-12-31", "2025-12-31", Self.today.description])
        for day in days.map(\.day) {
            let expected = try Self.expected(RegistrySample.people(), on: day, place: Self.province)
            #expect(expected.count > 10)
            #expect(Self.cells(try await Self.blocks(store, day)) == expected)
            let persons = expected.values.flatMap(\.values).reduce(0, +)
            #expect(days.first { $0.day == day }?.persons == persons)
        }
        let entries = try await store.read { try $0.entries(of: "registry") }.filter { $0.type == "population-counted" }
        #expect(entries.count == 3)
        try await store.close()
    }

    @Test func aListOfCommunesGivesTheirCodesAndWhoLivesInNoneIsSaid() async throws {
        let store = try await RegistrySample.store()
        let people = try RegistrySample.people()
        let places = Set(
            people.compactMap(\.countedResidence).map { [$0.province ?? "", $0.commune ?? ""] }
                .filter { $0[0] == "01" })
        let communes = places.sorted { $0[1] < $1[1] }.enumerated().map { index, place in
            Commune(code: padded(index + 1, to: 5), name: place[1].uppercased(), kind: .ward, province: place[0])
        }
        try #require(communes.count > 3)
        _ = try await store.importCommunes(
            Communes(communes), from: Digest(of: []), by: .system, at: Self.now)
        let days = try await Self.countAll(Self.desk(store))
        let list = Communes(communes)
        let expected = try Self.expected(people, on: Self.today) { person in
            guard let home = person.countedResidence, let name = home.commune, let province = home.province else {
                return nil
            }
            return list.code(named: name, in: province)
        }
        #expect(Self.cells(try await Self.blocks(store, Self.today)) == expected)
        let counted = try #require(days.first { $0.day == Self.today })
        let living = people.count { Profile(of: $0, on: Self.today, householdSize: nil) != nil }
        #expect(counted.persons + counted.elsewhere == living && counted.elsewhere > 0 && counted.persons > 0)
        try await store.close()
    }

    @Test func whoChangedSinceIsCountedAsTheyWereOnTheDay() async throws {
        let store = try await RegistrySample.store()
        let desk = Self.desk(store)
        _ = try await Self.countAll(desk)
        let before = Self.cells(try await Self.blocks(store, Self.today))

        // One dies, one marries and moves into another household and province, one has no household any more.
        var people = try RegistrySample.people()
        let later = Self.now.adding(seconds: 10 * 86_400)
        let living = people.indices.filter { people[$0].lifeEnd == nil && people[$0].householdID != nil }
        let (dies, moves, leaves) = (living[0], living[living.count / 2], living[living.count - 1])
        people[dies].lifeEnd = LifeEnd(kind: .died, date: try #require(PartialDate("2026-02-20")))
        people[moves].householdID = people[leaves].householdID
        people[moves].currentResidence = people[leaves].countedResidence
        people[moves].maritalStatus = .divorced
        people[leaves].householdID = nil
        let changed = [people[dies], people[moves], people[leaves]]
        try await store.write { db in
            let change = try db.beginChange("case:x", by: .system, at: later)
            for person in changed { try db.change(person, validFrom: later.date, with: change) }
            try db.run("UPDATE counted_day SET counted_ms = \(Timestamp?.none)")
        }
        try await desk.ask(for: later.date, at: later)
        _ = try await Self.countAll(desk, at: later)
        #expect(Self.cells(try await Self.blocks(store, Self.today)) == before)
        let after = Self.cells(try await Self.blocks(store, later.date))
        #expect(after == (try Self.expected(people, on: later.date, place: Self.province)))
        #expect(after != before)
        try await store.close()
    }

    // MARK: By whom and when

    @Test func aDayIsCountedByOneAndByTheNextWhenThatOneDied() async throws {
        let store = try await RegistrySample.store()
        let first = try await store.write { db in try db.claimCount(at: Self.now) }
        let second = try await store.write { db in try db.claimCount(at: Self.now) }
        #expect(first != nil && second != nil && first?.day != second?.day)
        let desk = Self.desk(store)
        #expect(try await Self.countAll(desk).count == 1)
        let lapsed = Self.now.adding(seconds: Limits.claimSeconds + 1)
        #expect(Set(try await Self.countAll(desk, at: lapsed).map(\.day)) == [first?.day, second?.day])
        try await store.close()
    }

    @Test func aLoadHasAllDaysCountedAnewAndACountOfBeforeIsNotKept() async throws {
        let store = try await RegistrySample.store()
        let desk = Self.desk(store)
        _ = try await Self.countAll(desk)
        let later = Self.now.adding(seconds: 60)
        let half = try await store.write { db in
            try db.run("UPDATE counted_day SET counted_ms = \(Timestamp?.none) WHERE day_on = \(Self.today)")
            return try db.claimCount(at: later)
        }
        let claimed = try #require(half)
        let population = SyntheticPopulation(citizens: 900, seed: 7, provinces: try RegistrySample.provinces())
        _ = try await store.generatePopulation(population, seed: 7, by: .system, at: later)
        let old = CountedPopulation(day: claimed.day, blocks: [], persons: 0, elsewhere: 0, areCommunes: false)
        #expect(try await store.write { db in try db.store(old, of: claimed, by: "x", at: later) } == false)
        #expect(try await store.read { try $0.countedDays() }.allSatisfy { $0.countedAt == nil })
        let days = try await Self.countAll(desk, at: later)
        #expect(days.count == 3)
        let people = Dictionary(
            try (RegistrySample.people() + Array(population)).map { ($0.personalID, $0) }
        ) { old, _ in old }
        let living = people.values.count { Profile(of: $0, on: Self.today, householdSize: nil) != nil }
        #expect(days.first { $0.day == Self.today }?.persons == living)
        try await store.close()
    }

    @Test func nothingIsCountedWithAnotherSecretOrWithoutTheOneThatWasLost() async throws {
        let store = try await RegistrySample.store()
        let secret = Self.secret()
        let desk = Self.desk(store, secret)
        #expect(try await Self.countAll(desk).count == 3)
        let attributes = try FileManager.default.attributesOfItem(atPath: secret.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try await desk.ask(for: Self.today.adding(days: -7), at: Self.now)

        let line = try String(contentsOfFile: secret.path, encoding: .utf8)
        let other = Data([UInt8](repeating: 7, count: 32)).base64EncodedString()
        for text in [nil, "\(other)\n", "zz", Data([1, 2]).base64EncodedString()] {
            if let text {
                try text.write(toFile: secret.path, atomically: true, encoding: .utf8)
            } else {
                try FileManager.default.removeItem(atPath: secret.path)
            }
            await #expect(throws: SecretFault.self) { try await Self.countAll(desk) }
        }
        try line.write(toFile: secret.path, atomically: true, encoding: .utf8)
        #expect(try await Self.countAll(desk).count == 1, "a day whose count failed is nobody's claim")
        try await store.close()
    }

    @Test func progressIsSaid() async throws {
        let store = try await RegistrySample.store()
        let said = Said()
        let counted = try await Self.desk(store).countNext(by: .system, at: Self.now) { _, part in said.add(part) }
        #expect(counted?.permille == 1000)
        #expect(said.all.last == 1 && said.all.allSatisfy { (0...1).contains($0) })
        try await store.close()
    }

    private final class Said: @unchecked Sendable {
        private let lock = NSLock()
        private var parts: [Double] = []
        func add(_ part: Double) { lock.withLock { parts.append(part) } }
        var all: [Double] { lock.withLock { parts } }
    }
}
