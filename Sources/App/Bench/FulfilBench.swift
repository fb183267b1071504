// `bench fulfil`: granted lists of persons answered from the registry, each release recorded before it is told.

import Basics
import Casework
import Records
import Registry
import Storage
import StorageSQLite

struct FulfilBench {
    let site: Composition
    let citizens: Int

    private static let seed: UInt64 = 7
    /// Persons of one release: a large request.
    private static let listLength = 10_000

    func run(count: Int) async throws -> Timing {
        let population = SyntheticPopulation(
            citizens: citizens, seed: Self.seed, provinces: site.procedures.provinces)
        let now = Present.moment()
        _ = try await site.store.generatePopulation(population, seed: Self.seed, by: .system, at: now)
        var answered = 0
        var durations: [Duration] = []
        var took = Duration.zero
        for list in lists(population, count) {
            let grant = try grant(list, now.date)
            try await site.store.write { db in try db.open(grant) }
            let start = ContinuousClock.now
            let release = try await site.store.recordRelease(
                ReleaseID(at: now, random: Random.bytes(10)), under: grant.id,
                list: ReleaseList(list, comparedBy: site.procedures.placeNames), by: .system, at: now)
            durations.append(ContinuousClock.now - start)
            took += durations[durations.count - 1]
            guard release.identified == release.rows else { throw CommandFault("a person was not found") }
            answered += release.rows
        }
        return Timing(count: answered, took: took, durations: durations)
    }

    /// Lists of people from all over the registry, `count` in all.
    private func lists(_ population: SyntheticPopulation, _ count: Int) -> [SubjectList] {
        let number = (count + Self.listLength - 1) / Self.listLength
        var lists = Array(repeating: [Subject](), count: number)
        let step = max(1, citizens / count)
        var taken = 0
        for (index, person) in population.enumerated() where index % step == 0 && taken < count {
            let list = taken % number
            lists[list].append(
                Subject(
                    row: lists[list].count + 1, personalID: person.personalID, fullName: person.fullName,
                    birthDate: person.birthDate))
            taken += 1
        }
        let now = Present.moment()
        return lists.filter { !$0.isEmpty }.map {
            SubjectList(id: SubjectListID(at: now, random: Random.bytes(10)), subjects: $0)
        }
    }

    private func grant(_ list: SubjectList, _ day: LocalDate) throws -> Grant {
        let now = Present.moment()
        let service = try site.identityCheck()
        return try Grant(
            id: GrantID(at: now, random: Random.bytes(10)), caseID: CaseID(at: now, random: Random.bytes(10)),
            recipient: .organization(OrganizationID(at: now, random: Random.bytes(10))),
            service: service.granted, fields: service.fields.compactMap { PersonField(rawValue: $0) },
            scope: .list(GrantedSubjects(list)), uses: GrantedUses(1, per: .list), valid: day...day,
            decision: ("05/QĐ-C06", day))
    }
}
