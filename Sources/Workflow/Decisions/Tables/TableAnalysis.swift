// Finds rules of a table that contradict or mask each other, and inputs that no rule covers.

import FEEL

/// What can be said about a table without evaluating it. A table with cells that are not plain comparisons is not
/// judged, and that is said.
struct TableAnalysis {
    struct Finding {
        /// `nil` for what is said of the table as a whole.
        let line: Int?
        let message: String
    }

    /// Combinations looked at in the search for gaps; beyond that the search is given up.
    private static let combinationsMax = 50_000
    /// Rules that are compared with each other, each with each: three for every commune of the country.
    private static let rulesMax = 10_000
    private static let examplesMax = 3
    /// More findings about one table help nobody; the true number is said.
    private static let findingsMax = 20

    private let table: DecisionTable
    private let columns: [TableColumn?]

    /// `tested` are the types of what the columns test.
    init(_ table: DecisionTable, testing tested: [FEELType]) {
        self.table = table
        let isShort = table.rules.count <= Self.rulesMax
        columns = isShort ? table.inputs.indices.map { TableColumn(table, at: $0, of: tested[$0]) } : []
    }

    /// All that is found, or why nothing was looked for.
    func findings() -> [Finding] {
        guard !table.rules.isEmpty, let goal else { return [] }
        guard table.rules.count <= Self.rulesMax else {
            return [skipped(goal, "it has more than \(Self.rulesMax) rules", line: nil)]
        }
        guard let place = columns.firstIndex(where: { $0 == nil }) else {
            let analysed = columns.compactMap { $0 }
            return pairs(analysed) + (wantsGaps ? gaps(analysed) : [])
        }
        let label = table.inputs[place].label
        let other = table.rules.map { $0.cells[place] }.first {
            if case .other = $0.tests.shape { true } else { false }
        }
        guard let other else {
            return [
                skipped(goal, "the cells of '\(label)' have no common order", line: table.inputs[place].source.line)
            ]
        }
        return [skipped(goal, "the cell of '\(label)' is no plain comparison", line: other.line)]
    }

    /// What is looked for; `nil` where every set of rules makes sense.
    private var goal: String? {
        switch table.policy {
        case .unique: wantsGaps ? "overlaps and gaps" : "overlaps"
        case .any: wantsGaps ? "contradictions and gaps" : "contradictions"
        case .first, .priority: "rules that never apply"
        case .ruleOrder, .outputOrder, .collect: nil
        }
    }

    /// Only where no rule need match anything has a result beside the rules, or the author means it so, gaps are none.
    private var wantsGaps: Bool {
        if table.gapsAreIntended || table.outputs.contains(where: { $0.standard != nil }) { return false }
        return switch table.policy {
        case .unique, .any: true
        case .first, .priority, .ruleOrder, .outputOrder, .collect: false
        }
    }

    private func skipped(_ goal: String, _ reason: String, line: Int?) -> Finding {
        Finding(line: line, message: "table '\(table.name)' was not searched for \(goal): \(reason)")
    }

    /// The first findings, and how many more there are: these are counted without a word for each.
    private func bounded(_ body: (_ add: (() -> Finding) -> Void) -> Void) -> [Finding] {
        var findings: [Finding] = []
        var more = 0
        body { finding in
            if findings.count < Self.findingsMax { findings.append(finding()) } else { more += 1 }
        }
        guard more > 0 else { return findings }
        return findings + [Finding(line: nil, message: "table '\(table.name)': and \(more) more")]
    }

    // MARK: Pairs of rules

    private func pairs(_ columns: [TableColumn]) -> [Finding] {
        switch table.policy {
        case .unique: return overlaps(columns, "overlap") { _, _ in true }
        case .any:
            let outputs = outputNumbers
            return overlaps(columns, "contradict each other") { first, second in
                guard let left = outputs[first], let right = outputs[second] else { return false }
                return left != right
            }
        case .first: return masked(columns, "comes first") { first, second in first < second }
        case .priority:
            let ranks = self.ranks
            return masked(columns, "its output has priority") { first, second in
                guard let left = ranks[first], let right = ranks[second] else { return false }
                return left == right ? first < second : left < right
            }
        case .ruleOrder, .outputOrder, .collect: return []
        }
    }

