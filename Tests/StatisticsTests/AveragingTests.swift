// Many counts of the same: what is left of the noise when they are averaged.

import Basics
import Registry
import Testing

@testable import Statistics

struct AveragingTests {
    private static let population = TestPopulation(seed: 71, sizes: [[1_600, 900], [1_500]])

    /// In how many cells the mean, rounded, is the true count.
    private func found(_ rounds: Int, _ means: (FinestCell, inout SplitMix64) -> [Int]) -> Double {
        var dice = SplitMix64(seed: 701)
        var score = Score()
        for _ in 0..<rounds {
            let cell = Samples.cell(30 + dice.below(90), &dice)
            let shown = means(cell, &dice)
            let mean = (Double(shown.reduce(0, +)) / Double(shown.count)).rounded()
            score.note(Int(mean) == cell.count)
        }
        return score.share
    }

    @Test func askingAHundredTimesIsAskingOnce() {
        let marginal = Samples.marginal(.commune, [.sex])
        let once = found(1_000) { cell, _ in [Protection.byMarginal.shown(cell, marginal)] }
        let often = found(1_000) { cell, _ in (0..<100).map { _ in Protection.byMarginal.shown(cell, marginal) } }
        let anew = found(300) { cell, _ in (UInt8(1)...100).map { Protection.byGrant($0).shown(cell, marginal) } }
        #expect(often == once)
        #expect(once < 0.11)
        #expect(anew > 0.6)
    }

    /// Requests of every kind for the same area, dimensions turned round, whole and by parts, for many recipients: each
    /// count has one number.
    @Test func turnedAndDividedTablesHaveTheSameCounts() throws {
        var dice = SplitMix64(seed: 702)
        var seen: [String: Set<Int?>] = [:]
        let communes = ["00004", "00011"]
        for _ in 0..<60 {
            let dimensions = ([.commune, .sex, .maritalStatus] as [Dimension]).shuffled(using: &dice)
            let areas: [AskedArea] = [
                .country, .provinces(["01"]), .communes(communes), .communes([communes[dice.below(2)]]),
            ]
            let request = TableRequest(dimensions, area: areas[dice.below(4)], day: Samples.day)
            for row in try Self.population.table(request).rows {
                let values = zip(dimensions, row.values).sorted { $0.0 < $1.0 }.map { $0.1 ?? "" }
                guard communes.contains(values[0]) else { continue }
                seen[values.joined(separator: ","), default: []].insert(row.count)
            }
        }
        #expect(seen.count == 2 * 3 * 6)
        #expect(seen.values.allSatisfy { $0.count == 1 })
    }

    /// If communes could be counted as one: with and without the target, among ever other communes.
    @Test func unionsOfAreasWouldAverageTheNoiseAway() {
        let marginal = Samples.marginal(.commune, [.sex])
        let unions = found(60) { cell, dice in
            (0..<400).map { _ in
                let others = Samples.cell(60, &dice)
                var both = others
                both.add(cell)
                return Protection.byMarginal.shown(both, marginal) - Protection.byMarginal.shown(others, marginal)
            }
        }
        #expect(unions > 0.6)
    }

    /// One marginal on each of the twenty days of ten years, of a cell that never changed: it costs twenty marginals.
    @Test func tenYearsOfOneCellAverage() {
        let days = (2027...2036).flatMap { ["\($0)-04-01", "\($0)-10-01"] }.map(Samples.reference)
        let years = found(1_500) { cell, _ in
            days.map { Protection.byMarginal.shown(cell, Samples.marginal(.commune, [.sex], day: $0)) }
        }
        #expect((0.25...0.45).contains(years))
    }

    /// The women of a commune again as the sum over each other dimension, weighted by how much noise each sum has
    /// (Asghar, Kaafar 2020): all there is of it takes off a fifth of the noise.
    @Test func sumsOverOtherDimensionsTakeOffAFifth() throws {
        let population = Self.population
        let marginals = Samples.lattice.filter { $0.level == .commune && $0.dimensions.contains(.sex) }
        let index = CellIndex(population, marginals)
        var (direct, weighted, cells) = (0.0, 0.0, 0.0)
        for commune in population.communes.all.map(\.code) {
            let truth = Double(population.people.count { $0.commune == commune && $0.profile.index(.sex) == 1 })
            let parts = try marginals.map { marginal in
                let position = try #require(marginal.dimensions.firstIndex(of: .sex))
                return index.cells.filter {
                    $0.key.marginal == marginal && $0.key.area == commune && $0.key.values[position] == 1
                }.map { ($0.value, marginal) }
            }
            for secret in UInt8(1)...150 {
                let sums = parts.map { $0.reduce(0) { $0 + Protection.byGrant(secret).shown($1.0, $1.1) } }
                let weight = parts.reduce(0) { $0 + 1 / Double($1.count) }
                let mean = zip(sums, parts).reduce(0) { $0 + Double($1.0) / Double($1.1.count) } / weight
                let first = try #require(zip(sums, parts).first { $0.1.count == 1 }).0
                direct += (Double(first) - truth) * (Double(first) - truth)
                weighted += (mean - truth) * (mean - truth)
                cells += 1
            }
        }
        let (before, after) = ((direct / cells).squareRoot(), (weighted / cells).squareRoot())
        #expect((4.4...5.6).contains(before))
        #expect((3.3...4.5).contains(after))
    }
}
