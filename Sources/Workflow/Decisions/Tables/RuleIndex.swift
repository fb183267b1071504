// Finds the rules that may match by looking values up, so that a long table costs hardly more than a short one.

import Basics
import FEEL

/// The columns of a table whose cells name texts, numbers or nothing at all, turned round: from the value to the rules.
struct RuleIndex: Sendable {
    private enum Column: Sendable {
        /// The rules for each text that a cell names, and for any other.
        case texts([ByteText: BitSet], others: BitSet)
        case numbers(NumberLine)

        /// The rules that the value fits; `nil` for a value of another kind.
        func rules(for value: Value) -> BitSet? {
            switch (self, value) {
            case (.texts(let rules, let others), .string(let text)): rules[ByteText(text)] ?? others
            case (.numbers(let line), .number(let number)): line.rules(at: number)
            default: nil
            }
        }
    }

    private let columns: [Column?]
    private let all: BitSet

    init(_ rules: [[TableCell]], columns count: Int) {
        columns = (0..<count).map { column in
            let cells = rules.map { $0[column] }
            return RuleIndex.texts(cells) ?? NumberLine(cells).map(Column.numbers)
        }
        all = BitSet(all: rules.count)
    }

    /// The rules that the values allow which can be looked up, and the columns that still have to be looked at.
    func candidates(_ values: [Value]) -> (rules: BitSet, columns: [Int]) {
        var candidates = all
        var unread: [Int] = []
        for (index, column) in columns.enumerated() {
            if let rules = column?.rules(for: values[index]) {
                candidates.formIntersection(rules)
            } else {
                unread.append(index)
            }
        }
        return (candidates, unread)
    }

    private static func texts(_ cells: [TableCell]) -> Column? {
        // What is not named fits the rules that name nothing, and those that name what they do not want.
        var others = BitSet([])
        for (rule, cell) in cells.enumerated() {
            switch cell.form {
            case .anything, .texts(_, isNegated: true): others.insert(rule)
            case .texts: break
            default: return nil
            }
        }
        var fitting: [ByteText: BitSet] = [:]
        for (rule, cell) in cells.enumerated() {
            guard case .texts(let named, let isNegated) = cell.form else { continue }
            for text in named {
                if isNegated {
                    fitting[ByteText(text), default: others].remove(rule)
                } else {
                    fitting[ByteText(text), default: others].insert(rule)
                }
            }
        }
        return .texts(fitting, others: others)
    }
}

/// The numbers cut where a rule begins or ends, with the rules of each piece.
private struct NumberLine: Sendable {
    private let points: [Decimal128]
    /// Even places are the stretches between the points, odd ones the points.
    private let rules: [BitSet]

    /// More are looked through one by one: the lines of a very long table would be larger than the table.
    private static let rulesMax = 1_000

    /// `nil` when a cell is more than one range of numbers.
    init?(_ cells: [TableCell]) {
        guard cells.count <= NumberLine.rulesMax else { return nil }
        var ends: Set<Decimal128> = []
        for cell in cells {
            switch cell.form {
            case .anything: break
            case .numbers(let range): ends.formUnion([range.lower, range.upper].compactMap { $0 })
            default: return nil
            }
        }
        let points = ends.sorted()
        self.points = points
        rules = (0...points.count * 2).map { place in
            BitSet(
                cells.indices.filter { rule in
                    guard case .numbers(let range) = cells[rule].form else { return true }
                    return range.covers(place, of: points)
                })
        }
    }

    func rules(at number: Decimal128) -> BitSet {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if points[middle] < number { low = middle + 1 } else { high = middle }
        }
        let isPoint = low < points.count && points[low] == number
        return rules[isPoint ? low * 2 + 1 : low * 2]
    }
}

extension TableCell.NumberRange {
    /// Whether the range covers a place among points of which its ends are two.
    fileprivate func covers(_ place: Int, of points: [Decimal128]) -> Bool {
        if place % 2 == 1 { return contains(points[place / 2]) }
        // A stretch lies inside where the points at its sides do not lie beyond the ends.
        let isAbove = lower.map { lower in place > 0 && points[place / 2 - 1] >= lower } ?? true
        let isBelow = upper.map { upper in place < points.count * 2 && points[place / 2] <= upper } ?? true
        return isAbove && isBelow
    }
}
