// One person more or less: what the difference of two counts tells.

import Basics
import Testing

@testable import Statistics

struct DifferencingTests {
    /// Whoever knows all of a cell but one guesses whether that one is in it, from one count. By chance: 0.5.
    @Test func oneCountTellsLittleOfTheLastPerson() {
        var dice = SplitMix64(seed: 501)
        var (open, shown) = (Score(), Score())
        for _ in 0..<6_000 {
            let known = 20 + dice.below(60)
            let isIn = dice.perMille(500)
            let cell = Samples.cell(known + (isIn ? 1 : 0), &dice)
            open.note((Protection.none.shown(cell, Samples.marginal(.commune)) > known) == isIn)
            let count = Protection.byMarginal.shown(cell, Samples.marginal(.commune))
            shown.note((Likelihood.evidence(count, for: known + 1, against: known) > 0) == isIn)
        }
        #expect(open.share == 1)
        #expect((0.52...0.56).contains(shown.share))
    }

    /// Everybody of a cell, and those of one value among them, where only one person can have another value: if the
    /// same persons had the same noise everywhere, equal counts would say that there is no such person. Rounding says
    /// it for certain where the others end in 2 or 7, which an attacker can look for.
    @Test func equalCountsDoNotSayThatNobodyIsBetween() {
        var dice = SplitMix64(seed: 502)
        var (persons, marginals, known, rounded) = (Score(), Score(), Score(), Score())
        let (all, one) = (Samples.marginal(.commune, [.ageBand]), Samples.marginal(.commune, [.ageBand, .ethnicity]))
        for _ in 0..<4_000 {
            let kinh = Samples.cell(15 + dice.below(80), &dice)
            var everybody = kinh
            let isThere = dice.perMille(500)
            if isThere { everybody.add(Samples.cell(1, &dice)) }
            func difference(_ protection: Protection) -> Int {
                protection.shown(everybody, all) - protection.shown(kinh, one)
            }
            persons.note((difference(.byPersons) != 0) == isThere)
            marginals.note((difference(.byMarginal) > 0) == isThere)
            // Who knows the others needs the first count alone.
            let shown = Protection.byMarginal.shown(everybody, all)
            known.note((Likelihood.evidence(shown, for: kinh.count + 1, against: kinh.count) > 0) == isThere)
            if kinh.count % 5 == 2 { rounded.note((difference(.rounded) != 0) == isThere) }
        }
        #expect(persons.share > 0.95)
        #expect(rounded.share == 1)
        #expect((0.5...0.56).contains(marginals.share))
        #expect((0.5...0.57).contains(known.share))
    }

    /// A cell on two days of which somebody knows that at most one person left it in between.
    @Test func twoDaysDoNotTellThatSomebodyLeft() {
        var dice = SplitMix64(seed: 504)
        var (open, persons, marginals) = (Score(), Score(), Score())
        let days = [Samples.day, Samples.reference("2027-04-01")].map {
            Samples.marginal(.commune, [.maritalStatus], day: $0)
        }
        for _ in 0..<4_000 {
            let rest = Samples.cell(10 + dice.below(80), &dice)
            var before = rest
            before.add(Samples.cell(1, &dice))
            let hasLeft = dice.perMille(500)
            let after = hasLeft ? rest : before
            func differ(_ protection: Protection) -> Bool {
                protection.shown(before, days[0]) != protection.shown(after, days[1])
            }
            open.note(differ(.none) == hasLeft)
            persons.note(differ(.byPersons) == hasLeft)
            let drop = Protection.byMarginal.shown(before, days[0]) - Protection.byMarginal.shown(after, days[1])
            marginals.note((drop > 0) == hasLeft)
        }
        #expect(open.share == 1)
        #expect(persons.share > 0.94)
        #expect((0.5...0.58).contains(marginals.share))
    }

    /// A person alone in a cell: a count above zero proves that somebody is there. Asked in every marginal in which
    /// that person is alone, the answer stays the first one.
    @Test func moreMarginalsDoNotProveMoreOfAPersonAlone() {
        var dice = SplitMix64(seed: 505)
        var (once, all, drawnAnew) = (Score(), Score(), Score())
        let marginals = Samples.lattice.filter { $0.dimensions.contains(.ethnicity) }
        for _ in 0..<2_000 {
            let alone = Samples.cell(1, &dice)
            func proves(_ marginals: some Sequence<Marginal>) -> Bool {
                marginals.contains { Protection.byMarginal.shown(alone, $0) > 0 }
            }
            once.note(proves(marginals.prefix(1)))
            all.note(proves(marginals))
            drawnAnew.note(
                marginals.indices.contains { Protection.byGrant(UInt8($0 + 1)).shown(alone, marginals[$0]) > 0 })
        }
        #expect((0.13...0.2).contains(once.share))
        #expect(all.share == once.share)
        #expect(drawnAnew.share > 0.95)
    }
}
