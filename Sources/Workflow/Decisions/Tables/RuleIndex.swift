// Finds the rules that may match by looking texts up, so that a long table costs no more than a short one.

import FEEL

/// The columns of a table whose cells name texts or nothing at all, turned round: from the text to the rules.
struct RuleIndex: Sendable {
    private struct Column: Sendable {
        let rules: [TextKey: BitSet]
        /// The rules that a text fits which no cell names.
        let others: BitSet
    }

    private let columns: [Column?]
    /// The columns whose cells have to be looked at.
    private let open: [Int]
    private let all: BitSet

    init(_ rules: [[TableCell]], columns count: Int) {
        let columns = (0..<count).map { column in RuleIndex.column(rules.map { $0[column] }) }
        self.columns = columns
        open = columns.indices.filter { columns[$0] == nil }
        all = BitSet(all: rules.count)
    }

    /// The rules that the texts among the values allow, and the columns that still have to be looked at.
    func candidates(_ values: [Value]) -> (rules: BitSet, columns: [Int]) {
        var candidates = all
        var unread = open
        for (index, column) in columns.enumerated() {
            guard let column else { continue }
            if case .string(let text) = values[index] {
                candidates.formIntersection(column.rules[TextKey(text)] ?? column.others)
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
        func fits(_ text: String?) -> BitSet {
            BitSet(
                cells.indices.filter { rule in
                    guard case .texts(let named, let isNegated) = cells[rule].form else { return true }
                    return (text.map(named.contains) ?? false) != isNegated
                })
        }
        return Column(
            rules: Dictionary(uniqueKeysWithValues: texts.map { (TextKey($0), fits($0)) }), others: fits(nil))
    }
}
