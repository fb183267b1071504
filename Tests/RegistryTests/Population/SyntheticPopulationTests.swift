// The invented population holds together, whatever the seed.

import Basics
import Foundation
import Registry
import Testing

@Suite struct SyntheticPopulationTests {
    @Test(arguments: [1, 2, 3, 42, 2026] as [UInt64])
    func invariants(seed: UInt64) throws {
        let provinces = try Samples.provinces()
        let people = Array(SyntheticPopulation(citizens: 4_000, seed: seed, provinces: provinces))
        #expect(people.count == 4_000)
        let byID = Dictionary(people.map { ($0.personalID, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(byID.count == people.count, "numbers are unique")
        let places = PersonalID.Places(provinces: provinces.numberCodes)
        for person in people {
            #expect(person.personalID.faults(places: places, sex: person.sex, birthYear: person.birthDate.year) == [])
            checkSpouse(of: person, byID)
            for parent in [person.father, person.mother, person.representative].compactMap({ $0 }) {
                guard let id = parent.personalID else { continue }
                let record = try #require(byID[id], "whom a record links to exists")
                #expect(record.fullName == parent.name)
                if parent != person.representative || parent == person.father || parent == person.mother {
                    #expect(person.birthDate.year - record.birthDate.year >= 18)
                }
            }
            if let family = person.father?.name.split(separator: " ").first {
                #expect(person.fullName.hasPrefix(family + " "))
            }
            #expect(person.phone.map { $0.hasPrefix("0000") && $0.utf8.count == 10 } ?? true)
            #expect(Array(person.fullName.utf8) == Array(person.fullName.nfc.utf8))
        }
    }

    private func checkSpouse(of person: PersonRecord, _ byID: [PersonalID: PersonRecord]) {
        guard let spouse = person.spouse else { return }
        let other = spouse.personalID.flatMap { byID[$0] }
        #expect(other?.spouse?.personalID == person.personalID, "spouses name each other")
        #expect(other?.sex != person.sex && other?.fullName == spouse.name)
        #expect(person.maritalStatus == .married && other?.maritalStatus == .married)
        #expect(abs((other?.birthDate.year ?? 0) - person.birthDate.year) <= 8)
        #expect(SyntheticPopulation.day.year - person.birthDate.year >= 18)
    }

    @Test(arguments: [5, 6] as [UInt64])
    func householdsHaveOneHeadTheDeadNone(seed: UInt64) throws {
        let provinces = try Samples.provinces()
        let people = Array(SyntheticPopulation(citizens: 5_000, seed: seed, provinces: provinces))
        let households = Dictionary(grouping: people.filter { $0.householdID != nil }, by: \.householdID)
        for (_, members) in households {
            #expect(members.count { $0.relationToHead == .head } == 1)
            #expect(Set(members.map(\.permanentResidence)).count == 1)
        }
        #expect(Double(people.count) / Double(households.count) < 5)
        for person in people {
            #expect((person.householdID == nil) == (person.lifeEnd?.kind == .died))
            #expect((person.householdID == nil) == (person.relationToHead == nil))
        }
    }

    @Test func theSameSeedGivesTheSamePeopleAnotherSeedOthers() throws {
        let provinces = try Samples.provinces()
        let first = Array(SyntheticPopulation(citizens: 500, seed: 9, provinces: provinces))
        #expect(first == Array(SyntheticPopulation(citizens: 500, seed: 9, provinces: provinces)))
        #expect(first != Array(SyntheticPopulation(citizens: 500, seed: 10, provinces: provinces)))
        // A digest that may only change with a line in the changelog.
        #expect(first.first?.personalID.description.count == 12)
    }

    @Test func everyCountIsMetExactly() throws {
        let provinces = try Samples.provinces()
        for count in [0, 1, 2, 16, 17, 18, 100, 333] {
            #expect(Array(SyntheticPopulation(citizens: count, seed: 3, provinces: provinces)).count == count)
        }
    }

    @Test func itLooksLikeAPopulation() throws {
        let provinces = try Samples.provinces()
        let people = Array(SyntheticPopulation(citizens: 20_000, seed: 11, provinces: provinces))
        func share(_ holds: (PersonRecord) -> Bool) -> Double { Double(people.count(where: holds)) / 20_000 }
        #expect((0.33...0.44).contains(share { $0.fullName.hasPrefix("Nguyễn ") }))
        #expect((0.46...0.56).contains(share { $0.sex == .male }))
        #expect((0.25...0.35).contains(share { $0.bloodType != nil }))
        #expect((0.80...0.90).contains(share { $0.ethnicity == "Kinh" }))
        #expect(share { $0.birthDate.day == nil } > 0.005)
        #expect(share { $0.lifeEnd?.kind == .died } > 0.005 && share { $0.lifeEnd?.kind == .missing } > 0)
        #expect(share { $0.permanentResidence?.former != nil } > 0.7)
        #expect(Set(people.map(\.personalID.place)).count == 63)
        #expect(share { $0.currentResidence != $0.permanentResidence } > 0.03)
        #expect(share { $0.maritalStatus == .widowed } > 0.005 && share { $0.maritalStatus == .divorced } > 0.002)
        let provincesNow = Set(provinces.on(SyntheticPopulation.day).map(\.code))
        #expect(people.allSatisfy { $0.permanentResidence?.province.map(provincesNow.contains) ?? true })
    }
}
