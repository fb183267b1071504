// The outcome of reading a list of persons.

import Basics

/// All rows, or all that is wrong: nothing is taken from a list with a fault in it.
public struct SubjectOutcome: Hashable, Sendable {
    /// Empty when there are problems.
    public internal(set) var rows: [SubjectRow] = []
    /// The first problems, at most `Limits.rowProblemsMax`, in the order of the file.
    public private(set) var problems: [Problem] = []
    /// How many there are in truth.
    public private(set) var problemCount = 0

    public init() {}

    mutating func report(_ problem: Problem) {
        problemCount += 1
        if problems.count < Limits.rowProblemsMax { problems.append(problem) }
    }
}
