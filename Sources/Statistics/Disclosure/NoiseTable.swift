// By which chance a true count is shown as which other one.

import Basics

/// The perturbation table: for each true count the shown counts and their probabilities. Shown is zero or at least
/// `Limits.shownCountMin`, no further than `Limits.countNoiseMax` from the truth, and on average the truth itself.
/// Among all distributions that keep this, the one of greatest entropy for its variance: weights
/// `tilt^(shown − true) × decay^((shown − true)²)`, where the tilt is what makes the mean the true count.
///
/// Reckoned by products alone, without a library's exponential function, so that each machine shows the same counts.
struct NoiseTable: Sendable {
    /// The variance is −1 / (2 ln 0.98) ≈ 24.7: a standard deviation of five persons (decision 038).
    private static let decay = 0.98

    static let shared = NoiseTable()

    /// From here on all rows are the same but for where they stand.
    static let plain = Limits.countNoiseMax + Limits.shownCountMin

    /// For the true counts 1 … `plain`: what may be shown, and where in 0 ..< 2³² its share ends.
    private let rows: [[(shown: Int, end: UInt64)]]

    private init() { rows = (1...Self.plain).map(Self.row) }

    /// What is shown of `count` persons, at this number of chance; zero stays zero.
    func shown(_ count: Int, chance: UInt32) -> Int {
        guard count > 0 else { return 0 }
        let row = rows[min(count, Self.plain) - 1]
        let found = row.first { UInt64(chance) < $0.end } ?? row[row.count - 1]
        return found.shown + count - min(count, Self.plain)
    }

    /// What may be shown of a count up to `plain`, with its probability.
    static func distribution(_ count: Int) -> [(shown: Int, share: Double)] {
        let shown = (max(0, count - Limits.countNoiseMax)...count + Limits.countNoiseMax)
            .filter { $0 == 0 || $0 >= Limits.shownCountMin }
        var (low, high) = (1e-3, 1e3)
        // Each step halves what is not known of the tilt's size; sixty leave less than a double can hold.
        for _ in 0..<60 {
            let middle = (low * high).squareRoot()
            let mean = shares(shown, count, middle).reduce(0) { $0 + Double($1.shown) * $1.share }
            if mean < Double(count) { low = middle } else { high = middle }
        }
        return shares(shown, count, (low * high).squareRoot())
    }

    private static func shares(_ shown: [Int], _ count: Int, _ tilt: Double) -> [(shown: Int, share: Double)] {
        let weights = shown.map { power(tilt, $0 - count) * power(decay, ($0 - count) * ($0 - count)) }
        let sum = weights.reduce(0, +)
        return zip(shown, weights).map { ($0, $1 / sum) }
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        let product = (0..<abs(exponent)).reduce(1.0) { product, _ in product * base }
        return exponent < 0 ? 1 / product : product
    }

    private static func row(_ count: Int) -> [(shown: Int, end: UInt64)] {
        var sum = 0.0
        return distribution(count).map { shown, share in
            sum += share
            return (shown, UInt64((sum * 4_294_967_296).rounded()))
        }
    }
}
