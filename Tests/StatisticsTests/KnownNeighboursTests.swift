// The strongest attacker: everything about everybody is known, but for one value of one person.

import Basics
import Registry
import Testing

@testable import Statistics

struct KnownNeighboursTests {
    private static let population = TestPopulation(seed: 61, sizes: [[1_500, 900], [1_600], [700, 1_300]])
    private static let index = CellIndex(population)

    /// Guesses whether one person is married or never was, from all counts of these marginals.
    private func score(_ marginals: [Marginal], _ protection: Protection, seed: UInt64) -> Score {
        let telling = marginals.filter { $0.dimensions.contains(.maritalStatus) }
        var dice = SplitMix64(seed: seed)
        var score = Score()
        let people = Self.population.people.filter { $0.record.maritalStatus == .single }
        for _ in 0..<700 {
            let person = people[dice.below(people.count)]
            let isMarried = dice.perMille(500)
            let own = FinestCell(count: 1, keySum: person.key)
            var evidence = 0.0
            for marginal in telling {
                for (value, isMarriedCell) in [(0, false), (1, true)] {
                    let place = CellIndex.place(
                        person, marginal, Self.population.communes, instead: (.maritalStatus, value))
                    var others = Self.index.cells[place] ?? FinestCell()
                    // Recorded as single; the attacker does not know that.
                    if !isMarriedCell {
                        others = FinestCell(count: others.count - 1, keySum: others.keySum &- own.keySum)
                    }
                    var cell = others
                    if isMarriedCell == isMarried { cell.add(own) }
                    let shown = protection.shown(cell, marginal)
                    if case .none = protection {
                        evidence += (shown > others.count) == isMarriedCell ? 1 : -1
                        continue
                    }
                    let found = Likelihood.evidence(shown, for: others.count + 1, against: others.count)
                    evidence += isMarriedCell ? found : -found
                }
            }
            score.note(evidence == 0 ? dice.perMille(500) : (evidence > 0) == isMarried)
        }
        return score
    }

    /// As many marginals as are allowed, by tables chosen to tell as much as possible of marital status: of each table
    /// half are without it. Some would be refused for so few people; the attacker has them all the same.
    private static func chosen(_ allowed: Int) -> [Marginal] {
        let tables: [(AreaLevel, [Dimension])] = [
            (.commune, [.maritalStatus, .ageBand]), (.province, [.maritalStatus, .ageBand]),
            (.country, [.maritalStatus, .ageBand, .sex]), (.province, [.maritalStatus, .sex, .householdSize]),
            (.commune, [.maritalStatus, .sex]), (.country, [.maritalStatus, .householdSize]),
            (.province, [.maritalStatus, .ageBand, .sex]), (.country, [.maritalStatus, .ethnicity]),
        ]
        var had: Set<Marginal> = []
        for (level, dimensions) in tables {
            let added = had.union(Marginal.all(Samples.day, level, of: dimensions))
            if added.count <= allowed { had = added }
        }
        return Array(had)
    }

    /// What the sum of as many independent counts with noise of five persons allows at most: two cells each.
    private func bound(_ marginals: [Marginal]) -> Double {
        let counts = Double(2 * marginals.count { $0.dimensions.contains(.maritalStatus) })
        // The normal distribution up to 0.5 + 0.4 z, which lies above it.
        return 0.5 + 0.4 * counts.squareRoot() / 10
    }

    @Test func aGrantTellsALittleOfTheLastValueAndAllTablesTogetherMore() {
        let open = score([Samples.marginal(.commune, [.maritalStatus])], .none, seed: 601)
        #expect(open.share == 1)
        let one = [Samples.marginal(.commune, [.maritalStatus])]
        let sets = [
            one, Self.chosen(Limits.grantMarginalsUsual), Self.chosen(Limits.recipientMarginalsMax), Samples.lattice,
        ]
        #expect(sets[1].count >= 22 && sets[2].count >= 30)
        var before = 0.5
        for (seed, marginals) in sets.enumerated() {
            let share = score(marginals, .byMarginal, seed: 602 + UInt64(seed)).share
            // Three standard errors of 700 trials.
            #expect(share < bound(marginals) + 0.057)
            #expect(share > before)
            before = share
        }
    }

    /// With the noise made anew for each grant, the tables of ten grants tell what those of one do not.
    @Test func aSecretForEachGrantWouldLetGrantsAddUp() {
        let marginals = Self.chosen(Limits.grantMarginalsUsual).filter { $0.dimensions.contains(.maritalStatus) }
        let telling = (UInt8(1)...10).map { Protection.byGrant($0) }
        var dice = SplitMix64(seed: 605)
        var (same, anew) = (Score(), Score())
        for _ in 0..<500 {
            let others = Samples.cell(40, &dice)
            let isIn = dice.perMille(500)
            var cell = others
            if isIn { cell.add(Samples.cell(1, &dice)) }
            func evidence(_ protections: [Protection]) -> Double {
                protections.reduce(0) { sum, protection in
                    marginals.reduce(sum) {
                        $0 + Likelihood.evidence(protection.shown(cell, $1), for: 41, against: 40)
                    }
                }
            }
            same.note((evidence([Protection](repeating: .byMarginal, count: 10)) > 0) == isIn)
            anew.note((evidence(telling) > 0) == isIn)
        }
        #expect(same.share < 0.75)
        #expect(anew.share > 0.8)
    }
}
