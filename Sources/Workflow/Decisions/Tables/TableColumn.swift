// The values of one input column, cut where a rule tells a difference.

import Basics
import FEEL

/// The values of one input column cut into places between which no rule tells a difference. A class, so that comparing
/// ten thousand rules with each other does not copy it each time.
final class TableColumn {
    private let label: String
    private let names: [String]
    /// The places each rule covers.
    let places: [PlaceSet]
    /// The places that can be expected to occur.
    let expected: [Int]

    /// `nil` for a column that no rule asks about.
    func describe(_ place: Int) -> String? { names.count > 1 ? "\(label) \(names[place])" : nil }

    /// `nil` when a cell is more than a plain comparison, or the cells compare values of different kinds.
    init?(_ table: DecisionTable, at index: Int, of type: FEELType) {
        let shapes = table.rules.map { $0.cells[index].tests.shape }
        let bounds = [table.inputs[index].allowed?.tests.shape].compactMap { $0 } + type.restrictions.map(\.shape)
        guard let values = TableColumn.values(shapes) else { return nil }
        label = table.inputs[index].label
        if shapes.allSatisfy(\.isAnything) {
            names = ["= anything"]
            expected = [0]
            places = shapes.map { _ in PlaceSet([0]) }
            return
        }
        // What the bounds say is only used where it is plain itself.
        let plain = bounds.filter { TableColumn.values([$0]) != nil && !$0.isAnything }
        if !values.ordered, values.literals.allSatisfy(\.isDiscrete) {
            let allowed = plain.compactMap { if case .values(let literals, false) = $0 { literals } else { nil } }
            (names, expected, places) = TableColumn.discrete(shapes, values.literals, allowed.last)
        } else {
            let ends = plain.flatMap { TableColumn.values([$0])?.literals ?? [] }
            guard let line = OrderedLine(values.literals + ends) else { return nil }
            names = line.names
            let count = line.names.count
            let open = [line.places(of: .anything)] + plain.map(line.places)
            expected = (0..<count).filter { place in open.allSatisfy { $0.contains(place) } }
            places = shapes.map { line.places(of: $0) }
        }
    }

    /// The literals that cells name, and whether they stand for an order; `nil` when a cell is no plain comparison.
    private static func values(_ shapes: [UnaryTests.Shape]) -> (literals: [Value], ordered: Bool)? {
        var literals: [Value] = []
        var isOrdered = false
        for shape in shapes {
            switch shape {
            case .anything: break
            case .values(let values, _): literals += values
            case .interval(let interval):
                isOrdered = true
                literals += [interval.lower, interval.upper].filter { !$0.isNull }
            case .other: return nil
            }
        }
        return (literals, isOrdered)
    }

    private static func discrete(
        _ shapes: [UnaryTests.Shape], _ values: [Value], _ allowed: [Value]?
    ) -> ([String], [Int], [PlaceSet]) {
        let isBoolean = values.contains { if case .boolean = $0 { true } else { false } }
        let wanted = isBoolean ? [.boolean(true), .boolean(false)] : allowed ?? []
        var seen: Set<Value> = []
        let known = (wanted + values).filter { seen.insert($0).inserted }
        // The last place stands for every value that is not named; it is never expected, for who could name it?
        let names = known.map { "= \($0.literal)" } + ["= anything else"]
        let indices = Dictionary(zip(known, known.indices)) { first, _ in first }
        let expected = wanted.isEmpty ? Array(known.indices) : known.indices.filter { wanted.contains(known[$0]) }
        let places = shapes.map { shape in
            guard case .values(let literals, let isNegated) = shape else { return PlaceSet(Array(0...known.count)) }
            let named = Set(literals.compactMap { indices[$0] })
            return PlaceSet(isNegated ? (0...known.count).filter { !named.contains($0) } : named.sorted())
        }
        return (names, expected, places)
    }
}

extension FEELType {
    /// What an item definition allows of its type.
    fileprivate var restrictions: [UnaryTests] {
        var found: [UnaryTests] = []
        var type = self
        while case .restricted(let inner, let tests) = type {
            found.append(tests)
            type = inner
        }
        return found
    }
}

extension UnaryTests.Shape {
    fileprivate var isAnything: Bool { if case .anything = self { true } else { false } }
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
    /// The place of each point among the points.
    private let indices: [Value: Int]

    /// `nil` when the values have no common order.
    init?(_ values: [Value]) {
        guard values.allSatisfy({ $0.order(to: values[0]) != nil }) else { return nil }
        points = Set(values).sorted { ($0.order(to: $1) ?? 0) < 0 }
        indices = Dictionary(zip(points, points.indices)) { first, _ in first }
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

    func places(of shape: UnaryTests.Shape) -> PlaceSet {
        let count = points.count * 2 + 1
        func those(_ places: some Sequence<Int>) -> PlaceSet {
            PlaceSet(places.filter { !isEmptyStretch($0) })
        }
        // Only between days a stretch may be empty.
        func row(_ places: Range<Int>) -> PlaceSet { isOfDays ? those(places) : PlaceSet(row: places) }
        switch shape {
        case .anything, .other: return row(0..<count)
        case .values(let values, let isNegated):
            let named = Set(values.compactMap { indices[$0] }.map { $0 * 2 + 1 })
            return isNegated ? those((0..<count).filter { !named.contains($0) }) : those(named.sorted())
        case .interval(let interval):
            var first = 0
            var last = points.count * 2
            if let index = indices[interval.lower] {
                first = index * 2 + (interval.includesLower ? 1 : 2)
            }
            if let index = indices[interval.upper] {
                last = index * 2 + (interval.includesUpper ? 1 : 0)
            }
            return row(first..<max(first, last + 1))
        }
    }

    private var isOfDays: Bool { if case .date? = points.first { true } else { false } }

    /// Whether there is no day between two neighbouring points.
    private func isEmptyStretch(_ place: Int) -> Bool {
        guard place % 2 == 0, place > 0, place < points.count * 2, case .date(let before) = points[place / 2 - 1],
            case .date(let after) = points[place / 2]
        else { return false }
        return after.days - before.days <= 1
    }
}
