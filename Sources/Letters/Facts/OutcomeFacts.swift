// How many persons the registry knew.

public import Casework

/// Persons with an answer, and persons the database knows nothing of; both `nil` before the release.
public struct OutcomeFacts: FactSource {
    public var answered: Int?
    public var unanswered: Int?

    public init(answered: Int?, unanswered: Int?) {
        self.answered = answered
        self.unanswered = unanswered
    }

    public var group: FactGroup { .outcome }

    public func write(_ pen: inout FactPen) {
        pen.text("answered", answered.map(LetterWording.count))
        pen.text("unanswered", unanswered.map(LetterWording.count))
    }
}
