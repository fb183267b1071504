// Tables against a look at each person.

import Basics
import Registry
import Testing

@testable import Statistics

struct PopulationTableTests {
    private static let population = TestPopulation(seed: 21, sizes: [[2_100, 1_400], [1_500], [400, 600, 0]])
    private var population: TestPopulation { Self.population }

    private static let requests: [TableRequest] = {
        let whole: [[Dimension]] = [
            [.province], [.commune], [.sex], [.ageBand], [.ethnicity], [.maritalStatus], [.householdSize],
            [.province, .sex], [.sex, .province], [.commune, .maritalStatus], [.householdSize, .commune, .sex],
            [.ageBand, .sex], [.sex, .ageBand, .maritalStatus], [.maritalStatus, .householdSize, .sex],
            [.province, .ageBand], [.province, .sex, .maritalStatus], [.ethnicity, .sex], [.commune, .ageBand],
        ]
        let date = Samples.day
        return whole.map { TableRequest($0, day: date) } + [
            TableRequest([.sex], area: .provinces(["01"]), day: date),
            TableRequest([.commune, .sex], area: .provinces(["01"]), day: date),
            TableRequest([.commune, .sex], area: .provinces(["03", "01"]), day: date),
            TableRequest([.province, .maritalStatus], area: .provinces(["03", "01"]), day: date),
            TableRequest([.commune, .sex], area: .communes(["00018", "00004"]), day: date),
            TableRequest([.ageBand, .sex], area: .communes(["00018"]), day: date),
        ]
    }()

    private func level(_ request: TableRequest, _ values: [String?]) -> AreaLevel {
        for (dimension, value) in zip(request.dimensions, values) where value != nil {
            if dimension == .commune { return .commune }
            if dimension == .province { return .province }
        }
        switch request.area {
        case .country: return .country
        case .provinces: return .province
        case .communes: return .commune
        }
    }

    /// Every count is the noise of exactly the persons of its cell in its marginal: counts and sums of keys agree with
    /// a look at each record, for totals as well.
    @Test(arguments: 0..<24) func countsAreThoseOfTheirPersons(index: Int) throws {
        let request = Self.requests[index]
        let table = try population.table(request)
        let perturbation = Perturbation(Samples.key)
        var count = 0
        for row in table.rows {
            count += 1
            let persons = population.persons(request.dimensions, row.values, area: request.area)
            let dimensions = zip(request.dimensions, row.values).filter { $0.1 != nil && !$0.0.isArea }.map(\.0)
            let marginal = Samples.marginal(level(request, row.values), dimensions)
            guard let shown = row.count else { continue }
            #expect(shown == perturbation.shown(persons.cell, in: marginal), "\(row.values)")
            #expect(abs(shown - persons.count) <= Limits.countNoiseMax)
            #expect(shown == 0 || shown >= Limits.shownCountMin)
        }
        #expect(count == table.axes.reduce(1) { $0 * $1.size })
        #expect(Set(table.rows.map(\.values)).count == count)
    }

