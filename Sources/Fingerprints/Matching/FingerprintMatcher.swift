// Compares two impressions and says how much speaks for one finger.

/// The 1:1 matcher: bit cylinders, pairs relaxed against one another, the best of four alignments, seven measures.
public enum FingerprintMatcher {
    /// Natural-log odds that two impressions are of one finger, if that is as likely as not beforehand: about −10 to
    /// 75, with −4.5 in the middle of pairs of different fingers and 13 in that of one finger's (640 public impressions
    /// of FVC 2002 and 2004). It is not a probability, and never for the one who is compared: an impostor who is told
    /// it can climb.
    ///
    /// Exactly symmetric, and the same on every run. It takes about a tenth of a millisecond, and with 128 crowded
    /// minutiae on both sides two or three. An impression against itself scores high without being another impression:
    /// see `FingerprintVerdict.Reason.replay`.
    public static func score(_ first: PreparedTemplate, _ second: PreparedTemplate) -> Double {
        evidence(first, second).score
    }

    /// What the score is made of. The smaller template comes first, so that the order given does not matter.
    static func evidence(_ first: PreparedTemplate, _ second: PreparedTemplate) -> PairEvidence {
        first.minutiae.precedes(second.minutiae) ? PairEvidence(first, second) : PairEvidence(second, first)
    }
}
