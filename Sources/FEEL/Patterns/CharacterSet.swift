// Classes of characters in regular expressions.

/// What one place of a pattern admits (XML Schema 1.1 part 2 §G.4.2).
indirect enum CharacterSet: Sendable {
    case range(ClosedRange<UInt32>)
    /// General categories by the first letters of their names: `L`, `Lu`.
    case category(String)
    case space, digit, word, initial, name
    case not(CharacterSet)
    case any([CharacterSet])
    /// The first without the second.
    case difference(CharacterSet, CharacterSet)

    /// The sets of the escapes of one letter.
    init?(escape: Unicode.Scalar) {
        switch escape {
        case "s": self = .space
        case "d": self = .digit
        case "w": self = .word
        case "i": self = .initial
        case "c": self = .name
        case "S": self = .not(.space)
        case "D": self = .not(.digit)
        case "W": self = .not(.word)
        case "I": self = .not(.initial)
        case "C": self = .not(.name)
        default: return nil
        }
    }

    /// The set of `\p{…}`; `nil` for what is no category and no block.
    init?(property: String) {
        if property.hasPrefix("Is") {
            guard let block = CharacterSet.blocks[String(property.dropFirst(2))] else { return nil }
            self = .range(block)
        } else {
            guard CharacterSet.categories.contains(property) else { return nil }
            self = .category(property)
        }
    }

    private static let categories: Set<String> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
    ]

    /// Whether the character is in the set; without regard to case, whether one of its forms is. Categories mean what
    /// they say in either case.
    func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
        switch self {
        case .range(let range):
            if range.contains(scalar.value) { return true }
            return ignoringCase && scalar.caseForms.contains { range.contains($0.value) }
        case .category(let name): return scalar.category.hasPrefix(name)
        case .space: return [0x20, 0x09, 0x0A, 0x0D].contains(scalar.value)
        case .digit: return scalar.category == "Nd"
        case .word: return !["P", "Z", "C"].contains(scalar.category.prefix(1))
        case .initial: return scalar == "_" || scalar == ":" || scalar.category.hasPrefix("L")
        case .name:
            if scalar == "_" || scalar == ":" || scalar == "-" || scalar == "." || scalar.value == 0xB7 { return true }
            return ["L", "M"].contains(scalar.category.prefix(1)) || scalar.category == "Nd"
        case .not(let set): return !set.contains(scalar, ignoringCase: ignoringCase)
        case .any(let sets): return sets.contains { $0.contains(scalar, ignoringCase: ignoringCase) }
        case .difference(let set, let without):
            return set.contains(scalar, ignoringCase: ignoringCase)
                && !without.contains(scalar, ignoringCase: ignoringCase)
        }
    }
}

extension Unicode.Scalar {
    /// The character in upper and lower case, and what has the same lower case.
    var caseForms: [Unicode.Scalar] {
        let lower = Self.only(properties.lowercaseMapping) ?? self
        let upper = Self.only(lower.properties.uppercaseMapping) ?? Self.only(properties.uppercaseMapping) ?? self
        return [self, lower, upper] + (Self.twins[lower] ?? [])
    }

    private static func only(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
    }

    /// Signs that are letters in all but their place.
    private static let twins: [Unicode.Scalar: [Unicode.Scalar]] = [
        "k": ["\u{212A}"], "\u{E5}": ["\u{212B}"], "\u{3C9}": ["\u{2126}"], "s": ["\u{17F}"], "\u{3C3}": ["\u{3C2}"],
    ]

    /// The general category by the two letters of its short name.
    fileprivate var category: String {
        switch properties.generalCategory {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .privateUse: "Co"
        default: "Cn"
        }
    }
}
