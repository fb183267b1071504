// Built-in functions that make new lists of old ones.

enum ListEdits {
    static let table: Builtins.Table = [
        "append": [
            Builtins.open("list", "item") { arguments, evaluation in
                guard !arguments[0].isNull, Builtins.charged(arguments[0].elements, evaluation) else { return .null }
                return .list(arguments[0].elements + arguments.dropFirst())
            }
        ],
        "concatenate": [
            Builtins.open("list") { arguments, evaluation in
                concatenated(arguments, evaluation).map(Value.list) ?? .null
            }
        ],
        "union": [
            Builtins.open("list") { arguments, evaluation in
                concatenated(arguments, evaluation).map { distinct($0, evaluation) } ?? .null
            }
        ],
        "distinct values": [
            Builtins.fixed("list") { arguments, evaluation in
                arguments[0].isNull ? .null : distinct(arguments[0].elements, evaluation)
            }
        ],
        "flatten": [
            Builtins.fixed("list") { arguments, evaluation in
                guard !arguments[0].isNull else { return .null }
                var values: [Value] = []
                flatten(arguments[0], into: &values)
                return Builtins.charged(values, evaluation) ? .list(values) : .null
            }
        ],
        "reverse": [
            Builtins.fixed("list") { arguments, _ in
                arguments[0].isNull ? .null : .list(arguments[0].elements.reversed())
            }
        ],
        "insert before": [
            Builtins.fixed("list", "position", "newItem") { arguments, evaluation in
                edit(arguments, evaluation) { values, index in values.insert(arguments[2], at: index) }
            }
        ],
        "remove": [
            Builtins.fixed("list", "position") { arguments, evaluation in
                edit(arguments, evaluation) { values, index in values.remove(at: index) }
            }
        ],
        "list replace": [
            Builtins.fixed("list", "position", "newItem") { arguments, evaluation in replace(arguments, evaluation) },
            Builtins.fixed("list", "match", "newItem") { arguments, evaluation in replace(arguments, evaluation) },
        ],
    ]

    private static func concatenated(_ lists: [Value], _ evaluation: Evaluation) -> [Value]? {
        guard !lists.contains(where: \.isNull) else { return nil }
        let values = lists.flatMap(\.elements)
        return Builtins.charged(values, evaluation) ? values : nil
    }

    private static func distinct(_ values: [Value], _ evaluation: Evaluation) -> Value {
        var kept: [Value] = []
        for value in values where !kept.contains(where: { Comparison.equal($0, value) == true }) {
            guard evaluation.charge(1 + kept.count / 16) else { return .null }
            kept.append(value)
        }
        return .list(kept)
    }

    private static func flatten(_ value: Value, into values: inout [Value]) {
        for element in value.elements {
            if case .list = element { flatten(element, into: &values) } else { values.append(element) }
        }
    }

    /// Changes the list at a position that counts from 1, or from the end when negative.
    private static func edit(
        _ arguments: [Value], _ evaluation: Evaluation, _ change: (inout [Value], Int) -> Void
    ) -> Value {
        guard !arguments[0].isNull, let position = arguments[1].asNumber?.truncated,
            Builtins.charged(arguments[0].elements, evaluation)
        else { return .null }
        var values = arguments[0].elements
        guard position != 0, position.magnitude <= values.count else { return .null }
        change(&values, position > 0 ? position - 1 : values.count + position)
        return .list(values)
    }

    private static func replace(_ arguments: [Value], _ evaluation: Evaluation) -> Value {
        guard case .function(let function) = arguments[1] else {
            return edit(arguments, evaluation) { values, index in values[index] = arguments[2] }
        }
        guard !arguments[0].isNull, function.parameters.count == 2 else { return .null }
        var values: [Value] = []
        for value in arguments[0].elements {
            guard case .boolean(let matches) = function.call([value, arguments[2]], evaluation) else { return .null }
            values.append(matches ? arguments[2] : value)
        }
        return .list(values)
    }
}
