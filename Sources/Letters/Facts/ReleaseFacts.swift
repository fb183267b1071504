// The released data.

public import Basics
public import Casework

/// The table of a data sheet, with the recipient's mark.
public struct ReleaseFacts: FactSource {
    /// Who received this copy, when, under which code: on every page.
    public var recipientMark: String
    /// Column headings after `STT`.
    public var columns: [String]
    /// One row a person, as many cells as columns; they fill the table of the letter (`filling`).
    public var rows: [[String]]
    /// The number of each row in the list of the request, which a decision need not grant as a whole; empty where
    /// they are counted from 1.
    public var numbers: [Int]
    /// What each verdict that occurs in the rows means; empty where values are given.
    public var verdictMeanings: [String]
    public var releasedAt: Timestamp?
    /// The article that gives it where there is no decision.
    public var law: String?

    public init(
        recipientMark: String, columns: [String], rows: [[String]], numbers: [Int] = [], verdictMeanings: [String] = [],
        releasedAt: Timestamp?, law: String? = nil
    ) {
        self.recipientMark = recipientMark
        self.columns = columns
        self.rows = rows
        self.numbers = numbers
        self.verdictMeanings = verdictMeanings
        self.releasedAt = releasedAt
        self.law = law
    }

    public var group: FactGroup { .release }

    public func write(_ pen: inout FactPen) {
        pen.text("recipientMark", recipientMark)
        pen.rows(
            "resultColumns",
            columns.enumerated().map { ["heading": .text($1), "width": .text(String(width(of: $0)))] })
        pen.rows("verdictMeanings", verdictMeanings.map { ["meaning": .text($0)] })
        pen.text("releasedAt", releasedAt.map(LetterWording.moment))
        pen.text("releaseLaw", law)
    }

    /// The rows as the table of the sheet has them: each with its number.
    public var filling: [[String]] {
        rows.enumerated().map { index, cells in [String(numbers.isEmpty ? index + 1 : numbers[index])] + cells }
    }

    /// The share of the width that a column needs: about the square root of its longest cells, so that addresses get
    /// more room than years and no column starves.
    private func width(of column: Int) -> Int {
        let longest = rows.prefix(200).reduce(0) { column < $1.count ? max($0, $1[column].count) : $0 }
        return max(3, Int(Double(longest).squareRoot().rounded()))
    }
}
