// Reads operands: literals, names, brackets, and what follows them (paths, filters, calls).

import Basics
import Foundation

extension Parser {
    static let keywords: Set<String> = [
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance",
        "of", "function", "external", "true", "false", "null",
    ]

    mutating func operand() throws(FEELSyntaxError) -> Node {
        if take("-") { return .negation(try negated()) }
        return try followed(try primary())
    }

    /// An operand with the paths, filters and calls behind it.
    mutating func followed(_ operand: Node) throws(FEELSyntaxError) -> Node {
        var chain = Chain(operand)
        while true {
            if isSymbol("."), case .word = tokens[index + 1].kind {
                index += 1
                chain.links.append(.path(memberName()))
            } else if isSymbol("["), takesFilters || beginsExpression(index + 1) {
                chain.links.append(.filter(try filter()))
            } else if isSymbol("(") {
                chain.links.append(try call())
            } else {
                return chain.node
            }
        }
    }

    private mutating func negated() throws(FEELSyntaxError) -> Node {
        // Two signs undo each other, but for what has no negative: a chain of them is as deep as two or three.
        var isDouble = false
        while take("-") { isDouble.toggle() }
        let node = try operand()
        return isDouble ? .negation(node) : node
    }

    /// The condition of a filter.
    private mutating func filter() throws(FEELSyntaxError) -> Node {
        index += 1
        let outer = takesFilters
        takesFilters = true
        defer { takesFilters = outer }
        let condition: Node
        if let comparison = comparisonOperator() {
            index += 1
            condition = .chain(.name("item"), [.comparison(comparison, try expression(.sum))])
        } else {
            condition = try expression()
        }
        try expect("]")
        return condition
    }

    private mutating func call() throws(FEELSyntaxError) -> Link {
        index += 1
        let outer = takesFilters
        takesFilters = true
        defer { takesFilters = outer }
        if take(")") { return .call([]) }
        if let first = argumentName() {
            var arguments = [(name: first, value: try expression())]
            while take(",") {
                guard let name = argumentName() else { throw fault("expected a parameter name, found \(found)") }
                arguments.append((name, try expression()))
            }
            try expect(")")
            return .callNamed(arguments)
        }
        var arguments = [try expression()]
        while take(",") { arguments.append(try expression()) }
        try expect(")")
        return .call(arguments)
    }

    /// `name :` before a named argument; consumes nothing when there is none.
    private mutating func argumentName() -> String? {
        let start = index
        let name: String
        if let known = localName(), isSymbol(":", ahead: known.count) {
            name = known.name
            index += known.count
        } else {
            var words: [String] = []
            while case .word(let word) = token.kind {
                words.append(word)
                index += 1
            }
            name = words.joined(separator: " ")
        }
        if !name.isEmpty, take(":") { return name }
        index = start
        return nil
    }

    private mutating func primary() throws(FEELSyntaxError) -> Node {
        switch token.kind {
        case .number(let number):
            index += 1
            return .constant(.number(number))
        case .string(let text):
            index += 1
            return .constant(.string(text))
        case .word(let word):
            return try named(word)
        case .symbol("?"):
            index += 1
            return .name("?")
        case .symbol("@"):
            index += 1
            guard case .string(let text) = token.kind else { throw fault("expected a string after '@'") }
            index += 1
            let value = Conversions.atLiteral(text)
            guard value.isNull else { return .constant(value) }
            return .hopeless(.literal, "'@\"\(text)\"' is no date, time or duration")
        case .symbol("("), .symbol("["), .symbol("]"):
            return try bracketed()
        case .symbol("{"):
            return try context()
        default:
            throw fault("unexpected \(found)")
        }
    }

    private mutating func named(_ word: String) throws(FEELSyntaxError) -> Node {
        if let known = knownName() {
            index += known.count
            return .name(known.name)
        }
        switch word {
        case "true", "false":
            index += 1
            return .constant(.boolean(word == "true"))
        case "null":
            index += 1
            return .constant(.null)
        case "if": return try conditional()
        case "for": return try loop()
        case "some", "every": return try quantified(isEvery: word == "every")
        case "function": return try functionLiteral()
        default:
            guard !Parser.keywords.contains(word) else { throw fault("unexpected \(found)") }
            return .name(joinedWords())
        }
    }

