// The names and types an expression may use: FEEL names can hold spaces and signs, so they must be known to be read.

import Basics

/// What is known where an expression stands.
public struct Vocabulary: Sendable {
    /// Names of more than one token, token by token.
    private var names = Branch()
    public var types: [String: FEELType] = [:]

    private struct Branch: Sendable {
        /// The name that ends here.
        var name: String?
        var branches: [String: Branch] = [:]

        mutating func add(_ tokens: ArraySlice<String>, _ name: String) {
            if let first = tokens.first {
                branches[first, default: Branch()].add(tokens.dropFirst(), name)
            } else {
                self.name = name
            }
        }
    }

    /// Longer names are not known as one: nobody could write them twice alike.
    private static let tokensMax = 64

    public init(names: some Sequence<String> = [String]()) {
        for name in names { add(name) }
    }

    /// Makes a name known. Names of one word need not be.
    public mutating func add(_ name: String) {
        // A name that cannot be cut into tokens cannot be written in an expression either.
        guard let all = try? Lexer.tokens(of: name), (3...Vocabulary.tokensMax).contains(all.count) else { return }
        names.add(all.dropLast().map(\.source)[...], Vocabulary.canonical(name))
    }

    /// The longest known name that begins at that token, and how many tokens it has.
    func match(_ tokens: [Token], at index: Int) -> (name: String, count: Int)? {
        var found: (String, Int)?
        var place = index
        var branch = names
        while place < tokens.count, let next = branch.branches[tokens[place].source] {
            branch = next
            place += 1
            if let name = branch.name { found = (name, place - index) }
        }
        return found
    }

    /// A name as it is read: composed, without spaces at its ends and with single spaces inside.
    public static func canonical(_ name: String) -> String {
        // Most names are one word of ASCII.
        if name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return name }
        return name.nfc.unicodeScalars.split(whereSeparator: Lexer.isBlank).map { String(Substring($0)) }
            .joined(separator: " ")
    }

    /// Names of built-in functions, types and properties that hold spaces.
    static let builtin: Vocabulary = {
        var vocabulary = Vocabulary(names: Builtins.all.keys)
        for name in [
            "time offset", "start included", "end included", "date and time", "days and time duration",
            "years and months duration",
        ] { vocabulary.add(name) }
        return vocabulary
    }()
}
