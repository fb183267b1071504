// Built-in functions that ask about lists.

import Foundation

enum Lists {
    static let table: Builtins.Table = [
        "list contains": [
            Builtins.fixed("list", "element") { arguments, _ in
                guard !arguments[0].isNull else { return .null }
                return .boolean(arguments[0].elements.contains { Comparison.equal($0, arguments[1]) == true })
            }
        ],
        "count": [
            Builtins.fixed("list", walks: false) { arguments, _ in
                arguments[0].isNull ? .null : .integer(arguments[0].elements.count)
            }
        ],
        "min": [Builtins.gathered { values, _ in extreme(values) { $0 < 0 } }],
        "max": [Builtins.gathered { values, _ in extreme(values) { $0 > 0 } }],
        "all": [
            Builtins.gathered { values, _ in
                if values.contains(.boolean(false)) { return .boolean(false) }
                return values.allSatisfy(\.isTrue) ? .boolean(true) : .null
            }
        ],
        "any": [
            Builtins.gathered { values, _ in
                if values.contains(.boolean(true)) { return .boolean(true) }
                return values.allSatisfy { $0 == .boolean(false) } ? .boolean(false) : .null
            }
        ],
        "not": [
            Builtins.fixed("negand") { arguments, _ in boolean(arguments[0].asBoolean.map { !$0 }) }
        ],
        "index of": [
            Builtins.fixed("list", "match") { arguments, evaluation in
                guard !arguments[0].isNull else { return .null }
                let places = arguments[0].elements.enumerated().filter {
                    Comparison.equal($0.element, arguments[1]) == true
                }
                return evaluation.charge(places.count) ? .list(List(places.map { .integer($0.offset + 1) })) : .null
            }
        ],
        "sublist": [
            Builtins.fixed("list", "start position", "length", required: 2, walks: false) { arguments, _ in
                sublist(arguments)
            }
        ],
        "sort": [
            Builtins.fixed("list", "precedes", required: 1) { arguments, evaluation in
                sort(arguments[0], by: arguments[1], evaluation)
            }
        ],
    ]

    private static func extreme(_ values: [Value], _ wins: (Int) -> Bool) -> Value {
        guard var best = values.first, Comparison.order(best, best) != nil else { return .null }
        for value in values.dropFirst() {
            guard let order = Comparison.order(value, best) else { return .null }
            if wins(order) { best = value }
        }
        return best
    }

    private static func sublist(_ arguments: [Value]) -> Value {
        guard !arguments[0].isNull, let start = arguments[1].asNumber?.truncated else { return .null }
        let values = arguments[0].elements
        guard start != 0, start.magnitude <= values.count else { return .null }
        let from = start > 0 ? start - 1 : values.count + start
        var end = values.count
        if !arguments[2].isNull {
            guard let length = arguments[2].asNumber?.truncated, length >= 1, length <= values.count - from else {
                return .null
            }
            end = from + length
        }
        return .list(List(Array(values[from..<end])))
    }

    /// Merge sort, so that the order of equal elements stays and a comparison that contradicts itself does no harm.
    private static func sort(_ list: Value, by precedes: Value, _ evaluation: Evaluation) -> Value {
        guard !list.isNull else { return .null }
        let comes: (Value, Value) -> Bool
        switch precedes {
        case .function(let function):
            guard function.parameters.count == 2 else { return .null }
            comes = { function.call([$0, $1], evaluation).isTrue }
        case .null: comes = { evaluation.charge() && (Comparison.order($0, $1) ?? 0) < 0 }
        default: return .null
        }
        return .list(List(merged(list.elements[...], evaluation, comes)))
    }

    private static func merged(
        _ values: ArraySlice<Value>, _ evaluation: Evaluation, _ comes: (Value, Value) -> Bool
    ) -> [Value] {
        guard values.count > 1, !evaluation.isExhausted else { return Array(values) }
        let middle = values.startIndex + values.count / 2
        let left = merged(values[..<middle], evaluation, comes)
        let right = merged(values[middle...], evaluation, comes)
        var result: [Value] = []
        result.reserveCapacity(values.count)
        var (first, second) = (0, 0)
        while first < left.count, second < right.count {
            if comes(right[second], left[first]) {
                result.append(right[second])
                second += 1
            } else {
                result.append(left[first])
                first += 1
            }
        }
        return result + left[first...] + right[second...]
    }
}