    /// The longest name that begins here, of those given or of those that the expression itself brings.
    func localName() -> (name: String, count: Int)? {
        guard let given = vocabulary.match(tokens, at: index) else { return own.match(tokens, at: index) }
        guard let own = own.match(tokens, at: index), own.count > given.count else { return given }
        return own
    }

    private func knownName() -> (name: String, count: Int)? {
        let local = localName()
        let builtin = Vocabulary.builtin.match(tokens, at: index)
        guard let local else { return builtin }
        guard let builtin else { return local }
        return builtin.count > local.count ? builtin : local
    }

    /// Words that stand side by side are one name, since nothing else could be meant.
    private mutating func joinedWords() -> String {
        var words: [String] = []
        while case .word(let word) = token.kind, words.isEmpty || !Parser.keywords.contains(word) {
            words.append(word)
            index += 1
        }
        return words.joined(separator: " ")
    }

    private mutating func memberName() -> String {
        if let known = knownName() {
            index += known.count
            return known.name
        }
        return joinedWords()
    }

    // MARK: Brackets

    /// A parenthesised expression, a list or a range.
    private mutating func bracketed() throws(FEELSyntaxError) -> Node {
        let outer = takesFilters
        takesFilters = true
        defer { takesFilters = outer }
        let isRound = isSymbol("(")
        let isList = isSymbol("[")
        index += 1
        if isList, take("]") { return .list([]) }
        let first = try expression()
        if take("..") { return try range(from: first, includesLower: isList) }
        if isRound {
            try expect(")")
            return first
        }
        guard isList else { throw fault("expected '..', found \(found)") }
        var elements = [first]
        while take(",") { elements.append(try expression()) }
        try expect("]")
        return .list(elements)
    }

    mutating func range(from lower: Node, includesLower: Bool) throws(FEELSyntaxError) -> Node {
        let outer = takesFilters
        takesFilters = false
        let upper = try expression(.sum)
        takesFilters = outer
        let includesUpper = isSymbol("]")
        guard includesUpper || isSymbol(")") || isSymbol("[") else {
            throw fault("expected the end of a range, found \(found)")
        }
        index += 1
        return .range(lower: lower, upper: upper, includesLower: includesLower, includesUpper: includesUpper)
    }

    /// Whether an operand can begin at that token. At the end of a range this tells `[` of a filter from `[` that
    /// closes the range; an attempt at both would take endlessly long for ranges in ranges.
    private func beginsExpression(_ index: Int) -> Bool {
        switch tokens[index].kind {
        case .number, .string: true
        case .word(let word):
            !Parser.keywords.contains(word) || ["true", "false", "null", "if", "for", "some", "every"].contains(word)
        case .symbol(let symbol): ["(", "{", "@", "?", "-"].contains(symbol)
        case .end: false
        }
    }

    private mutating func context() throws(FEELSyntaxError) -> Node {
        let outer = takesFilters
        takesFilters = true
        defer { takesFilters = outer }
        index += 1
        var entries: [(key: String, value: Node)] = []
        var keys: Set<String> = []
        guard !take("}") else { return .context([]) }
        repeat {
            let key = try contextKey()
            try expect(":")
            guard keys.insert(key).inserted else { throw fault("the key '\(key)' stands twice") }
            own.add(key)
            entries.append((key, try expression()))
        } while take(",")
        try expect("}")
        return .context(entries)
    }

    /// A string, or all tokens up to the colon as they are written.
    private mutating func contextKey() throws(FEELSyntaxError) -> String {
        if case .string(let text) = token.kind {
            index += 1
            return text
        }
        guard case .word = token.kind else { throw fault("expected a key, found \(found)") }
        var key = ""
        var end = token.offset
        while !isSymbol(":"), token.kind != .end, !isSymbol("}"), !isSymbol(",") {
            if token.offset > end { key += " " }
            key += token.source
            end = token.offset + token.source.unicodeScalars.count
            index += 1
        }
        return key
    }
}
