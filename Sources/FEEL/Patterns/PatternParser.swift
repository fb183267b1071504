// Reads regular expressions of XPath (XQuery and XPath Functions 3.1 §5.6.1).

import Basics

/// A regular expression as it is written.
indirect enum PatternNode {
    case scalar(Unicode.Scalar)
    case set(CharacterSet)
    /// Any character, or any that ends no line.
    case any
    case start, end
    case sequence([PatternNode])
    /// Each way is tried before the next.
    case choice([PatternNode])
    case repetition(PatternNode, from: Int, to: Int?, isGreedy: Bool)
    /// A group that is remembered, counted from one.
    case group(PatternNode, Int)
    case backReference(Int)
}

/// One parse; `nil` anywhere says that the text is no regular expression.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    private(set) var groups = 0
    /// Groups that are closed: only those can be referred to.
    private var closed: Set<Int> = []
    private(set) var hasBackReferences = false

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func pattern() -> PatternNode? {
        guard let node = choice(), index == scalars.count else { return nil }
        return node
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func choice() -> PatternNode? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Limits.feelDepthMax else { return nil }
        var ways: [PatternNode] = []
        repeat {
            guard let way = sequence() else { return nil }
            ways.append(way)
        } while take("|")
        return ways.count == 1 ? ways[0] : .choice(ways)
    }

    private mutating func sequence() -> PatternNode? {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            guard let atom = atom(), let part = repeated(atom) else { return nil }
            parts.append(part)
        }
        return .sequence(parts)
    }

    private mutating func atom() -> PatternNode? {
        guard let scalar = next else { return nil }
        index += 1
        switch scalar {
        case "(": return group()
        case "[": return characterClass().map(PatternNode.set)
        case ".": return .any
        case "^": return .start
        case "$": return .end
        case "\\": return escape()
        case "?", "*", "+", "{", "}", "]": return nil
        default: return .scalar(scalar)
        }
    }

    private mutating func group() -> PatternNode? {
        if take("?") {
            guard take(":"), let node = choice(), take(")") else { return nil }
            return node
        }
        groups += 1
        let number = groups
        guard let node = choice(), take(")") else { return nil }
        closed.insert(number)
        return .group(node, number)
    }

    private mutating func repeated(_ atom: PatternNode) -> PatternNode? {
        guard let scalar = next else { return atom }
        let bounds: (Int, Int?)
        switch scalar {
        case "?": bounds = (0, 1)
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "{":
            index += 1
            guard let counted = counts() else { return nil }
            bounds = counted
        default: return atom
        }
        index += 1
        let isGreedy = !take("?")
        return .repetition(atom, from: bounds.0, to: bounds.1, isGreedy: isGreedy)
    }

    /// Reads `2`, `2,` or `2,5` up to the brace, which is left standing.
    private mutating func counts() -> (Int, Int?)? {
        guard let first = count() else { return nil }
        guard take(",") else { return next == "}" ? (first, first) : nil }
        if next == "}" { return (first, nil) }
        guard let last = count(), next == "}", first <= last else { return nil }
        return (first, last)
    }

    private mutating func count() -> Int? {
        let start = index
        var value = 0
        while let digit = next?.decimalDigit {
            // What is larger is too much in any case.
            value = min(value * 10 + digit, 1_000_000)
            index += 1
        }
        return index > start ? value : nil
    }

    // MARK: Escapes

    private mutating func escape() -> PatternNode? {
        guard let scalar = next else { return nil }
        if ("1"..."9").contains(scalar) { return backReference() }
        guard let set = set(ofEscape: scalar) else { return nil }
        if case .range(let range) = set, range.count == 1, let only = Unicode.Scalar(range.lowerBound) {
            return .scalar(only)
        }
        return .set(set)
    }

    /// As many digits belong to the number as name a group that is closed.
    private mutating func backReference() -> PatternNode? {
        var number = 0
        while let digit = next?.decimalDigit {
            let longer = number * 10 + digit
            guard number == 0 || closed.contains(longer) else { break }
            number = longer
            index += 1
        }
        hasBackReferences = true
        return closed.contains(number) ? .backReference(number) : nil
    }

    private mutating func set(ofEscape scalar: Unicode.Scalar) -> CharacterSet? {
        index += 1
        switch scalar {
        case "n": return .range(0x0A...0x0A)
        case "r": return .range(0x0D...0x0D)
        case "t": return .range(0x09...0x09)
        case "\\", "|", ".", "-", "^", "?", "*", "+", "{", "}", "(", ")", "[", "]", "$":
            return .range(scalar.value...scalar.value)
        case "p", "P":
            guard take("{") else { return nil }
            let start = index
            while let next, next != "}" { index += 1 }
            guard take("}") else { return nil }
            guard let set = CharacterSet(property: Pattern.text(scalars[start..<index - 1])) else { return nil }
            return scalar == "p" ? set : .not(set)
        default: return CharacterSet(escape: scalar)
        }
    }

    /// Reads a class behind its bracket.
    private mutating func characterClass() -> CharacterSet? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Limits.feelDepthMax else { return nil }
        let isNegated = take("^")
        var sets: [CharacterSet] = []
        var without: CharacterSet?
        while !take("]") {
            guard let scalar = next, without == nil else { return nil }
            if scalar == "-", !sets.isEmpty, index + 1 < scalars.count, scalars[index + 1] == "[" {
                index += 2
                guard let inner = characterClass() else { return nil }
                without = inner
                continue
            }
            guard let item = classItem() else { return nil }
            sets.append(item)
        }
        guard !sets.isEmpty else { return nil }
        let set: CharacterSet = isNegated ? .not(.any(sets)) : .any(sets)
        return without.map { .difference(set, $0) } ?? set
    }

    /// One character, one escape, or a range of characters.
    private mutating func classItem() -> CharacterSet? {
        guard let set = classCharacter() else { return nil }
        guard case .range(let first) = set, next == "-", index + 1 < scalars.count, scalars[index + 1] != "]",
            scalars[index + 1] != "["
        else { return set }
        index += 1
        guard case .range(let last)? = classCharacter(), first.lowerBound <= last.lowerBound else { return nil }
        return .range(first.lowerBound...last.lowerBound)
    }

    private mutating func classCharacter() -> CharacterSet? {
        guard let scalar = next, scalar != "[" else { return nil }
        index += 1
        guard scalar == "\\" else { return .range(scalar.value...scalar.value) }
        guard let escaped = next else { return nil }
        return set(ofEscape: escaped)
    }
}
