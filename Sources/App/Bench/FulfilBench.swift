// `bench fulfil` and `bench release`: granted lists of persons answered from the registry, each release recorded before
// it is told.

import Basics
import Casework
import Records
import Registry
import Storage

struct FulfilBench {
    let site: Composition
    let citizens: Int

    /// Persons of one release.
    let listLength: Int
    /// Releases under way at once.
    let atOnce: Int

    private static let seed: UInt64 = 7

    /// Large requests, one after the other.
    static func large(_ site: Composition, citizens: Int) -> FulfilBench {
        FulfilBench(site: site, citizens: citizens, listLength: 10_000, atOnce: 1)
    }

    /// Requests about one person each, many at once.
    static func single(_ site: Composition, citizens: Int) -> FulfilBench {
        FulfilBench(site: site, citizens: citizens, listLength: 1, atOnce: 64)
    }

    func run(count: Int) async throws -> Timing {
        let population = SyntheticPopulation(
            citizens: citizens, seed: Self.seed, provinces: site.procedures.provinces)
        let now = Present.moment()
        _ = try await site.store.generatePopulation(population, seed: Self.seed, by: .system, at: now)
        let desk = ReleaseDesk(store: site.store, comparedBy: site.procedures.placeNames)
        var grants: [GrantID] = []
        for list in lists(population, count) {
            let grant = try grant(list, now.date)
            try await site.store.write { db in try db.store(list) }
            try await desk.open(grant, by: .system, at: now)
            grants.append(grant.id)
        }
        let start = ContinuousClock.now
        let durations = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for lane in 0..<atOnce {
                let mine = stride(from: lane, to: grants.count, by: atOnce).map { grants[$0] }
                group.addTask { try await release(mine, desk, at: now) }
            }
            return try await group.reduce(into: [Duration]()) { $0 += $1 }
        }
        return Timing(count: count, took: ContinuousClock.now - start, durations: durations)
    }

    private func release(_ grants: [GrantID], _ desk: ReleaseDesk, at now: Timestamp) async throws -> [Duration] {
        var durations: [Duration] = []
        for grant in grants {
            let start = ContinuousClock.now
            // Made when it is needed, as a server does: those of one moment would lie all over the tables.
            let release = try await desk.release(
                ReleaseID(at: Present.moment(), random: Random.bytes(10)), under: grant, by: .system, at: now)
            durations.append(ContinuousClock.now - start)
            guard release.identified == release.rows else { throw CommandFault("a person was not found") }
        }
        return durations
    }

    /// Lists of people from all over the registry, `count` in all.
    private func lists(_ population: SyntheticPopulation, _ count: Int) -> [SubjectList] {
        let number = (count + listLength - 1) / listLength
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
        return lists.filter { !$0.isEmpty }.map {
            SubjectList(id: SubjectListID(at: Present.moment(), random: Random.bytes(10)), subjects: $0)
        }
    }

    private func grant(_ list: SubjectList, _ day: LocalDate) throws -> Grant {
        let now = Present.moment()
        let service = try site.identityCheck()
        return try Grant(
            id: GrantID(at: now, random: Random.bytes(10)),
            basis: .decision(
                GrantDecision(caseID: CaseID(at: now, random: Random.bytes(10)), number: "05/QĐ-C06", date: day)),
            recipient: .organization(OrganizationID(at: now, random: Random.bytes(10))),
            service: service.granted, fields: service.fields.compactMap { PersonField(rawValue: $0) },
            scope: .list(GrantedSubjects(list.reference)), uses: GrantedUses(1, per: .list), valid: day...day)
    }
}
