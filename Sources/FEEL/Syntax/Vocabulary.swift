// The names and types an expression may use: FEEL names can hold spaces and signs, so they must be known to be read.

/// What is known where an expression stands.
public struct Vocabulary: Sendable {
    /// Names of more than one token by their first one, the longest first.
    private var names: [String: [Name]] = [:]
    public var types: [String: FEELType] = [:]

    private struct Name: Sendable {
        let tokens: [String]
        let text: String
    }

    public init(names: some Sequence<String> = [String]()) {
        for name in names { add(name) }
    }

    /// Makes a name known. Names of one word need not be.
    public mutating func add(_ name: String) {
        // A name that cannot be cut into tokens cannot be written in an expression either.
        guard let all = try? Lexer.tokens(of: name), all.count > 2 else { return }
        let tokens = all.dropLast().map(\.source)
        let known = Name(tokens: tokens, text: Vocabulary.canonical(name))
        var list = names[tokens[0], default: []]
        guard !list.contains(where: { $0.tokens == tokens }) else { return }
        list.append(known)
        list.sort { $0.tokens.count > $1.tokens.count }
        names[tokens[0]] = list
    }

    /// The longest known name that begins at that token, and how many tokens it has.
    func match(_ tokens: [Token], at index: Int) -> (name: String, count: Int)? {
        guard let list = names[tokens[index].source] else { return nil }
        for name in list where index + name.tokens.count < tokens.count {
            let isHere = name.tokens.indices.allSatisfy { name.tokens[$0] == tokens[index + $0].source }
            if isHere { return (name.text, name.tokens.count) }
        }
        return nil
    }

    /// A name as it is read: composed, without spaces at its ends and with single spaces inside.
    public static func canonical(_ name: String) -> String {
        Text.composed(name).unicodeScalars.split(whereSeparator: Lexer.isBlank).map { String(Substring($0)) }.joined(
            separator: " ")
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
