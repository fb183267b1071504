// The same persons in the same marginal have the same noise, and nobody else has.

import Basics
import Testing

@testable import Statistics

struct PerturbationTests {
    private let perturbation = Perturbation(Samples.key)

    /// Over cells of chance: no count drifts, and the spread is that of the table.
    @Test(arguments: [1, 2, 4, 5, 8, 15, 30, 200]) func noiseIsUnbiasedBoundedAndAsWideAsDecided(count: Int) {
        var dice = SplitMix64(seed: UInt64(count))
        let draws = 6_000
        var (sum, squares) = (0, 0)
        for _ in 0..<draws {
            let shown = perturbation.shown(Samples.cell(count, &dice), in: Samples.marginal(.commune))
            #expect(shown == 0 || shown >= Limits.shownCountMin)
            #expect(abs(shown - count) <= Limits.countNoiseMax)
            sum += shown - count
            squares += (shown - count) * (shown - count)
        }
        let row = NoiseTable.distribution(min(count, NoiseTable.plain))
        let variance = row.reduce(0) { sum, entry in
            let noise = Double(entry.shown - min(count, NoiseTable.plain))
            return sum + noise * noise * entry.share
        }
        // Five standard errors of each.
        #expect(abs(Double(sum) / Double(draws)) < 5 * (variance / Double(draws)).squareRoot())
        #expect(abs(Double(squares) / Double(draws) - variance) < 0.12 * variance)
    }

    @Test func samePersonsHaveTheSameNoiseInWhicheverOrder() {
        var dice = SplitMix64(seed: 8)
        for _ in 0..<500 {
            let persons = (0..<1 + dice.below(60)).map { _ in FinestCell(count: 1, keySum: dice.next()) }
            let marginal = Samples.lattice[dice.below(Samples.lattice.count)]
            let shown = (0..<3).map { _ in
                let cell = persons.shuffled(using: &dice).reduce(into: FinestCell()) { $0.add($1) }
                return perturbation.shown(cell, in: marginal)
            }
            #expect(Set(shown).count == 1)
        }
    }

    /// One person other, one more, another marginal, another day or another secret: noise of its own each time, so that
    /// two of them agree as often as chance has it (0.056 from twenty persons on).
    @Test func anythingElseHasOtherNoise() {
        var dice = SplitMix64(seed: 81)
        let other = Perturbation(Samples.key(2))
        let later = Samples.marginal(.commune, [.sex], day: Samples.reference("2027-04-01"))
        var equal = [Int](repeating: 0, count: 5)
        let rounds = 4_000
        for _ in 0..<rounds {
            let rest = Samples.cell(40, &dice)
            var (one, two) = (rest, rest)
            one.add(Samples.cell(1, &dice))
            two.add(Samples.cell(1, &dice))
            let marginal = Samples.marginal(.commune, [.sex])
            let noise = perturbation.shown(one, in: marginal) - one.count
            let others = [
                perturbation.shown(two, in: marginal) - 41, perturbation.shown(rest, in: marginal) - 40,
                perturbation.shown(one, in: Samples.marginal(.commune, [.sex, .ageBand])) - 41,
                perturbation.shown(one, in: later) - 41, other.shown(one, in: marginal) - 41,
            ]
            for (index, value) in others.enumerated() where value == noise { equal[index] += 1 }
        }
        for count in equal { #expect((0.04...0.075).contains(Double(count) / Double(rounds))) }
    }

    /// Noise of one cell says nothing of that of another: no correlation beyond chance.
    @Test func noiseOfACellAndOfOneMorePersonIsNotCorrelated() {
        var dice = SplitMix64(seed: 82)
        var product = 0
        let rounds = 6_000
        for _ in 0..<rounds {
            var cell = Samples.cell(30, &dice)
            let first = perturbation.shown(cell, in: Samples.marginal(.province)) - 30
            cell.add(Samples.cell(1, &dice))
            product += first * (perturbation.shown(cell, in: Samples.marginal(.province)) - 31)
        }
        #expect(abs(Double(product) / Double(rounds)) / 24.7 < 0.065)
    }

    @Test func aPersonAloneHasTheSameNoiseEverywhere() {
        var dice = SplitMix64(seed: 83)
        var shownAtAll = 0
        for _ in 0..<1_000 {
            let alone = Samples.cell(1, &dice)
            let days = [Samples.day, Samples.reference("2027-04-01")]
            let shown = Set(
                Samples.lattice.flatMap { marginal in
                    days.map { Marginal($0, marginal.level, marginal.dimensions) }
                }.map { perturbation.shown(alone, in: $0) })
            #expect(shown.count == 1)
            if shown != [0] { shownAtAll += 1 }
        }
        #expect((130...200).contains(shownAtAll))
    }

    @Test func marginalsAreReadAsTheyArePrinted() {
        #expect(Samples.lattice.count == 68)
        #expect(Set(Samples.lattice.map(\.seed)).count == 68)
        for marginal in Samples.lattice { #expect(Marginal(marginal.description) == marginal) }
        #expect(Samples.marginal(.commune, [.sex, .ageBand]).description == "2026-10-01/commune/age-band+sex")
        for text in [
            "2026-10-01/commune", "2026-02-30/commune/", "2026-10-01/ward/sex", "2026-10-01/commune/sex+age-band",
            "2026-10-01/commune/sex+sex", "2026-10-01/commune/province", "2026-10-01/commune/sex+", "",
            "2026-10-01/commune/height",
        ] {
            #expect(Marginal(text) == nil, "\(text)")
        }
    }
}
