// Finds rules of a unique table that contradict each other, and inputs that no rule covers.

import Basics
import FEEL
import Foundation

/// What can be said about a table without evaluating it. A table with cells that are not plain comparisons is not
/// judged.
struct TableAnalysis {
    struct Finding {
        let line: Int?
        let message: String
    }

    /// Combinations looked at in the search for gaps; beyond that the search is given up.
    private static let combinationsMax = 50_000
    private static let examplesMax = 3

    private let table: DecisionTable
    private let columns: [TableColumn?]

    init(_ table: DecisionTable) {
        self.table = table
        columns = table.inputs.indices.map { TableColumn(table, at: $0) }
    }

    /// All overlaps, and the gaps where they are wanted.
    func findings(gaps wantsGaps: Bool) -> [Finding] {
        guard !table.rules.isEmpty, table.rules.allSatisfy({ $0.cells.count == table.inputs.count }) else { return [] }
        return overlaps() + (wantsGaps ? gaps() : [])
    }

    /// The columns that make a difference, with the value of each.
    private func describe(_ places: [(TableColumn, Int)]) -> String {
        places.compactMap { $0.describe($1) }.joined(separator: ", ")
    }

    /// Pairs of rules that some input matches both.
    private func overlaps() -> [Finding] {
        let analysed = columns.compactMap { $0 }
        guard analysed.count == columns.count else { return [] }
        var findings: [Finding] = []
        for second in table.rules.indices {
            for first in 0..<second {
                let common = analysed.map { $0.places[first].intersection($0.places[second]) }
                guard common.allSatisfy({ !$0.isEmpty }) else { continue }
                let example = describe(zip(analysed, common).map { ($0, $1.min() ?? 0) })
                findings.append(
                    Finding(
                        line: table.rules[second].line,
                        message: "table '\(table.name)': rules \(first + 1) and \(second + 1) overlap: \(example)"))
            }
        }
        return findings
    }

    /// One finding that counts the uncovered combinations and names the first few.
    private func gaps() -> [Finding] {
        let analysed = columns.compactMap { $0 }
        guard analysed.count == columns.count else { return [] }
        var total = 1
        for column in analysed {
            let (product, overflow) = total.multipliedReportingOverflow(by: column.expected.count)
            guard !overflow, product <= TableAnalysis.combinationsMax else { return [] }
            total = product
        }
        var examples: [String] = []
        var count = 0
        for number in 0..<total {
            var rest = number
            let places = analysed.map { column -> Int in
                defer { rest /= column.expected.count }
                return column.expected[rest % column.expected.count]
            }
            let isCovered = table.rules.indices.contains { rule in
                zip(analysed, places).allSatisfy { $0.places[rule].contains($1) }
            }
            guard !isCovered else { continue }
            count += 1
            if examples.count < TableAnalysis.examplesMax {
                examples.append(describe(Array(zip(analysed, places))))
            }
        }
        guard count > 0 else { return [] }
        let some = examples.joined(separator: "; ")
        return [
            Finding(
                line: nil,
                message: "table '\(table.name)': no rule covers \(count) of \(total) combinations, such as \(some)")
        ]
    }
}

/// The values of one input column cut into places between which no rule tells a difference.
struct TableColumn {
    private let label: String
    private let names: [String]
    /// The places each rule covers.
    let places: [Set<Int>]
    /// The places that can be expected to occur.
    let expected: [Int]

    /// `nil` for a column that no rule asks about.
    func describe(_ place: Int) -> String? { names.count > 1 ? "\(label) \(names[place])" : nil }

    /// `nil` when a cell is more than a plain comparison, or the cells compare values of different kinds.
    init?(_ table: DecisionTable, at index: Int) {
        label = table.inputs[index].label
        let shapes = table.rules.map { $0.cells[index].tests.shape }
        let allowed = table.inputs[index].allowed?.tests.literals ?? []
        var values: [Value] = []
        var isOrdered = false
        for shape in shapes {
            switch shape {
            case .anything: break
            case .values(let literals, _): values += literals
            case .interval(let interval):
                isOrdered = true
                values += [interval.lower, interval.upper].filter { !$0.isNull }
            case .other: return nil
            }
        }
        if isOrdered || values.contains(where: { !$0.isDiscrete }) {
            guard let line = OrderedLine(values) else { return nil }
            names = line.names
            expected = line.places(of: .anything).sorted()
            places = shapes.map { line.places(of: $0) }
        } else {
            var seen: Set<Value> = []
            let known = (allowed + values).filter { seen.insert($0).inserted }
            // The last place stands for every value that is not named; it is expected only where none is.
            names = known.map { "= \($0.literal)" } + ["= anything else"]
            expected = known.isEmpty ? [0] : Array(known.indices)
            places = shapes.map { shape in
                guard case .values(let literals, let isNegated) = shape else { return Set(0...known.count) }
                let named = Set(known.indices.filter { literals.contains(known[$0]) })
                return isNegated ? Set(0...known.count).subtracting(named) : named
            }
        }
    }
}

extension Value {
    /// Whether values of this kind are told apart by equality only.
    fileprivate var isDiscrete: Bool {
        switch self {
        case .string, .boolean: true
        default: false
        }
    }
}

/// A line of ordered values: the places are the values where a cell begins or ends, and the stretches between them.
private struct OrderedLine {
    private let points: [Value]

    /// `nil` when the values have no common order.
    init?(_ values: [Value]) {
        var points: [Value] = []
        for value in values {
            guard value.order(to: values[0]) != nil else { return nil }
            if !points.contains(value) { points.append(value) }
        }
        self.points = points.sorted { ($0.order(to: $1) ?? 0) < 0 }
    }

    /// Even places are stretches, odd ones the points between them. Days leave no stretch between neighbours.
    var names: [String] {
        var names: [String] = []
        for index in 0...points.count * 2 {
            if index % 2 == 1 {
                names.append("= \(points[index / 2].literal)")
            } else if index == 0 {
                names.append(points.isEmpty ? "= anything" : "< \(points[0].literal)")
            } else if index == points.count * 2 {
                names.append("> \(points[index / 2 - 1].literal)")
            } else {
                names.append("in (\(points[index / 2 - 1].literal)..\(points[index / 2].literal))")
            }
        }
        return names
    }

    func places(of shape: UnaryTests.Shape) -> Set<Int> {
        let all = Set((0...points.count * 2).filter { !isEmptyStretch($0) })
        switch shape {
        case .anything, .other: return all
        case .values(let values, let isNegated):
            let named = Set(values.compactMap { points.firstIndex(of: $0) }.map { $0 * 2 + 1 })
            return isNegated ? all.subtracting(named) : named
        case .interval(let interval):
            var first = 0
            var last = points.count * 2
            if let index = points.firstIndex(of: interval.lower) {
                first = index * 2 + (interval.includesLower ? 1 : 2)
            }
            if let index = points.firstIndex(of: interval.upper) {
                last = index * 2 + (interval.includesUpper ? 1 : 0)
            }
            return first <= last ? all.intersection(first...last) : []
        }
    }

    /// Whether there is no day between two neighbouring points.
    private func isEmptyStretch(_ place: Int) -> Bool {
        guard place % 2 == 0, place > 0, place < points.count * 2, case .date(let before) = points[place / 2 - 1],
            case .date(let after) = points[place / 2]
        else { return false }
        return after.days - before.days <= 1
    }
}
