// Regular expressions as FEEL's functions use them: to match, to split, to replace.

/// A regular expression with its flags.
struct Pattern {
    struct Flags {
        var dotAll = false
        var multiline = false
        var ignoresCase = false
        fileprivate var isLiteral = false
        fileprivate var ignoresBlanks = false

        /// `nil` for a letter that is no flag.
        init?(_ text: String) {
            for flag in text.unicodeScalars {
                switch flag {
                case "s": dotAll = true
                case "m": multiline = true
                case "i": ignoresCase = true
                case "x": ignoresBlanks = true
                case "q": isLiteral = true
                default: return nil
                }
            }
        }
    }

    private let flags: Flags
    private let program: PatternProgram
    private let evaluation: Evaluation

    /// `nil` when the pattern or its flags (`s`, `m`, `i`, `x`, `q`) are not valid, or the budget is too small.
    init?(_ pattern: String, flags: String, _ evaluation: Evaluation) {
        guard let flags = Flags(flags), evaluation.charge(pattern.utf8.count) else { return nil }
        self.flags = flags
        self.evaluation = evaluation
        var scalars = Array(pattern.unicodeScalars)
        if flags.ignoresBlanks, !flags.isLiteral { scalars = Pattern.withoutBlanks(scalars) }
        var parser = PatternParser(scalars)
        let node =
            flags.isLiteral ? PatternNode.sequence(scalars.map(PatternNode.scalar)) : parser.pattern()
        guard let node else { return nil }
        let program = PatternProgram(node, groups: parser.groups, hasBackReferences: parser.hasBackReferences)
        guard let program else {
            // A pattern that is too large is no fault of its author's grammar.
            evaluation.exhaust()
            return nil
        }
        guard evaluation.charge(program.steps.count) else { return nil }
        self.program = program
    }

    /// Flag `x`: white space in the pattern means nothing, except inside brackets.
    private static func withoutBlanks(_ pattern: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var depth = 0
        var isEscaped = false
        return pattern.filter { scalar in
            if !isEscaped, scalar == "[" { depth += 1 }
            if !isEscaped, scalar == "]" { depth -= 1 }
            isEscaped = scalar == "\\" && !isEscaped
            return depth > 0 || !CharacterSet.space.contains(scalar, ignoringCase: false)
        }
    }

    /// `nil` when the budget is spent.
    func matches(_ text: String) -> Bool? {
        var matcher = PatternMatcher(program, flags, Array(text.unicodeScalars), evaluation)
        let isFound = matcher?.firstMatch(from: 0) != nil
        return evaluation.isExhausted ? nil : isFound
    }

    /// The parts between the matches; `nil` when the budget is spent.
    func split(_ text: String) -> [String]? {
        let scalars = Array(text.unicodeScalars)
        guard var matcher = PatternMatcher(program, flags, scalars, evaluation) else { return nil }
        var parts: [String] = []
        var (start, search) = (0, 0)
        while let match = matcher.firstMatch(from: search) {
            if match[1] > match[0] {
                parts.append(Pattern.text(scalars[start..<match[0]]))
                start = match[1]
            }
            search = max(match[1], match[0] + 1)
            guard evaluation.charge(2) else { return nil }
        }
        parts.append(Pattern.text(scalars[start...]))
        return evaluation.isExhausted ? nil : parts
    }

    /// The text with every match replaced; `$1` stands for a group. `nil` when the pattern matches the empty text, the
    /// template is none, or the budget is spent.
    func replace(_ text: String, with template: String) -> String? {
        guard matches("") == false else { return nil }
        let scalars = Array(text.unicodeScalars)
        guard let pieces = pieces(of: template), var matcher = PatternMatcher(program, flags, scalars, evaluation)
        else {
            return nil
        }
        var result = ""
        var start = 0
        while let match = matcher.firstMatch(from: start) {
            result += Pattern.text(scalars[start..<match[0]])
            for piece in pieces {
                let part = piece.part(of: match, scalars)
                guard evaluation.charge(1 + part.utf8.count / 16) else { return nil }
                result += part
            }
            start = match[1]
        }
        result += Pattern.text(scalars[start...])
        return evaluation.isExhausted ? nil : result
    }

    /// A piece of a template.
    private enum Piece {
        case text(String)
        case group(Int)

        func part(of match: [Int], _ scalars: [Unicode.Scalar]) -> String {
            switch self {
            case .text(let text): return text
            case .group(let number):
                let (start, end) = (match[2 * number], match[2 * number + 1])
                return start >= 0 && end >= start ? Pattern.text(scalars[start..<end]) : ""
            }
        }
    }

    /// The texts and groups of a template; as many digits belong to a number as name a group that exists.
    private func pieces(of template: String) -> [Piece]? {
        let scalars = Array(template.unicodeScalars)
        if flags.isLiteral { return [.text(template)] }
        var pieces: [Piece] = []
        var index = 0
        while index < scalars.count {
            let start = index
            if scalars[index] == "\\" {
                guard index + 1 < scalars.count, scalars[index + 1] == "\\" || scalars[index + 1] == "$" else {
                    return nil
                }
                pieces.append(.text(String(scalars[index + 1])))
                index += 2
            } else if scalars[index] == "$" {
                index += 1
                guard index < scalars.count, let first = scalars[index].decimalDigit else { return nil }
                var number = first
                index += 1
                while index < scalars.count, let digit = scalars[index].decimalDigit,
                    number * 10 + digit <= program.groups
                {
                    number = number * 10 + digit
                    index += 1
                }
                // A group that does not exist is the empty text.
                if number <= program.groups { pieces.append(.group(number)) }
            } else {
                while index < scalars.count, scalars[index] != "\\", scalars[index] != "$" { index += 1 }
                pieces.append(.text(Pattern.text(scalars[start..<index])))
            }
        }
        return pieces
    }

    static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

extension Unicode.Scalar {
    /// What one of the digits from 0 to 9 counts.
    var decimalDigit: Int? { ("0"..."9").contains(self) ? Int(value - 48) : nil }
}
