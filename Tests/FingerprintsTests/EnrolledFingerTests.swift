// Verdicts: the best of the enrolled impressions decides, and what cannot be compared is said to be so.

import Testing

@testable import Fingerprints

struct EnrolledFingerTests {
    private let finger = SyntheticFinger(seed: 11)
    private let stranger = SyntheticFinger(seed: 12)

    @Test func anotherImpressionMatchesAndAnotherFingerDiffers() throws {
        let enrolled = EnrolledFinger((1...3).map(finger.impression))
        let own = enrolled.compare(with: finger.impression(4))
        #expect(own.verdict == .matches)
        #expect(try #require(own.score) >= EnrolledFinger.threshold)
        let foreign = enrolled.compare(with: stranger.impression(4))
        #expect(foreign.verdict == .differs)
        #expect(try #require(foreign.score) < EnrolledFinger.threshold)
    }

    @Test func viewsOfOneTemplateCountLikeTemplates() {
        let joint = FingerprintTemplate(views: (1...3).flatMap { finger.impression($0).views })
        let single = EnrolledFinger((1...3).map(finger.impression))
        #expect(
            EnrolledFinger([joint]).compare(with: finger.impression(5)) == single.compare(with: finger.impression(5)))
    }

    @Test func threeImpressionsCountAndTheBestDecides() throws {
        let probe = finger.impression(9)
        let impressions = [stranger.impression(1), stranger.impression(2), stranger.impression(3)]
        #expect(EnrolledFinger(impressions + [finger.impression(1)]).compare(with: probe).verdict == .differs)
        #expect(
            EnrolledFinger(impressions.prefix(2) + [finger.impression(1)]).compare(with: probe).verdict == .matches)
        let best = try (1...3).map { try #require(EnrolledFinger([finger.impression($0)]).compare(with: probe).score) }
        let all = EnrolledFinger((1...3).map(finger.impression)).compare(with: probe)
        #expect(all.score == best.max())
    }

    @Test func onlyTheFirstViewOfAProbeCounts() {
        let probe = FingerprintTemplate(views: stranger.impression(1).views + finger.impression(2).views)
        #expect(EnrolledFinger([finger.impression(1)]).compare(with: probe).verdict == .differs)
    }

    @Test func aCopyOfAnEnrolledImpressionIsAReplay() throws {
        let enrolled = EnrolledFinger((1...4).map(finger.impression))
        let copy = try FingerprintTemplate(iso: finger.impression(4).iso)
        let replay = FingerprintComparison(verdict: .notComparable(.replay), score: nil)
        #expect(enrolled.compare(with: copy) == replay)
        let view = try #require(copy.views.first)
        let reversed = FingerprintTemplate(views: [Samples.view(view.minutiae.reversed(), like: view)])
        #expect(enrolled.compare(with: reversed) == replay)
        // A copy with another quality is still one.
        let minutiae = view.minutiae.map { Minutia(x: $0.x, y: $0.y, angle: $0.angle, quality: 99) }
        #expect(enrolled.compare(with: FingerprintTemplate(views: [Samples.view(minutiae, like: view)])) == replay)
    }

    @Test func fewMinutiaeSayNothing() throws {
        let view = try #require(finger.impression(1).views.first)
        func template(_ count: Int) -> FingerprintTemplate {
            FingerprintTemplate(views: [Samples.view(Array(view.minutiae.prefix(count)), like: view)])
        }
        let refusal = FingerprintVerdict.notComparable(.tooFewMinutiae)
        let enrolled = EnrolledFinger([finger.impression(2)])
        #expect(enrolled.compare(with: template(11)).verdict == refusal)
        #expect(enrolled.compare(with: template(12)).score != nil)
        #expect(EnrolledFinger([template(11)]).compare(with: finger.impression(2)).verdict == refusal)
        #expect(EnrolledFinger([]).compare(with: finger.impression(2)).verdict == refusal)
        // Twins do not make up for what is missing.
        let some = Array(view.minutiae.prefix(11))
        let twins = FingerprintTemplate(views: [Samples.view(some + some, like: view)])
        #expect(enrolled.compare(with: twins).verdict == refusal)
    }
}