    /// Pairs of rules that some input matches both.
    private func overlaps(
        _ columns: [TableColumn], _ what: String, where isWrong: (Int, Int) -> Bool
    ) -> [Finding] {
        bounded { add in
            for second in table.rules.indices {
                for first in 0..<second {
                    let isFound =
                        isWrong(first, second) && columns.allSatisfy { $0.places[first].meets($0.places[second]) }
                    if isFound { add { pair(first, second, columns, what) } }
                }
            }
        }
    }

    private func pair(_ first: Int, _ second: Int, _ columns: [TableColumn], _ what: String) -> Finding {
        let example = describe(
            columns.map { ($0, $0.places[first].firstInCommon(with: $0.places[second]) ?? 0) })
        let rules = "rules \(first + 1) and \(second + 1) \(what)"
        return Finding(
            line: table.rules[second].line,
            message: "table '\(table.name)': \(rules)\(example.isEmpty ? "" : ": \(example)")")
    }

    /// Rules of which another one covers all and is preferred.
    private func masked(
        _ columns: [TableColumn], _ why: String, _ isPreferred: (Int, Int) -> Bool
    ) -> [Finding] {
        bounded { add in
            for rule in table.rules.indices {
                let other = table.rules.indices.first { other in
                    other != rule && isPreferred(other, rule)
                        && columns.allSatisfy { $0.places[rule].isSubset(of: $0.places[other]) }
                }
                guard let other else { continue }
                let what = "rule \(rule + 1) never applies: rule \(other + 1) covers it and \(why)"
                add { Finding(line: table.rules[rule].line, message: "table '\(table.name)': \(what)") }
            }
        }
    }

    /// A number for each rule, the lower the more its outputs count; `nil` where these are not all literals.
    private var ranks: [Int?] {
        let ranks = table.rules.indices.map { literals($0).map(table.rank) }
        let sorted = Set(ranks.compactMap { $0 }).sorted { $0.lexicographicallyPrecedes($1) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
        return ranks.map { rank in rank.flatMap { numbers[$0] } }
    }

    /// A number for each rule, the same for the same outputs; `nil` where these are not all literals.
    private var outputNumbers: [Int?] {
        var numbers: [[Value]: Int] = [:]
        return table.rules.indices.map { rule in
            guard let values = literals(rule) else { return nil }
            let number = numbers[values] ?? numbers.count
            numbers[values] = number
            return number
        }
    }

    /// The outputs of a rule, when they are all literals.
    private func literals(_ rule: Int) -> [Value]? {
        let values = table.rules[rule].outputs.compactMap(\.expression.constant)
        return values.count == table.outputs.count ? values : nil
    }

    // MARK: Gaps

    /// One finding that counts the uncovered combinations and names the first few.
    private func gaps(_ columns: [TableColumn]) -> [Finding] {
        var total = 1
        for column in columns {
            let (product, overflow) = total.multipliedReportingOverflow(by: column.expected.count)
            guard !overflow, product <= Self.combinationsMax else {
                return [skipped("gaps", "it has more than \(Self.combinationsMax) combinations", line: nil)]
            }
            total = product
        }
        let count = table.rules.count
        let rules = columns.map { column in
            column.expected.map { place in BitSet((0..<count).filter { column.places[$0].contains(place) }) }
        }
        var examples: [String] = []
        var uncovered = 0
        for number in 0..<total {
            var rest = number
            var matching = BitSet(all: count)
            var places: [(TableColumn, Int)] = []
            for (index, column) in columns.enumerated() {
                let choice = rest % column.expected.count
                rest /= column.expected.count
                matching.formIntersection(rules[index][choice])
                places.append((column, column.expected[choice]))
            }
            guard matching.isEmpty else { continue }
            uncovered += 1
            if examples.count < Self.examplesMax { examples.append(describe(places)) }
        }
        guard uncovered > 0 else { return [] }
        let what = "no rule covers \(uncovered) of \(total) combinations, such as \(examples.joined(separator: "; "))"
        return [Finding(line: nil, message: "table '\(table.name)': \(what)")]
    }

    /// The columns that make a difference, with the value of each.
    private func describe(_ places: [(TableColumn, Int)]) -> String {
        places.compactMap { $0.describe($1) }.joined(separator: ", ")
    }
}
