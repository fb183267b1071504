// An extract of a register.

public import Basics
public import Casework

/// What the cover of a register says (Decree 30/2020, Appendix IV). Its lines fill the table of the letter.
public struct RegisterFacts: FactSource {
    public var year: Int
    public var from: LocalDate
    public var to: LocalDate
    /// First and last running number; empty for a register without entries.
    public var firstNumber = ""
    public var lastNumber = ""
    /// Quyển số.
    public var volume = 1

    public init(year: Int, from: LocalDate, to: LocalDate) {
        self.year = year
        self.from = from
        self.to = to
    }

    public var group: FactGroup { .register }

    public func write(_ pen: inout FactPen) {
        pen.text("registerYear", String(year))
        pen.text("registerFrom", from.dayFirst)
        pen.text("registerTo", to.dayFirst)
        pen.text("registerFirstNumber", firstNumber)
        pen.text("registerLastNumber", lastNumber)
        pen.text("registerVolume", LetterWording.twoDigits(volume))
    }
}
