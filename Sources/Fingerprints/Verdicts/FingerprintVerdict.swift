// What a comparison of fingers says in the end.

/// The outcome. The words leave no room for a number: a caller who learns how near a try came can climb.
public enum FingerprintVerdict: Hashable, Sendable {
    /// Enough speaks for one finger. It is one factor beside another, never the only one.
    case matches
    /// Too little speaks for one finger. One in ten tries of the right finger ends so as well.
    case differs
    /// Nothing can be said; such a try does not count as one of a wrong finger.
    case notComparable(Reason)

    public enum Reason: String, CaseIterable, Sendable {
        /// The minutiae are exactly those of an enrolled impression. No finger is placed twice alike: it is a copy.
        case replay
        /// One side has fewer than `EnrolledFinger.minutiaeMin`: the finger is to be placed again.
        case tooFewMinutiae = "too-few-minutiae"
    }
}

/// A verdict with what it stands on.
public struct FingerprintComparison: Hashable, Sendable {
    public let verdict: FingerprintVerdict
    /// The best score among the enrolled impressions (`FingerprintMatcher.score`); `nil` where none was made. It is for
    /// the record, as a whole number of hundredths, and never for the one who is compared.
    public let score: Double?
}
