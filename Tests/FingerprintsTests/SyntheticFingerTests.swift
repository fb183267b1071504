// Invented fingers behave like fingers: the same seed gives the same, and only one finger's impressions match.

import Testing

@testable import Fingerprints

struct SyntheticFingerTests {
    private static let fingers = (0..<20).map { finger in
        (1...3).compactMap { SyntheticFinger(seed: UInt64(finger) * 7919).impression($0).views.first }
            .map { PreparedTemplate($0) }
    }

    @Test func aSeedAndANumberAlwaysGiveTheSame() {
        #expect(SyntheticFinger(seed: 5).impression(2).iso == SyntheticFinger(seed: 5).impression(2).iso)
        #expect(SyntheticFinger(seed: 5).impression(2) != SyntheticFinger(seed: 5).impression(3))
        #expect(SyntheticFinger(seed: 5).impression(2) != SyntheticFinger(seed: 6).impression(2))
    }

    @Test func impressionsOfOneFingerMatch() {
        for impressions in Self.fingers {
            for one in impressions.indices {
                for other in 0..<one {
                    #expect(
                        FingerprintMatcher.score(impressions[one], impressions[other]) >= EnrolledFinger.threshold)
                }
            }
        }
    }

    @Test func impressionsOfDifferentFingersDoNot() {
        for one in Self.fingers.indices {
            for other in 0..<one {
                for (first, second) in zip(Self.fingers[one], Self.fingers[other]) {
                    #expect(FingerprintMatcher.score(first, second) < EnrolledFinger.threshold)
                }
            }
        }
    }

    @Test func everyImpressionHasEnoughAndNotMoreThanAFingerHas() {
        for seed in 0..<200 as Range<UInt64> {
            let template = SyntheticFinger(seed: seed).impression(Int(seed))
            // As many as a clerk would ask for who enrols a finger.
            #expect(template.views.allSatisfy { (20...80).contains(MinutiaSet($0).count) })
        }
    }
}
