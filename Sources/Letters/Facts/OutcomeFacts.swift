// How many persons the registry knew.

public import Casework

/// Persons with an answer, and persons the database knows nothing of; both `nil` before the release.
public struct OutcomeFacts: FactSource {
    public var answered: Int?
    public var unanswered: Int?

    /// Whether claims were compared, so that the letter has to say what a verdict means.
    public var comparesClaims: Bool

    public init(answered: Int?, unanswered: Int?, comparesClaims: Bool = false) {
        self.comparesClaims = comparesClaims
        self.answered = answered
        self.unanswered = unanswered
    }

    public var group: FactGroup { .outcome }

    public func write(_ pen: inout FactPen) {
        pen.text("answered", answered.map(LetterWording.count))
        pen.text("unanswered", unanswered.map(LetterWording.count))
        pen.flag("comparesClaims", comparesClaims)
    }
}
