// All tables of a commune at once: how many of its finest cells come out of them.

import Basics
import Testing

@testable import Statistics

struct ReconstructionTests {
    /// Sex, marital status and household size of one commune, from every marginal of communes that is of these: the
    /// counts that fit best and are not negative.
    private struct Reconstruction {
        private static let dimensions: [Dimension] = [.sex, .maritalStatus, .householdSize]
        let truth: [Double]
        private(set) var found: [Double]
        /// For each count the finest cells in it, and what is shown of them.
        private var counts: [(cells: [Int], shown: Double)] = []

        init(_ people: [Inhabitant], most: Int, _ protection: Protection) {
            let sizes = Self.dimensions.map(\.count)
            func place(_ values: [Int]) -> Int { zip(values, sizes).reduce(0) { $0 * $1.1 + $1.0 } }
            let cells = sizes.reduce(1, *)
            var finest = [FinestCell](repeating: FinestCell(), count: cells)
            for person in people {
                finest[place(Self.dimensions.map(person.profile.index))].add(FinestCell(count: 1, keySum: person.key))
            }
            truth = finest.map { Double($0.count) }
            found = [Double](repeating: Double(people.count) / Double(cells), count: cells)
            for marginal in Marginal.all(Samples.day, .commune, of: Self.dimensions)
            where marginal.dimensions.count <= most {
                let kept = Self.dimensions.indices.filter { marginal.dimensions.contains(Self.dimensions[$0]) }
                let groups = Dictionary(grouping: 0..<cells) { cell -> [Int] in
                    let values = [cell / (sizes[1] * sizes[2]), cell / sizes[2] % sizes[1], cell % sizes[2]]
                    return kept.map { values[$0] }
                }
                for group in groups.values {
                    let cell = group.reduce(into: FinestCell()) { $0.add(finest[$1]) }
                    counts.append((group, Double(protection.shown(cell, marginal))))
                }
            }
            fit()
        }

        /// Least squares by small steps down the slope, each followed by a step back from below zero.
        private mutating func fit() {
            for _ in 0..<2_000 {
                var slope = [Double](repeating: 0, count: found.count)
                for (cells, shown) in counts {
                    let gap = cells.reduce(-shown) { $0 + found[$1] }
                    for cell in cells { slope[cell] += gap }
                }
                for cell in found.indices { found[cell] = max(0, found[cell] - slope[cell] / 160) }
            }
        }

        var exact: Double {
            Double(zip(truth, found).count { $0 == $1.rounded() }) / Double(truth.count)
        }

        /// Cells that are said to hold one person, and how many of them do.
        var alone: (said: Int, right: Int) {
            let said = zip(truth, found).filter { $1.rounded() == 1 }
            return (said.count, said.count { $0.0 == 1 })
        }

        var error: Double {
            (zip(truth, found).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(truth.count)).squareRoot()
        }
    }

    /// Some thousand persons, few of them in large households, divorced or widowed: a third of the finest cells are
    /// empty or hold one or two.
    private func unevenPeople(seed: UInt64) -> [Inhabitant] {
        var dice = SplitMix64(seed: seed)
        return TestPopulation(seed: seed, sizes: [[3_200]]).people.filter { person in
            let rare = person.profile.index(.householdSize) * (1 + person.profile.index(.maritalStatus) % 4)
            return dice.perMille(1_000 / (1 + rare * rare / 4))
        }
    }

    @Test func finestCellsDoNotComeOutOfAllTables() {
        var (exact, error) = ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0])
        var alone = [(said: Int, right: Int)](repeating: (0, 0), count: 3)
        for seed in UInt64(0)..<6 {
            let people = unevenPeople(seed: 800 + seed)
            let attacks = [
                Reconstruction(people, most: 3, .none), Reconstruction(people, most: 2, .none),
                Reconstruction(people, most: 2, .byMarginal),
            ]
            for (index, attack) in attacks.enumerated() {
                exact[index] += attack.exact / 6
                error[index] += attack.error / 6
                alone[index].said += attack.alone.said
                alone[index].right += attack.alone.right
            }
        }
        // As it is, three dimensions say it outright, and even two say who is alone in a cell about every second time.
        let precision = alone.map { Double($0.right) / Double($0.said) }
        #expect(exact[0] > 0.99)
        #expect(precision[0] == 1)
        #expect(precision[1] > 0.4)
        #expect(precision[2] < 0.33)
        #expect(exact[2] < 0.3)
        #expect(error[2] > 1.3 * error[1])
    }
}
