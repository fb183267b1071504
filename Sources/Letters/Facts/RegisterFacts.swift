// An extract of a register.

public import Basics
public import Casework

/// The lines of a register with what its cover says (Decree 30/2020, Appendix IV).
public struct RegisterFacts: FactSource {
    public var year: Int
    public var from: LocalDate
    public var to: LocalDate
    /// First and last running number; empty for a register without entries.
    public var firstNumber = ""
    public var lastNumber = ""
    /// Quyển số.
    public var volume = 1
    /// Ten cells a row, in the order of the statutory columns.
    public var rows: [[String]]

    public init(year: Int, from: LocalDate, to: LocalDate, rows: [[String]]) {
        self.year = year
        self.from = from
        self.to = to
        self.rows = rows
    }

    public var group: FactGroup { .register }

    public func write(_ pen: inout FactPen) {
        pen.text("registerYear", String(year))
        pen.text("registerFrom", from.dayFirst)
        pen.text("registerTo", to.dayFirst)
        pen.text("registerFirstNumber", firstNumber)
        pen.text("registerLastNumber", lastNumber)
        pen.text("registerVolume", LetterWording.twoDigits(volume))
        pen.rows("registerRows", rows.map { ["cells": .texts($0)] })
    }
}
