// How long the office has.

public import Basics
public import Casework

/// The statutory term and its last day.
public struct TermFacts: FactSource {
    public var workingDays: Int?
    public var dueOn: LocalDate?

    public init(workingDays: Int?, dueOn: LocalDate?) {
        self.workingDays = workingDays
        self.dueOn = dueOn
    }

    public var group: FactGroup { .term }

    public func write(_ pen: inout FactPen) {
        pen.text("workingDays", workingDays.map(LetterWording.twoDigits))
        pen.text("dueOn", dueOn.map(LetterWording.date))
    }
}
