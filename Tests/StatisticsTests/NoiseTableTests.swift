// The noise keeps what is said of it.

import Basics
import Testing

@testable import Statistics

struct NoiseTableTests {
    private static let counts = 1...NoiseTable.plain

    /// From the shares themselves: no sampling.
    @Test(arguments: counts) func rowsAreBoundedUnbiasedAndLeaveSmallCountsOut(count: Int) {
        let row = NoiseTable.distribution(count)
        #expect(row.allSatisfy { $0.shown == 0 || $0.shown >= Limits.shownCountMin })
        #expect(row.allSatisfy { abs($0.shown - count) <= Limits.countNoiseMax })
        #expect(row.allSatisfy { $0.share > 0 })
        #expect(abs(row.reduce(0) { $0 + $1.share } - 1) < 1e-12)
        #expect(abs(row.reduce(0) { $0 + Double($1.shown) * $1.share } - Double(count)) < 1e-9)
    }

    /// The variance is what decision 038 says from 20 persons on, and never more.
    @Test func varianceIsAsDecided() {
        let variances = Self.counts.map { count in
            NoiseTable.distribution(count).reduce(0) { $0 + Double(($1.shown - count) * ($1.shown - count)) * $1.share }
        }
        #expect(variances.allSatisfy { $0 < 24.75 })
        #expect(variances.suffix(6).allSatisfy { $0 > 24.4 })
        #expect(abs(variances[0] - 5.35) < 0.01)
    }

    /// How well one count tells a cell of n from one of n − 1, by the best rule there is: nowhere by more than one in
    /// six, from twenty on by one in twelve.
    @Test func neighboursAreAlike() {
        var before = [0: 1.0]
        for count in Self.counts {
            let row = Dictionary(uniqueKeysWithValues: NoiseTable.distribution(count).map { ($0.shown, $0.share) })
            let distance =
                Set(row.keys).union(before.keys).reduce(0) { $0 + abs(row[$1, default: 0] - before[$1, default: 0]) }
                / 2
            #expect(distance < (count < 20 ? 1.0 / 6 : 1.0 / 12))
            // What one rules out for certain: but for the first person, nearly nothing.
            let certain = row.filter { before[$0.key] == nil }.reduce(0) { $0 + $1.value }
            #expect(certain < (count == 1 ? 0.166 : 0.0001))
            before = row
        }
    }

    @Test func zeroStaysZeroAndAllChanceIsUsed() {
        for chance in [0, 1, UInt32.max / 2, .max] { #expect(NoiseTable.shared.shown(0, chance: chance) == 0) }
        for count in [1, 4, 5, 24, 25, 26, 1_000, 12_345_678] {
            let ends = [0, UInt32.max].map { NoiseTable.shared.shown(count, chance: $0) }
            let low = count - Limits.countNoiseMax
            #expect(ends == [low <= 0 ? 0 : max(low, Limits.shownCountMin), count + Limits.countNoiseMax])
        }
    }

    /// Numbers of chance in equal steps: the table as it is drawn from has the shares it was made of.
    @Test(arguments: [1, 3, 5, 12, 25, 400]) func drawsHaveTheirShares(count: Int) {
        var drawn: [Int: Int] = [:]
        let draws = 1 << 16
        for draw in 0..<draws { drawn[NoiseTable.shared.shown(count, chance: UInt32(draw) << 16), default: 0] += 1 }
        let shift = count - min(count, NoiseTable.plain)
        for (shown, share) in NoiseTable.distribution(min(count, NoiseTable.plain)) {
            #expect(abs(Double(drawn[shown + shift, default: 0]) / Double(draws) - share) < 2 / Double(draws))
        }
    }

    /// Pinned: a change of these shows other counts of what was shown before, which averages.
    @Test func shownCountsNeverChange() {
        var dice = SplitMix64(seed: 37)
        let shown = [1, 2, 5, 10, 20, 40, 80, 1_000].map { count in
            Perturbation(Samples.key).shown(Samples.cell(count, &dice), in: Samples.marginal(.commune, [.sex]))
        }
        #expect(shown == [0, 5, 5, 20, 26, 45, 78, 1_006])
    }
}
