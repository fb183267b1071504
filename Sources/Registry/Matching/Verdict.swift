// The outcome of a comparison: true, false, not comparable, or no data. Never the value.

public struct Verdict: Hashable, Sendable {
    /// The raw values are the codes as exchanged.
    public enum Value: String, CaseIterable, Sendable {
        case matches = "true"
        case differs = "false"
        /// There is a value and a claim, and the one says nothing about the other.
        case notComparable = "not-comparable"
        case noData = "no-data"
    }

    public let value: Value
    /// Why, where there is something to say; always for the last two.
    public let reason: AnswerReason?

    init(_ value: Value, _ reason: AnswerReason? = nil) {
        self.value = value
        self.reason = reason
    }

    public static let matches = Verdict(.matches)
    public static let differs = Verdict(.differs)
    public static func notComparable(_ reason: AnswerReason) -> Verdict { Verdict(.notComparable, reason) }
    public static func noData(_ reason: AnswerReason) -> Verdict { Verdict(.noData, reason) }

    /// Whether something about the record can be learned from it. That a claim is finer than what is held tells that
    /// it is not wrong.
    var tells: Bool { value != .noData }

    /// Both must hold: one difference decides, then the first gap.
    func and(_ other: Verdict) -> Verdict {
        if value == .differs { return self }
        return value == .matches || other.value == .differs ? other : self
    }
}

/// Why an answer is as it is. The raw values are the codes as exchanged.
public enum AnswerReason: String, CaseIterable, Sendable {
    /// Number, name and date of birth do not identify one person together. Which of them failed is never told: that
    /// would let a stranger find out a date of birth by trying.
    case notIdentified = "not-identified"
    /// The registry holds no value of the field.
    case noValue = "no-value"
    /// The request states no value to compare.
    case noClaim = "no-claim"
    /// What is claimed cannot be read as what the field holds.
    case claimUnreadable = "claim-unreadable"
    /// What is claimed is finer than what the registry holds (a blood group with Rh factor against one without, an
    /// address with a quarter more).
    case claimFiner = "claim-finer"
    /// What is claimed says less than what the registry holds (an address without its house, a year without its day).
    case claimCoarser = "claim-coarser"
    /// The address is in administrative units of another time or kind than the one that is held.
    case otherUnits = "other-units"
    /// The words stand for more than one place when their marks are left out.
    case ambiguousPlace = "ambiguous-place"
    /// The claim is the same but for marks, and written without them.
    case marksMissing = "marks-missing"
    /// How the claim is written does not tell which part of it is what.
    case spellingUnclear = "spelling-unclear"
    /// The name has letters that are not Latin ones, though they may look like them.
    case nameUnreadable = "name-unreadable"
    /// The date of birth by which the person is identified lacks its day.
    case birthDateIncomplete = "birth-date-incomplete"
    /// The requester claimed so many wrong values of it lately that nothing more is compared: it would be guessing.
    case tooManyClaims = "too-many-claims"
    /// Values of this kind (lists of persons, cards) are not compared.
    case notCompared = "not-compared"
    /// The fingerprint is a copy of one that the registry holds: no finger is placed twice alike.
    case replay
    /// The fingerprint, or the one held, shows too little of the finger.
    case tooFewMinutiae = "too-few-minutiae"
    /// Several fingers of the person are held, and the file does not say which one it is.
    case fingerNotStated = "finger-not-stated"
    /// A fingerprint is sealed with a key that the server does not have.
    case keyMissing = "key-missing"
    /// A fingerprint is not there any more, or not as it was stored.
    case templateDamaged = "template-damaged"
    /// The last day of the grant was over before the person's turn came: a long list was interrupted.
    case tooLate = "too-late"
}
