// What a Swift file declares, told from its tokens.

/// A function, a type, a case of an enum, or a property or constant that stands outside of function bodies.
struct Declaration {
    enum Kind: String { case function, type, property, enumCase = "case" }

    /// A parameter as callers see it: `_` where they give no label.
    struct Parameter: Equatable {
        let label: String
        let mayBeMissing: Bool
    }

    let kind: Kind
    let name: String
    let line: Int
    /// The position of the name among the tokens.
    let position: Int
    /// From the name to the end of its body; only the name where there is none.
    var extent: Range<Int>
    /// The types around it, outermost first; an extension counts as the type.
    let types: [String]
    /// Attributes and modifiers before the keyword.
    let modifiers: Set<String>
    /// Of a property: whether it is kept with its type, as those are that have no body.
    var isStored = false
    var parameters: [Parameter] = []
}

/// Walks over the tokens of one file once, and keeps which scopes are open.
struct DeclarationReader {
    private enum Scope {
        case type(String, isEnum: Bool)
        /// Of a function, a property or a closure.
        case body
    }

    private let tokens: [SwiftToken]
    private var at = 0
    /// What is open, with the declaration it ends.
    private var scopes: [(scope: Scope, declaration: Int?)] = []
    /// What the next brace opens.
    private var next: (scope: Scope, declaration: Int?)?
    /// Parentheses and brackets that are open within the innermost scope.
    private var nesting = [0]
    private var modifiers: Set<String> = []
    private var found: [Declaration] = []
    /// The types that are said to be coded: by their declaration or by an extension.
    private var coded: Set<String> = []

    private init(tokens: [SwiftToken]) { self.tokens = tokens }

    static func read(_ tokens: [SwiftToken]) -> (declarations: [Declaration], coded: Set<String>) {
        var reader = DeclarationReader(tokens: tokens)
        while reader.at < tokens.count { reader.step() }
        return (reader.found, reader.coded)
    }

    private mutating func step() {
        let word = tokens[at].text
        defer { at += 1 }
        switch word {
        case "{":
            scopes.append(next ?? (.body, nil))
            nesting.append(0)
            next = nil
        case "}":
            if let index = scopes.popLast()?.declaration { found[index].extent = found[index].position..<at }
            if nesting.count > 1 { nesting.removeLast() }
        case "(", "[": nesting[nesting.count - 1] += 1
        case ")", "]": nesting[nesting.count - 1] -= 1
        case "struct", "class", "enum", "actor", "protocol", "extension", "typealias": readType(word)
        case "func": add(.function, opens: .body)
        case "var", "let": readProperty()
        case "case": readCases()
        case "Codable", "Encodable", "Decodable", "TextCodable":
            if case .type(let name, _)? = next?.scope { coded.insert(name) }
        default:
            if Self.modifiers.contains(word) || word == "main" {
                modifiers.insert(word)
                return
            }
            if word == "@" || nesting.last != 0 { return }
        }
        if tokens[at].isName { modifiers = [] }
    }

    private static let modifiers: Set<String> = [
        "public", "package", "internal", "private", "fileprivate", "static", "final", "mutating", "override", "lazy",
        "nonisolated", "indirect", "weak",
    ]

    private func word(_ offset: Int) -> String {
        tokens.indices.contains(at + offset) ? tokens[at + offset].text : ""
    }

    private mutating func readType(_ keyword: String) {
        guard at + 1 < tokens.count, tokens[at + 1].isName, word(-1) != ".", nesting.last == 0,
            !["func", "var", "let"].contains(word(1))
        else { return }
        if keyword == "extension" {
            var name = at + 1
            while name + 2 < tokens.count, tokens[name + 1].text == "." { name += 2 }
            next = (.type(tokens[name].text, isEnum: false), nil)
        } else {
            add(.type, opens: keyword == "typealias" ? nil : .type(word(1), isEnum: keyword == "enum"))
        }
    }

    private mutating func readProperty() {
        guard nesting.last == 0, word(-1) != "case", word(1) != "(" else { return }
        switch scopes.last?.scope {
        case .type?, nil:
            add(.property, opens: nil)
            guard !found.isEmpty else { return }
            let rest = tokens[at...].prefix { $0.line == tokens[at].line }.map(\.text)
            let body = rest.firstIndex(of: "{") ?? rest.endIndex
            found[found.count - 1].isStored =
                !modifiers.contains("static") && (body == rest.endIndex || rest[..<body].contains("="))
        case .body?: break
        }
    }

    /// `case a, b(Int)` declares two; their values may hold commas of their own.
    private mutating func readCases() {
        guard case .type(_, isEnum: true)? = scopes.last?.scope, nesting.last == 0 else { return }
        add(.enumCase, opens: nil)
        var depth = 0
        var index = at + 2
        while index + 1 < tokens.count {
            switch tokens[index].text {
            case "(", "[", "<": depth += 1
            case ">" where tokens[index - 1].text == "-": break
            case ")", "]", ">": depth -= 1
            case "," where depth == 0: add(.enumCase, opens: nil, offset: index + 1 - at)
            case ".", "=", "\"", "-": break
            default:
                // Anything but a value or the next name of the list ends it.
                if depth == 0, ![",", "=", ".", "-"].contains(tokens[index - 1].text) { return }
            }
            index += 1
        }
    }

    private mutating func add(_ kind: Declaration.Kind, opens scope: Scope?, offset: Int = 1) {
        guard tokens.indices.contains(at + offset), tokens[at + offset].isName else { return }
        var declaration = Declaration(
            kind: kind, name: word(offset), line: tokens[at + offset].line, position: at + offset,
            extent: at + offset..<at + offset + 1,
            types: scopes.compactMap { if case .type(let name, _) = $0.scope { name } else { nil } },
            modifiers: modifiers)
        if kind == .function { declaration.parameters = parameters(from: at + offset + 1) }
        found.append(declaration)
        // A requirement of a protocol has no body: what is declared after it takes the next brace from it.
        let index = found.count - 1
        next = scope.map { ($0, index) }
    }

    private func parameters(from start: Int) -> [Declaration.Parameter] {
        var index = start
        if index < tokens.count, tokens[index].text == "<" {
            index = tokens[index...].firstIndex { $0.text == "(" } ?? tokens.count
        }
        guard index < tokens.count, tokens[index].text == "(" else { return [] }
        var found: [Declaration.Parameter] = []
        var depth = 0
        var label: String?
        var mayBeMissing = false
        while index < tokens.count {
            let text = tokens[index].text
            switch text {
            case "(", "[", "<", "{": depth += 1
            case ">" where tokens[index - 1].text == "-": break
            case ")", "]", ">", "}": depth -= 1
            case "=" where depth == 1: mayBeMissing = true
            default: if depth == 1, label == nil, tokens[index].isName { label = text }
            }
            if depth == 0 || depth == 1 && text == ",", let finished = label {
                found.append(.init(label: finished, mayBeMissing: mayBeMissing))
                label = nil
                mayBeMissing = false
            }
            if depth == 0 { break }
            index += 1
        }
        return found
    }
}
