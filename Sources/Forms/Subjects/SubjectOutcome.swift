// The outcome of reading a list of persons.

import Basics

/// A row in order, and the line of the file, or the row of the page, that it was read from.
public struct ReadSubject: Hashable, Sendable {
    public var line: Int
    public var row: SubjectRow
}

/// A row with faults, as it stands in the file.
public struct FaultyRow: Hashable, Sendable {
    public var line: Int
    /// In the order of `SubjectOutcome.titles`.
    public var cells: [String]
    public var problems: [Problem]
}

/// All rows, and all that is wrong with the others.
public struct SubjectOutcome: Hashable, Sendable {
    /// The rows in order. With a fault in the list they are taken only if somebody wishes so.
    public internal(set) var good: [ReadSubject] = []
    /// The rows with faults; without those of the file or its header.
    public internal(set) var faulty: [FaultyRow] = []
    /// The headings of the columns as they stand in the file; empty for typed rows.
    public internal(set) var titles: [String] = []
    /// The first problems, at most `Limits.rowProblemsMax`, in the order of the file.
    public private(set) var problems: [Problem] = []
    /// How many there are in truth.
    public private(set) var problemCount = 0

    public init() {}

    /// The list as a whole: empty when there are problems.
    public var rows: [SubjectRow] { problemCount == 0 ? good.map(\.row) : [] }

    mutating func report(_ problem: Problem) {
        problemCount += 1
        if problems.count < Limits.rowProblemsMax { problems.append(problem) }
    }
}
