// A finger as it is kept to be compared with later: up to three impressions, ready for the matcher.

/// The enrolled side of a comparison. Prepare it once where many probes are compared with it.
///
/// Enrol only what was captured before a clerk's eyes: a template made of two persons' minutiae matches both of them.
public struct EnrolledFinger: Sendable {
    /// The score from which two impressions count as those of one finger, in natural-log odds.
    ///
    /// The false match rate is about 10⁻⁴: 20 of 202,240 pairs of different fingers of the public B sets of FVC 2002
    /// and 2004 reached it, and 4 of the 23,040 pairs from one sensor. With three impressions enrolled it is at most
    /// three times that, and 6 % of the right fingers' tries stay below (12 % with one). At 5.0 it is about 10⁻⁵.
    public static let threshold = 3.0
    /// Impressions that count. Each one more helps the right finger less, and every wrong one as much as the first.
    public static let impressionsMax = 3
    /// With fewer different minutiae on either side nothing is compared: chance speaks too loud.
    public static let minutiaeMin = 12

    /// With fewer different minutiae an impression is not enrolled: the finger is to be placed again while the person
    /// is there. Below 20 a fifth of the right tries and more would be refused later.
    public static let enrolledMinutiaeMin = 20

    private let impressions: [PreparedTemplate]
    /// All that was enrolled, also what is not compared.
    private let known: Set<MinutiaSet>

    /// Takes every view of every template as one impression of the same finger. The first three with enough minutiae
    /// count.
    public init(_ templates: [FingerprintTemplate]) {
        let views = templates.flatMap(\.views)
        known = Set(views.map { MinutiaSet($0) })
        var impressions: [PreparedTemplate] = []
        for view in views where impressions.count < EnrolledFinger.impressionsMax {
            let prepared = PreparedTemplate(view)
            if prepared.minutiaCount >= EnrolledFinger.minutiaeMin { impressions.append(prepared) }
        }
        self.impressions = impressions
    }

    /// Compares the first view of a probe with all impressions and takes the best. Further views of the probe do not
    /// count: each would be one more try.
    public func compare(with probe: FingerprintTemplate) -> FingerprintComparison {
        guard let view = probe.views.first else { return FingerprintComparison(refusal: .tooFewMinutiae) }
        return compare(with: PreparedTemplate(view))
    }

    /// The same for a view that was prepared already.
    func compare(with prepared: PreparedTemplate) -> FingerprintComparison {
        if known.contains(prepared.minutiae) { return FingerprintComparison(refusal: .replay) }
        guard prepared.minutiaCount >= EnrolledFinger.minutiaeMin,
            let best = impressions.map({ FingerprintMatcher.score($0, prepared) }).max()
        else { return FingerprintComparison(refusal: .tooFewMinutiae) }
        return FingerprintComparison(verdict: best >= EnrolledFinger.threshold ? .matches : .differs, score: best)
    }
}

extension FingerprintComparison {
    fileprivate init(refusal: FingerprintVerdict.Reason) {
        self.init(verdict: .notComparable(refusal), score: nil)
    }
}
