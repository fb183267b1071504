// Built-in functions of texts. Positions and lengths count Unicode scalars.

enum Strings {
    static let table: Builtins.Table = [
        "substring": [
            Builtins.fixed("string", "start position", "length", required: 2) { arguments, _ in
                substring(arguments)
            }
        ],
        "string length": [text("string") { .integer($0.unicodeScalars.count) }],
        "upper case": [text("string") { .string($0.uppercased()) }],
        "lower case": [text("string") { .string($0.lowercased()) }],
        "substring before": [pair("string", "match") { text, match in .string(before(text, match)) }],
        "substring after": [pair("string", "match") { text, match in .string(after(text, match)) }],
        "contains": [pair("string", "match") { .boolean(Text.offset(of: $1, in: $0) != nil) }],
        "starts with": [pair("string", "match") { .boolean($0.utf8.starts(with: $1.utf8)) }],
        "ends with": [
            pair("string", "match") {
                .boolean($0.utf8.reversed().starts(with: $1.utf8.reversed()))
            }
        ],
        "matches": [
            Builtins.fixed("input", "pattern", "flags", required: 2) { arguments, evaluation in
                guard let input = arguments[0].asString,
                    let pattern = pattern(arguments[1], arguments[2], evaluation)
                else { return .null }
                return boolean(pattern.matches(input))
            }
        ],
        "replace": [
            Builtins.fixed("input", "pattern", "replacement", "flags", required: 3) { arguments, evaluation in
                guard let input = arguments[0].asString, let replacement = arguments[2].asString,
                    let pattern = pattern(arguments[1], arguments[3], evaluation),
                    let result = pattern.replace(input, with: replacement)
                else { return .null }
                return .string(result)
            }
        ],
        "split": [
            Builtins.fixed("string", "delimiter") { arguments, evaluation in
                guard let text = arguments[0].asString, let pattern = pattern(arguments[1], .null, evaluation),
                    let parts = pattern.split(text)
                else { return .null }
                return .list(List(parts.map(Value.string)))
            }
        ],
        "string join": [
            Builtins.fixed("list", "delimiter", required: 1) { arguments, evaluation in
                join(arguments, evaluation)
            }
        ],
    ]

    private static func text(_ name: String, _ body: @escaping @Sendable (String) -> Value) -> Signature {
        Builtins.fixed(name) { arguments, _ in arguments[0].asString.map(body) ?? .null }
    }

    private static func pair(
        _ first: String, _ second: String, _ body: @escaping @Sendable (String, String) -> Value
    ) -> Signature {
        Builtins.fixed(first, second) { arguments, _ in
            guard let first = arguments[0].asString, let second = arguments[1].asString else { return .null }
            return body(first, second)
        }
    }

    private static func substring(_ arguments: [Value]) -> Value {
        guard let text = arguments[0].asString, let start = arguments[1].asNumber?.truncated else { return .null }
        let scalars = text.unicodeScalars
        let count = scalars.count
        guard start != 0, start.magnitude <= count else { return .null }
        let from = start > 0 ? start - 1 : count + start
        var length = count - from
        if !arguments[2].isNull {
            guard let wanted = arguments[2].asNumber?.truncated, wanted >= 1, wanted <= length else { return .null }
            length = wanted
        }
        let first = scalars.index(scalars.startIndex, offsetBy: from)
        return .string(String(scalars[first..<scalars.index(first, offsetBy: length)]))
    }

    private static func before(_ text: String, _ match: String) -> String {
        guard let offset = Text.offset(of: match, in: text) else { return "" }
        return String(Substring(text.utf8.prefix(offset)))
    }

    private static func after(_ text: String, _ match: String) -> String {
        guard let offset = Text.offset(of: match, in: text) else { return "" }
        return String(Substring(text.utf8.dropFirst(offset + match.utf8.count)))
    }

    private static func pattern(_ pattern: Value, _ flags: Value, _ evaluation: Evaluation) -> Pattern? {
        guard let text = pattern.asString, let flags = flags.isNull ? "" : flags.asString else { return nil }
        return Pattern(text, flags: flags, evaluation)
    }

    private static func join(_ arguments: [Value], _ evaluation: Evaluation) -> Value {
        guard !arguments[0].isNull else { return .null }
        var parts: [String] = []
        var length = 0
        for value in arguments[0].elements where !value.isNull {
            guard let text = value.asString else { return .null }
            parts.append(text)
            length += text.utf8.count
        }
        guard arguments[1].isNull || arguments[1].asString != nil else { return .null }
        let delimiter = arguments[1].asString ?? ""
        length += delimiter.utf8.count * max(parts.count - 1, 0)
        return evaluation.charge(length / 16) ? .string(parts.joined(separator: delimiter)) : .null
    }
}
