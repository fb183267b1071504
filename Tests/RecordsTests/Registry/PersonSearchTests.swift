// Everybody is found by number, old number and name, however the name is typed, and nobody else by the name.

import Basics
import Casework
import Foundation
import Registry
import Storage
import TestKit
import Testing

@testable import Records

struct PersonSearchTests {
    @Test func everybodyIsFoundByWhatIsKnownOfThem() async throws {
        let store = try await RegistrySample.store()
        let people = try RegistrySample.people()
        for person in people.prefix(150) {
            let plain = person.fullName.searchKey
            let year = try #require(PartialDate(year: person.birthDate.year))
            var searches = [
                PersonSearch.number(person.personalID), PersonSearch(name: person.fullName, born: person.birthDate),
                PersonSearch(name: plain, born: person.birthDate), PersonSearch(name: plain.uppercased(), born: year),
                PersonSearch(name: person.fullName.decomposedStringWithCanonicalMapping, born: year),
            ]
            if let old = person.oldNumber { searches.append(try #require(PersonSearch(oldNumber: old))) }
            for search in searches {
                let found = try await store.read { try $0.people(search).people }
                #expect(found.contains(person), "\(search.kind)")
                for other in found where search.kind == "name" {
                    #expect(other.fullName.searchKey == plain && other.birthDate.year == person.birthDate.year)
                }
            }
        }
        try await store.close()
    }

    @Test func theSpellingThatWasGivenComesFirstAndTheListIsBounded() async throws {
        let store = try await RegistrySample.store(populated: false)
        let names = (0..<30).map { $0 == 29 ? "Nguyễn Văn Hòa" : "Nguyễn Văn Hóa" }
        let rows = names.enumerated().map { number, name in
            "0010850\(String(10_000 + number)),\(name),1985-07-\(String(number % 9 + 10)),Nam\n"
        }
        let file = "personal_id,full_name,birth_date,sex\n" + rows.joined()
        _ = try await store.importPopulation(
            ByteSource(Array(file.utf8)), try RegistrySample.known(), keepGood: false, by: .system,
            at: RegistrySample.now)
        let year = try #require(PartialDate("1985"))
        let (all, isCut) = try await store.findPeople(
            PersonSearch(name: "NGUYEN VAN HOA", born: year), by: .system, at: RegistrySample.now)
        #expect(all.count == Limits.candidatesMax && isCut)
        let day = try #require(PartialDate("1985-07-12"))
        let (some, isMore) = try await store.findPeople(
            PersonSearch(name: "nguyễn văn hoà", born: day), by: .system, at: RegistrySample.now)
        #expect(some.first?.fullName == "Nguyễn Văn Hòa" && some.count == 4 && !isMore)
        let entries = try await store.read { try $0.entries(of: "registry") }
        #expect(entries.suffix(2).map(\.payload) == [#"{"by":"name"}"#, #"{"by":"name"}"#])
        #expect(PersonSearch(oldNumber: "12345678") == nil && PersonSearch(oldNumber: "12345678a") == nil)
        try await store.close()
    }
}