    @Test func rowsStandInTheOrderOfTheAxesWithTotalsBehind() throws {
        let table = try population.table(TableRequest([.sex, .province], day: Samples.day))
        #expect(
            table.rows.map(\.values)
                == ["male", "female", nil].flatMap { sex in
                    ["01", "02", "03", nil].map { [sex, $0] }
                })
        let several = TableRequest([.commune], area: .provinces(["03", "01"]), day: Samples.day)
        #expect(
            try population.table(several).rows.map(\.values)
                == ["00004", "00011", "00025", "00032", "00039"].map { [$0] })
    }

    /// In whichever order, by which parts and for whom a count is asked for, it is the same.
    @Test func theSameMarginalHasTheSameCountsInEveryTable() throws {
        var seen: [String: Set<Int?>] = [:]
        for request in Self.requests {
            for row in try population.table(request).rows {
                var parts = zip(request.dimensions, row.values).compactMap { dimension, value in
                    value.map { "\(dimension.order)\($0)" }
                }
                // A table of one area says nothing of it in its rows.
                if !request.dimensions.contains(where: \.isArea) || level(request, row.values) == .province {
                    if case .provinces(let codes) = request.area, codes.count == 1,
                        !parts.contains(where: { $0.hasPrefix("0") })
                    {
                        parts.append("0\(codes[0])")
                    }
                    if case .communes(let codes) = request.area { parts.append("1\(codes[0])") }
                }
                seen[parts.sorted().joined(separator: ","), default: []].insert(row.count)
            }
        }
        #expect(seen.values.allSatisfy { $0.subtracting([nil]).count <= 1 })
        #expect(seen.count > 500)
    }

    @Test func whatIsThinIsWithheldByShownTotalsAlone() throws {
        let table = try population.table(TableRequest([.sex, .ageBand, .maritalStatus], day: Samples.day))
        let shown = Dictionary(uniqueKeysWithValues: table.rows.map { ($0.values, $0.count) })
        var withheld = 0
        for (values, count) in shown {
            let kept = values.indices.filter { values[$0] != nil }
            let sizes = kept.map { table.axes[$0].codes.count }
            let cells = sizes.reduce(1, *)
            var isThin = false
            if kept.count > 0, let total = shown[[nil, nil, nil]] ?? nil, cells > 1 { isThin = total < 10 * cells }
            if kept.count > 1 {
                for (position, size) in zip(kept, sizes) {
                    var slice = [String?](repeating: nil, count: 3)
                    slice[position] = values[position]
                    let total = try #require(shown[slice] ?? nil)
                    if total < 10 * cells / size { isThin = true }
                }
            }
            #expect((count == nil) == isThin, "\(values)")
            if isThin { withheld += 1 }
        }
        #expect((20...200).contains(withheld))
        #expect(table.notes == [.perturbed, .notAdditive, .withheld])
        #expect(try population.table(TableRequest([.sex], day: Samples.day)).notes == [.perturbed, .notAdditive])
    }

    @Test func aSmallCommuneIsNotBrokenDown() throws {
        let small = TestPopulation(seed: 4, sizes: [[3_000, 12]])
        let table = try small.table(TableRequest([.commune, .sex], day: Samples.day))
        let rows = Dictionary(uniqueKeysWithValues: table.rows.map { ($0.values, $0.count) })
        #expect(rows[["00011", "male"]] == .some(nil))
        #expect(rows[["00011", "female"]] == .some(nil))
        #expect(try #require(rows[["00011", nil]] ?? nil) < 20 + Limits.countNoiseMax)
        #expect(try #require(rows[["00004", "male"]] ?? nil) > 1_000)
    }

    @Test func totalsHaveNoiseOfTheirOwn() throws {
        let table = try population.table(TableRequest([.province, .sex], day: Samples.day))
        let rows = Dictionary(uniqueKeysWithValues: table.rows.map { ($0.values, $0.count ?? 0) })
        let gaps = ["01", "02", "03", nil].map { province in
            rows[[province, "male"], default: 0] + rows[[province, "female"], default: 0]
                - rows[[province, nil], default: 0]
        }
        #expect(gaps.contains { $0 != 0 })
        #expect(gaps.allSatisfy { abs($0) <= 3 * Limits.countNoiseMax })
    }

    @Test func everyCommuneIsCountedOnce() throws {
        let plan = try TablePlan(
            TableRequest([.sex], area: .provinces(["01"]), day: Samples.day), coverage: try population.coverage())
        let blocks = try population.blocks()
        var tally = Tally(plan)
        #expect(throws: SummaryFault.communeMissing) { try tally.table(Perturbation(Samples.key)) }
        try tally.add(blocks[0])
        #expect(throws: SummaryFault.communeTwice) { try tally.add(blocks[0]) }
        // One of another province is passed over.
        try tally.add(blocks[2])
        try tally.add(blocks[2])
        #expect(throws: SummaryFault.communeMissing) { try tally.table(Perturbation(Samples.key)) }
        try tally.add(blocks[1])
        let table = try tally.table(Perturbation(Samples.key))
        #expect(table.area == .provinces(["01"]))
        #expect(table.day == Samples.day)
        let later = try #require(SummaryBuilder(commune: "00004", day: Samples.reference("2027-04-01")))
        #expect(throws: SummaryFault.otherCommuneOrDay) { try tally.add(try SummaryBlock(later.block)) }
    }

    @Test func coverageIsOfOneDayAndOfKnownCommunesOnce() throws {
        let blocks = try population.blocks()
        func fault(_ blocks: [SummaryBlock], day: LocalDate = Samples.day) -> SummaryFault? {
            do {
                _ = try Coverage(
                    day: day, totals: blocks.map(\.communeTotal), communes: population.communes,
                    perturbation: Perturbation(Samples.key))
                return nil
            } catch {
                return error
            }
        }
        #expect(fault(blocks) == nil)
        #expect(fault(blocks + [blocks[0]]) == .communeTwice)
        #expect(fault(blocks, day: Samples.reference("2027-04-01")) == .otherCommuneOrDay)
        let foreign = try #require(SummaryBuilder(commune: "99999", day: Samples.day))
        #expect(fault([try SummaryBlock(foreign.block)]) == .unknownCommune)
    }
}
