// Built-in functions of texts. Positions and lengths count Unicode scalars.

import Foundation

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
        "contains": [pair("string", "match") { .boolean(range(of: $1, in: $0) != nil) }],
        "starts with": [pair("string", "match") { .boolean($0.unicodeScalars.starts(with: $1.unicodeScalars)) }],
        "ends with": [
            pair("string", "match") {
                .boolean($0.unicodeScalars.reversed().starts(with: $1.unicodeScalars.reversed()))
            }
        ],
        "matches": [
            Builtins.fixed("input", "pattern", "flags", required: 2) { arguments, _ in
                guard let input = arguments[0].asString, let pattern = pattern(arguments[1], arguments[2]) else {
                    return .null
                }
                return .boolean(pattern.matches(input))
            }
        ],
        "replace": [
            Builtins.fixed("input", "pattern", "replacement", "flags", required: 3) { arguments, evaluation in
                guard let input = arguments[0].asString, let pattern = pattern(arguments[1], arguments[3]),
                    let replacement = arguments[2].asString, evaluation.charge(input.utf8.count / 256),
                    let result = pattern.replace(input, with: replacement)
                else { return .null }
                return evaluation.charge(result.utf8.count / 256) ? .string(result) : .null
            }
        ],
        "split": [
            Builtins.fixed("string", "delimiter") { arguments, _ in
                guard let text = arguments[0].asString, let pattern = pattern(arguments[1], .null) else {
                    return .null
                }
                return .list(pattern.split(text).map(Value.string))
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
        let scalars = Array(text.unicodeScalars)
        guard start != 0, start.magnitude <= scalars.count else { return .null }
        let from = start > 0 ? start - 1 : scalars.count + start
        var end = scalars.count
        if !arguments[2].isNull {
            guard let length = arguments[2].asNumber?.truncated, length >= 1, length <= scalars.count - from else {
                return .null
            }
            end = from + length
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[from..<end])
        return .string(String(view))
    }

    /// Where `match` stands first, scalar by scalar: a mark that combines with its neighbour hides nothing.
    private static func range(of match: String, in text: String) -> Range<String.Index>? {
        if match.isEmpty { return text.startIndex..<text.startIndex }
        return text.range(of: match, options: .literal)
    }

    private static func before(_ text: String, _ match: String) -> String {
        range(of: match, in: text).map { String(text[..<$0.lowerBound]) } ?? ""
    }

    private static func after(_ text: String, _ match: String) -> String {
        range(of: match, in: text).map { String(text[$0.upperBound...]) } ?? ""
    }

    private static func pattern(_ pattern: Value, _ flags: Value) -> Pattern? {
        guard let text = pattern.asString else { return nil }
        guard !flags.isNull else { return Pattern(text, flags: "") }
        guard let flags = flags.asString else { return nil }
        return Pattern(text, flags: flags)
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
        guard arguments[1].isNull || arguments[1].asString != nil, evaluation.charge(length / 256) else { return .null }
        return .string(parts.joined(separator: arguments[1].asString ?? ""))
    }
}
