// `bench fingerprint`: comparisons of invented fingers, prepared once and prepared each time.

import Fingerprints

enum FingerprintBench {
    private static let fingers = 40
    private static let impressions = 4

    /// Comparisons with both templates prepared; beside them those with one prepared each time.
    static func run(count: Int) throws -> Timing {
        let views = (0..<fingers).flatMap { finger in
            (0..<impressions).compactMap { SyntheticFinger(seed: UInt64(finger)).impression($0).views.first }
        }
        let prepared = views.map { PreparedTemplate($0) }
        var above = 0
        /// Each with the one after it, and then with ever further ones: a quarter is of one finger at first.
        func others(_ index: Int) -> (Int, Int) {
            (index % views.count, (index + 1 + index / views.count) % views.count)
        }
        func time(_ score: (Int, Int) -> Double) -> [Duration] {
            (0..<count).map { index in
                let (one, other) = others(index)
                let before = ContinuousClock.now
                if score(one, other) >= EnrolledFinger.threshold { above += 1 }
                return ContinuousClock.now - before
            }
        }
        let once = time { FingerprintMatcher.score(prepared[$0], prepared[$1]) }
        let each = time { FingerprintMatcher.score(prepared[$0], PreparedTemplate(views[$1])) }
        guard above > 0 else { throw CommandFault("no impression was found to be of its finger") }
        var timing = Timing(count: count, took: once.reduce(.zero, +), durations: once)
        let second = each.reduce(.zero, +) / .seconds(1)
        timing.about = [("one_prepared_each_per_second", String(Int(Double(count) / second)))]
        return timing
    }
}
