// Finds the rules that may match by looking texts up, so that a long table costs no more than a short one.

import FEEL

/// A set of rules, one bit each.
struct RuleSet: Sendable {
    private(set) var words: [UInt64]

    /// All of the first `count` rules.
    init(all count: Int) {
        words = []
        var rest = count
        while rest > 0 {
            words.append(rest >= 64 ? .max : (1 << UInt64(rest)) - 1)
            rest -= 64
        }
    }

    /// Those of the first `count` rules for which the condition holds.
    init(_ count: Int, where condition: (Int) -> Bool) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for rule in 0..<count where condition(rule) { words[rule / 64] |= 1 << UInt64(rule % 64) }
    }

    mutating func formIntersection(_ other: RuleSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }
}

/// The columns of a table whose cells name texts or nothing at all, turned round: from the text to the rules.
struct RuleIndex: Sendable {
    private struct Column: Sendable {
        let rules: [String: RuleSet]
        /// The rules that a text fits which no cell names.
        let others: RuleSet
    }

    private let columns: [Column?]
    /// The columns whose cells have to be looked at.
    private let open: [Int]
    private let all: RuleSet

    init(_ rules: [[TableCell]], columns count: Int) {
        let columns = (0..<count).map { column in RuleIndex.column(rules.map { $0[column] }) }
        self.columns = columns
        open = columns.indices.filter { columns[$0] == nil }
        all = RuleSet(all: rules.count)
    }

    /// The rules that the texts among the values allow, and the columns that still have to be looked at.
    func candidates(_ values: [Value]) -> (rules: RuleSet, columns: [Int]) {
        var candidates = all
        var unread = open
        for (index, column) in columns.enumerated() {
            guard let column else { continue }
            if case .string(let text) = values[index] {
                candidates.formIntersection(column.rules[text] ?? column.others)
            } else {
                unread.append(index)
            }
        }
        return (candidates, unread)
    }

    private static func column(_ cells: [TableCell]) -> Column? {
        var texts: Set<String> = []
        for cell in cells {
            switch cell.form {
            case .anything: break
            case .texts(let named, _): texts.formUnion(named)
            default: return nil
            }
        }
        func fits(_ text: String?) -> RuleSet {
            RuleSet(cells.count) { rule in
                guard case .texts(let named, let isNegated) = cells[rule].form else { return true }
                return (text.map(named.contains) ?? false) != isNegated
            }
        }
        return Column(
            rules: Dictionary(uniqueKeysWithValues: texts.map { ($0, fits($0)) }), others: fits(nil))
    }
}
