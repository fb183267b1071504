// Built-in functions of contexts.

enum Contexts {
    static let table: Builtins.Table = [
        "get value": [
            Builtins.fixed("m", "key", walks: false) { arguments, _ in value(in: arguments[0], at: arguments[1]) },
            Builtins.fixed("context", "key", walks: false) { arguments, _ in value(in: arguments[0], at: arguments[1])
            },
        ],
        "get entries": [
            Builtins.fixed("m") { arguments, evaluation in
                guard case .context(let context) = arguments[0] else { return .null }
                guard evaluation.charge(8 * context.keys.count) else { return .null }
                return .list(
                    List(
                        context.entries.map { key, value in
                            .context(Context([("key", .string(key)), ("value", value)]))
                        }))
            }
        ],
        "context": [Builtins.fixed("entries") { arguments, _ in context(of: arguments[0]) }],
        "context put": [
            Builtins.fixed("context", "key", "value", types: [.any, .string, .any]) { arguments, _ in
                put(arguments[2], into: arguments[0], at: arguments[1])
            },
            Builtins.fixed("context", "keys", "value", types: [.any, .list(.string), .any]) { arguments, _ in
                put(arguments[2], into: arguments[0], at: arguments[1])
            },
        ],
        "context merge": [
            Builtins.fixed("contexts") { arguments, _ in
                guard !arguments[0].isNull else { return .null }
                var merged = Context()
                for value in arguments[0].elements {
                    guard case .context(let context) = value else { return .null }
                    for (key, value) in context.entries { merged[key] = value }
                }
                return .context(merged)
            }
        ],
    ]

    private static func value(in value: Value, at key: Value) -> Value {
        guard case .context(let context) = value, case .string(let key) = key else { return .null }
        return context[key] ?? .null
    }

    private static func context(of entries: Value) -> Value {
        guard !entries.isNull else { return .null }
        var context = Context()
        for entry in entries.elements {
            guard case .context(let entry) = entry, case .string(let key) = entry["key"],
                let value = entry["value"], context[key] == nil
            else { return .null }
            context[key] = value
        }
        return .context(context)
    }

    /// The context with one entry set; several keys lead into nested contexts.
    private static func put(_ value: Value, into target: Value, at key: Value) -> Value {
        guard case .context(var context) = target else { return .null }
        switch key {
        case .string(let key):
            context[key] = value
            return .context(context)
        case .list(let keys):
            guard case .string(let first) = keys.first else { return .null }
            if keys.count == 1 { return put(value, into: target, at: .string(first)) }
            let inner = put(value, into: context[first] ?? .null, at: .list(List(Array(keys.dropFirst()))))
            guard !inner.isNull else { return .null }
            context[first] = inner
            return .context(context)
        default: return .null
        }
    }
}
