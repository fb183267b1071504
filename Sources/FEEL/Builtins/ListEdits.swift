// Built-in functions that make new lists of old ones.

enum ListEdits {
    static let table: Builtins.Table = [
        "append": [
            Builtins.open("list", "item") { arguments, _ in
                guard !arguments[0].isNull else { return .null }
                return .list(List(arguments[0].elements + arguments.dropFirst()))
            }
        ],
        "concatenate": [
            Builtins.open("list") { arguments, _ in
                concatenated(arguments).map { .list(List($0)) } ?? .null
            }
        ],
        "union": [
            Builtins.open("list") { arguments, evaluation in
                concatenated(arguments).map { distinct($0, evaluation) } ?? .null
            }
        ],
        "distinct values": [
            Builtins.fixed("list") { arguments, evaluation in
                arguments[0].isNull ? .null : distinct(arguments[0].elements, evaluation)
            }
        ],
        "flatten": [
            Builtins.fixed("list") { arguments, _ in
                guard !arguments[0].isNull else { return .null }
                var values: [Value] = []
                flatten(arguments[0], into: &values)
                return .list(List(values))
            }
        ],
        "reverse": [
            Builtins.fixed("list") { arguments, _ in
                arguments[0].isNull ? .null : .list(List(arguments[0].elements.reversed()))
            }
        ],
        "insert before": [
            Builtins.fixed("list", "position", "newItem") { arguments, _ in
                edit(arguments) { values, index in values.insert(arguments[2], at: index) }
            }
        ],
        "remove": [
            Builtins.fixed("list", "position") { arguments, _ in
                edit(arguments) { values, index in values.remove(at: index) }
            }
        ],
        "list replace": [
            Builtins.fixed("list", "position", "newItem") { arguments, evaluation in replace(arguments, evaluation) },
            Builtins.fixed("list", "match", "newItem") { arguments, evaluation in replace(arguments, evaluation) },
        ],
    ]

    private static func concatenated(_ lists: [Value]) -> [Value]? {
        lists.contains(where: \.isNull) ? nil : lists.flatMap(\.elements)
    }

    private static func distinct(_ values: [Value], _ evaluation: Evaluation) -> Value {
        var kept: [Value] = []
        var seen: Set<Value> = []
        // Those that have to be compared one by one.
        var others: [Value] = []
        for value in values {
            if value.isToldByContent {
                if seen.insert(value).inserted { kept.append(value) }
                continue
            }
            guard evaluation.charge(1 + others.count * value.size / 4) else { return .null }
            if others.contains(where: { Comparison.equal($0, value) == true }) { continue }
            others.append(value)
            kept.append(value)
        }
        return .list(List(kept))
    }

    private static func flatten(_ value: Value, into values: inout [Value]) {
        for element in value.elements {
            if case .list = element { flatten(element, into: &values) } else { values.append(element) }
        }
    }

    /// Changes the list at a position that counts from 1, or from the end when negative.
    private static func edit(
        _ arguments: [Value], _ change: (inout [Value], Int) -> Void
    ) -> Value {
        guard !arguments[0].isNull, let position = arguments[1].asNumber?.truncated else { return .null }
        var values = arguments[0].elements
        guard position != 0, position.magnitude <= values.count else { return .null }
        change(&values, position > 0 ? position - 1 : values.count + position)
        return .list(List(values))
    }

    private static func replace(_ arguments: [Value], _ evaluation: Evaluation) -> Value {
        guard case .function(let function) = arguments[1] else {
            return edit(arguments) { values, index in values[index] = arguments[2] }
        }
        guard !arguments[0].isNull, function.parameters.count == 2 else { return .null }
        var values: [Value] = []
        for value in arguments[0].elements {
            guard case .boolean(let matches) = function.call([value, arguments[2]], evaluation) else { return .null }
            values.append(matches ? arguments[2] : value)
        }
        return .list(List(values))
    }
}

extension Value {
    /// Whether FEEL's `=` of values of this kind is nothing but the sameness of their content: not of times, which are
    /// equal to the second and across zones, and not of what has parts.
    fileprivate var isToldByContent: Bool {
        switch self {
        case .null, .boolean, .number, .string, .date, .yearsMonths, .daysTime: true
        case .time, .dateTime, .list, .context, .range, .function: false
        }
    }
}
