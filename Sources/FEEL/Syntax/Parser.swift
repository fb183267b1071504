// Builds the syntax tree of an expression, by operator precedence.

import Basics

/// One parse.
struct Parser {
    var tokens: [Token]
    var index = 0
    let vocabulary: Vocabulary
    /// The variables of loops and functions and the keys of contexts, as they come.
    var own = Vocabulary()
    private var depth = 0
    /// Cleared while the end of a range is read, where `[` may close the range.
    var takesFilters = true

    init(_ text: String, _ vocabulary: Vocabulary) throws(FEELSyntaxError) {
        tokens = try Lexer.tokens(of: text)
        self.vocabulary = vocabulary
    }

    // MARK: Tokens

    var token: Token { tokens[index] }

    func fault(_ message: String) -> FEELSyntaxError { FEELSyntaxError(message: message, offset: token.offset) }

    func isWord(_ word: String, ahead: Int = 0) -> Bool {
        index + ahead < tokens.count && tokens[index + ahead].kind == .word(word)
    }

    func isSymbol(_ symbol: String, ahead: Int = 0) -> Bool {
        index + ahead < tokens.count && tokens[index + ahead].kind == .symbol(symbol)
    }

    mutating func take(_ symbol: String) -> Bool {
        guard isSymbol(symbol) else { return false }
        index += 1
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ symbol: String) throws(FEELSyntaxError) {
        guard take(symbol) else { throw fault("expected '\(symbol)', found \(found)") }
    }

    mutating func expectWord(_ word: String) throws(FEELSyntaxError) {
        guard takeWord(word) else { throw fault("expected '\(word)', found \(found)") }
    }

    var found: String { token.kind == .end ? "the end" : "'\(token.source)'" }

    mutating func finish() throws(FEELSyntaxError) {
        guard token.kind == .end else { throw fault("unexpected \(found)") }
    }

    // MARK: Expressions

    /// The operators from the loosest to the tightest.
    enum Precedence: Int, Comparable {
        case any, disjunction, conjunction, comparison, sum, product, power, instance

        static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
        var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .instance }
    }

    mutating func expression(_ lowest: Precedence = .any) throws(FEELSyntaxError) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Limits.feelDepthMax else { throw fault("nested too deeply") }
        if lowest == .any, let comparison = comparisonOperator() {
            index += 1
            return .test(comparison, try expression(.sum))
        }
        return try extended(try operand(), lowest)
    }

    /// `left` with the operators that follow it and bind at least as tightly as `lowest`.
    private mutating func extended(_ operand: Node, _ lowest: Precedence) throws(FEELSyntaxError) -> Node {
        var chain = Chain(operand)
        while let operation = infix(), operation.precedence >= lowest { chain.links.append(try link(operation)) }
        return chain.node
    }

    /// An operand that grows at its end: what binds tighter stands in one link, so that every link takes all before it.
    struct Chain {
        private let head: Node
        var links: [Link]

        init(_ operand: Node) {
            if case .chain(let head, let links) = operand {
                self.head = head
                self.links = links
            } else {
                head = operand
                links = []
            }
        }

        var node: Node { links.isEmpty ? head : .chain(head, links) }
    }

    private enum Infix {
        case arithmetic(ArithmeticOperator), comparison(ComparisonOperator)
        case and, or, between, membership, instance

        var precedence: Precedence {
            switch self {
            case .or: .disjunction
            case .and: .conjunction
            case .comparison, .between, .membership: .comparison
            case .arithmetic(.add), .arithmetic(.subtract): .sum
            case .arithmetic(.multiply), .arithmetic(.divide): .product
            case .arithmetic(.power): .power
            case .instance: .instance
            }
        }
    }

    private func infix() -> Infix? {
        switch token.kind {
        case .word("or"): return .or
        case .word("and"): return .and
        case .word("between"): return .between
        case .word("in"): return .membership
        case .word("instance"): return isWord("of", ahead: 1) ? .instance : nil
        case .symbol("+"): return .arithmetic(.add)
        case .symbol("-"): return .arithmetic(.subtract)
        case .symbol("*"): return .arithmetic(.multiply)
        case .symbol("/"): return .arithmetic(.divide)
        case .symbol("**"): return .arithmetic(.power)
        default: return comparisonOperator().map(Infix.comparison)
        }
    }

    func comparisonOperator() -> ComparisonOperator? {
        guard case .symbol(let symbol) = token.kind else { return nil }
        switch symbol {
        case "=": return .equal
        case "!=": return .notEqual
        case "<": return .less
        case "<=": return .lessOrEqual
        case ">": return .greater
        case ">=": return .greaterOrEqual
        default: return nil
        }
    }

    private mutating func link(_ operation: Infix) throws(FEELSyntaxError) -> Link {
        index += 1
        let tighter = operation.precedence.tighter
        switch operation {
        case .or: return .disjunction(try expression(tighter))
        case .and: return .conjunction(try expression(tighter))
        case .comparison(let comparison): return .comparison(comparison, try expression(tighter))
        case .arithmetic(let arithmetic): return .arithmetic(arithmetic, try expression(tighter))
        case .between:
            let lower = try expression(tighter)
            try expectWord("and")
            return .between(lower, try expression(tighter))
        case .membership: return .membership(try membershipTests())
        case .instance:
            index += 1
            return .instance(try type())
        }
    }

    /// What stands to the right of `in`: one test, or several in parentheses.
    private mutating func membershipTests() throws(FEELSyntaxError) -> [Node] {
        if let comparison = comparisonOperator() {
            index += 1
            return [.test(comparison, try expression(.sum))]
        }
        guard isSymbol("(") else { return [try expression(.sum)] }
        index += 1
        let outer = takesFilters
        takesFilters = true
        defer { takesFilters = outer }
        var tests = [try expression()]
        if take("..") {
            tests = [try range(from: tests[0], includesLower: false)]
        } else {
            while take(",") { tests.append(try expression()) }
            try expect(")")
        }
        takesFilters = outer
        guard tests.count == 1 else { return tests }
        // What looked like a list of tests may have been the first operand of a longer expression.
        return [try extended(try followed(tests[0]), .sum)]
    }

    private mutating func parenthesizedTests() throws(FEELSyntaxError) -> [Node] {
        try expect("(")
        let tests = try positiveTests()
        try expect(")")
        return tests
    }

    // MARK: Unary tests

    /// A whole cell of a decision table.
    mutating func unaryTests() throws(FEELSyntaxError) -> Node {
        if isSymbol("-"), tokens[index + 1].kind == .end {
            index += 1
            return .anything
        }
        if isWord("not"), isSymbol("(", ahead: 1) {
            let start = index
            index += 1
            // A fault in here is found once more by the second attempt, and reported then.
            if let tests = try? parenthesizedTests(), token.kind == .end { return .not(tests) }
            index = start  // `not(…)` is only the beginning of a longer expression
        }
        let tests = try positiveTests()
        return tests.count == 1 ? tests[0] : .list(tests)
    }

    mutating func positiveTests() throws(FEELSyntaxError) -> [Node] {
        var tests: [Node] = []
        repeat {
            tests.append(try expression())
        } while take(",")
        return tests
    }
}
