// Templates made to fool or to break the matcher: none is a master key, and none leads to a number that is none.

import Testing

@testable import Fingerprints

struct HostileTemplateTests {
    struct Kind: CustomTestStringConvertible, Sendable {
        let name: String
        /// What no comparison with a finger reaches.
        let bound: Double
        let minutiae: [Minutia]

        var testDescription: String { name }
    }

    /// A minutia every `step` pixels; `angles` tells the directions at a place.
    private static func grid(step: Int, _ angles: (Int, Int) -> [Int]) -> [Minutia] {
        stride(from: 20, to: 280, by: step).flatMap { x in
            stride(from: 20, to: 380, by: step).flatMap { y in angles(x, y).map { Samples.minutia(x, y, $0) } }
        }
    }

    static let kinds = [
        Kind(name: "40 at random", bound: 1, minutiae: Samples.random(40, seed: 1)),
        Kind(name: "80 at random", bound: 1, minutiae: Samples.random(80, seed: 2)),
        Kind(name: "128 at random", bound: 1, minutiae: Samples.random(128, seed: 3)),
        Kind(name: "255 at random", bound: 1, minutiae: Samples.random(255, seed: 4)),
        // Grids were seen to reach 3.13 once in some thousand comparisons.
        Kind(name: "grid, one direction", bound: 3.5, minutiae: grid(step: 28) { _, _ in [64] }),
        Kind(name: "grid, both directions", bound: 3.5, minutiae: grid(step: 40) { _, _ in [64, 192] }),
        Kind(name: "grid, turning", bound: 3.5, minutiae: grid(step: 28) { x, y in [x / 4 + y / 8] }),
        Kind(
            name: "100 at one place", bound: -5,
            minutiae: (0..<100).map { Samples.minutia(150, 200, 64, quality: UInt8($0)) }),
        Kind(
            name: "all directions at one place", bound: -5,
            minutiae: (0..<255).map { Samples.minutia(150, 200, $0) }),
        Kind(
            name: "on one line", bound: 0, minutiae: (0..<60).map { Samples.minutia(20 + 4 * $0, 200, 64) }),
        Kind(
            name: "on one slanted line", bound: 0,
            minutiae: (0..<60).map { Samples.minutia(20 + 4 * $0, 50 + 5 * $0, 17 * $0) }),
        Kind(name: "one", bound: -5, minutiae: [Samples.minutia(150, 200, 64)]),
        Kind(name: "two", bound: -5, minutiae: [Samples.minutia(150, 200, 64), Samples.minutia(170, 210, 80)]),
        Kind(
            name: "in the corners", bound: -3,
            minutiae: [(0, 0), (299, 0), (0, 399), (299, 399)].map { Samples.minutia($0.0, $0.1, 0) }),
    ]

    private static let fingers = (1...12).compactMap { SyntheticFinger(seed: $0).impression(1).views.first }
        .map { PreparedTemplate($0) }

    @Test(arguments: kinds) func noKindMatchesFingers(kind: Kind) {
        let prepared = PreparedTemplate(Samples.view(kind.minutiae))
        for finger in Self.fingers {
            let score = FingerprintMatcher.score(prepared, finger)
            #expect(score.isFinite && score < kind.bound)
            #expect(score == FingerprintMatcher.score(finger, prepared))
        }
    }

    @Test(.enabled(if: PublicTemplates.areThere, "needs ../shared/suites/fingerprints"), arguments: kinds)
    func noKindMatchesPublicFingers(kind: Kind) throws {
        let prepared = PreparedTemplate(Samples.view(kind.minutiae))
        for set in PublicTemplates.sets {
            for finger in stride(from: 101, through: 109, by: 2) {
                let score = FingerprintMatcher.score(prepared, try PublicTemplates.prepared(set, "\(finger)_1"))
                #expect(score.isFinite && score < kind.bound)
            }
        }
    }

    @Test func noTwoKindsMakeANumberThatIsNone() {
        let prepared = Self.kinds.map { PreparedTemplate(Samples.view($0.minutiae)) }
        for (index, one) in prepared.enumerated() {
            for other in prepared[...index] { #expect(FingerprintMatcher.score(one, other).isFinite) }
        }
    }

    /// Sizes and resolutions at the ends of what the format can say.
    @Test(arguments: [(1, 1), (65_535, 65_535), (1, 65_535), (65_535, 1)])
    func extremeResolutionsMakeNoNumberThatIsNone(across: Int, up: Int) {
        let view = Samples.view(Samples.random(128, seed: 9), across: across, up: up)
        let prepared = PreparedTemplate(view)
        let wide = FingerprintView(
            width: 65_535, height: 65_535, horizontalResolution: across, verticalResolution: up,
            minutiae: [(0, 0), (16_383, 16_383), (0, 16_383), (16_383, 5)].map { Samples.minutia($0.0, $0.1, 3) })
        for finger in Self.fingers.prefix(3) {
            #expect(FingerprintMatcher.score(prepared, finger) < 0)
            #expect(FingerprintMatcher.score(PreparedTemplate(wide), finger) < 0)
        }
        for other in [prepared, PreparedTemplate(wide)] {
            #expect(FingerprintMatcher.score(prepared, other).isFinite)
            #expect(FingerprintMatcher.score(PreparedTemplate(wide), other).isFinite)
        }
    }
}
