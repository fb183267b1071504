// How many persons the registry found.

public import Casework

/// Persons that the keys of the request identify, and persons that they do not; both `nil` before the release.
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
        pen.text("unanswered", unanswered.flatMap { $0 == 0 ? nil : LetterWording.count($0) })
    }
}
