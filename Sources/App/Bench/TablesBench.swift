// `bench tables`: the population counted as of today, and tables of it made and read, each held against a full scan.

import Basics
import Casework
import Forms
import Records
import Registry
import Statistics
import Storage

struct TablesBench {
    let site: Composition
    let citizens: Int

    private static let seed: UInt64 = 7
    /// What is asked for one after the other: twenty of the marginals that a grant allows.
    private static let asked: [[Dimension]] = [
        [.province], [.sex, .maritalStatus], [.ageBand, .sex], [.province, .ageBand, .sex],
        [.householdSize, .ageBand, .sex],
    ]

    /// First the count, of which `count` are the persons, then the tables, each made and read.
    func run() async throws -> [Timing] {
        let now = Present.moment()
        let population = SyntheticPopulation(
            citizens: citizens, seed: Self.seed, provinces: site.procedures.provinces)
        _ = try await site.store.generatePopulation(population, seed: Self.seed, by: .system, at: now)
        let (id, filer) = try await approved(on: now.date)
        let counting = CountingDesk(store: site.store, secret: site.settings.statisticsSecret)
        let start = ContinuousClock.now
        var days: [Duration] = []
        while try await counting.countNext(by: .system, at: Present.moment()) != nil {
            days.append(ContinuousClock.now - start - days.reduce(.zero, +))
        }
        var counted = Timing(
            count: citizens * days.count, took: ContinuousClock.now - start, durations: days)
        counted.about = [("part", "count"), ("days", String(days.count))]
        return [counted, try await tables(of: id, population, by: filer, on: now.date)]
    }

    /// A case whose decision grants every dimension of the whole country as of that day.
    private func approved(on day: LocalDate) async throws -> (CaseID, Actor) {
        let cases = try await SampleCases.make(site)
        guard let service = site.procedures.catalogue.services.first(where: { $0.scope == .tables }) else {
            throw CommandFault("the catalogue has no service of tables")
        }
        let id = try await cases.draft(
            of: service,
            [
                (TableScope.page, cases.date(TableScope.dayField, day, [:])),
                ("fields", FieldValues(["fields": service.selectableFields])),
            ])
        try await cases.approve(id)
        try await cases.carryOut()
        return (id, cases.filer)
    }

    private func tables(
        of id: CaseID, _ population: SyntheticPopulation, by filer: Actor, on day: LocalDate
    ) async throws -> Timing {
        let desk = TableDesk(desk: site.desk, secret: site.settings.statisticsSecret)
        let start = ContinuousClock.now
        var durations: [Duration] = []
        for dimensions in Self.asked {
            let before = ContinuousClock.now
            let n = try await desk.make(dimensions, provinces: [], of: id, by: filer, at: Present.moment())
            guard let state = try await site.desk.find(id, filer)?.state,
                let table = try await desk.table(n, of: state, by: filer)
            else { throw CommandFault("a table was not made") }
            durations.append(ContinuousClock.now - before)
            if dimensions == [.sex, .maritalStatus] { try check(table, population, on: day) }
        }
        var timing = Timing(count: durations.count, took: ContinuousClock.now - start, durations: durations)
        let slowest = (durations.max() ?? .zero) / .milliseconds(1)
        timing.about = [("part", "tables"), ("slowest_ms", String(Int(slowest.rounded())))]
        return timing
    }

    /// Each count is that of the people themselves, but for the noise.
    private func check(_ table: PopulationTable, _ population: SyntheticPopulation, on day: LocalDate) throws {
        var actual: [[String?]: Int] = [:]
        for person in population where person.countedResidence != nil {
            guard Profile(of: person, on: day, householdSize: nil) != nil else { continue }
            let (sex, status) = (person.sex.rawValue, person.maritalStatus?.rawValue ?? Dimension.unknown)
            for values in [[sex, status], [sex, nil], [nil, status], [nil, nil]] { actual[values, default: 0] += 1 }
        }
        for row in table.rows {
            guard let count = row.count else { continue }
            guard abs(count - actual[row.values, default: 0]) <= Limits.countNoiseMax else {
                throw CommandFault("\(row.values) is \(count), and \(actual[row.values, default: 0]) by a full scan")
            }
        }
    }
}
