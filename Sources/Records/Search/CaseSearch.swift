// What somebody looks for among cases.

import Basics

/// Words that a case has to have, all of them, wherever they stand.
public struct CaseSearch: Sendable, Hashable {
    /// Folded, each once. Where no case has all of them, the last need only be the beginning of one: whoever was not
    /// done with typing it finds what they look for, and a whole word never costs what all its endings do.
    let words: [String]
    /// Of how many lines a list is that is gone through one by one.
    var walkedLinesMax = Limits.searchedLinesMax

    /// Why nothing is looked for.
    public enum Fault: Error, Sendable, Hashable {
        /// More than `Limits.searchCharactersMax` characters.
        case tooLong
        /// More than `Limits.searchWordsMax` words.
        case tooManyWords
        /// Nothing but marks and spaces.
        case noWord
    }

    public init(_ typed: String) throws(Fault) {
        guard typed.unicodeScalars.count <= Limits.searchCharactersMax else { throw .tooLong }
        var known: Set<String> = []
        words = typed.searchWords.filter { known.insert($0).inserted }
        guard !words.isEmpty else { throw .noWord }
        guard words.count <= Limits.searchWordsMax else { throw .tooManyWords }
    }
}
