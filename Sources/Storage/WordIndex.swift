// How rows are found by the words they hold: each database has its own index of words, and its own language to ask it.

import Foundation

/// The index of words of one database. A table that is searched has an integer key `number`, which rises with what is
/// newer, and `words`: each word once, with one space before, between and behind them. What a word is was settled
/// before: letters, digits and `_`, in lower case. No database cuts or folds anything, so all of them find the same
/// rows.
///
/// In its texts `{table}` stands for the name of the table, and `{question}` for the words that are looked for, which
/// are bound.
public struct WordIndex: Sendable, Hashable {
    /// Statements that give the table such an index, which the database then keeps by itself.
    var templates: [String]
    /// What is read of the table, as `x`, and under which condition.
    var source: String
    var condition: String
    /// The key of a line, as the index has it.
    var key: Query
    /// Where the index has no order: the rows of the table along their key, as `x`, and what one that is found fulfils.
    /// The newest of a common word are found there at once, and all of a rare one by the index.
    var glance: Glance?
    /// How the question says that all have to be there, and that one of some has to.
    var and: String
    var or: String
    /// What stands before and behind a word.
    var quote: String
    /// What stands behind a word of which the beginning is enough.
    var beginning: String
    /// Statements that take what was deleted out of the index for good.
    var purge: [String]

    public struct Glance: Sendable, Hashable {
        var source: String
        var condition: String

        public init(source: String, condition: String) {
            self.source = source
            self.condition = condition
        }
    }

    public init(
        templates: [String], source: String, condition: String, key: Query, glance: Glance?,
        language: (and: String, or: String, quote: String, beginning: String), purge: [String]
    ) {
        self.templates = templates
        self.source = source
        self.condition = condition
        self.key = key
        self.glance = glance
        (and, or, quote, beginning) = language
        self.purge = purge
    }

    /// The statements that give `table` its index.
    public func statements(for table: String) -> [String] {
        templates.map { $0.replacing("{table}", with: table) }
    }

    /// The rows of `table` that have one word of each of these sets, and a word that begins with `beginning`.
    public func rows(of table: String, having sets: [[String]], beginningWith start: String?) -> WordSearch {
        let whole = sets.map { words in
            "(" + words.map { "\(quote)\($0)\(quote)" }.joined(separator: or) + ")"
        }
        let question = (whole + (start.map { ["\(quote)\($0)\(quote)\(beginning)"] } ?? [])).joined(separator: and)
        func filled(_ template: String) -> Query {
            let parts = template.replacing("{table}", with: table).components(separatedBy: "{question}")
            return parts.dropFirst().reduce("\(raw: parts[0])" as Query) { "\($0)\(question)\(raw: $1)" }
        }
        return WordSearch(
            source: filled(source), condition: filled(condition), key: .integer(key),
            glance: glance.map { SortedList.Glance(source: filled($0.source), condition: filled($0.condition)) })
    }
}

/// A search as parts of a `SortedList`.
public struct WordSearch: Sendable {
    /// The table as `x`.
    public var source: Query
    public var condition: Query
    public var key: SortKey.Column
    public var glance: SortedList.Glance?
}

extension Connection {
    /// Leaves nothing in the index of `table` of rows that were deleted. Takes as long as the index is large.
    public func purgeWords(of table: String) throws {
        for statement in dialect.words.purge { try run(Query(raw: statement.replacing("{table}", with: table))) }
    }
}
