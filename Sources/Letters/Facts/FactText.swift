// Brings texts that people typed into the form that letters keep.

import Basics

/// Normalises texts and remembers what had no place in a letter.
struct FactText {
    /// Controls and the like, each once.
    private(set) var forbidden: [Unicode.Scalar] = []

    /// One line: NFC, single spaces, without invisible marks that word processors leave behind.
    mutating func line(_ text: String) -> String { singleSpaced(clean(text).replacingNewlines()) }

    /// Paragraphs, one for each line that is not empty.
    mutating func paragraphs(_ text: String) -> [String] {
        clean(text).split(separator: "\n").map { singleSpaced(String($0)) }.filter { !$0.isEmpty }
    }

    private mutating func clean(_ text: String) -> String {
        if CleanText.isCleanAlready(text) { return text }
        var cleaned = String.UnicodeScalarView()
        for scalar in text.nfc.unicodeScalars {
            switch scalar {
            case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": continue
            case "\t": cleaned.append(" ")
            case "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}", "\n": cleaned.append("\n")
            default:
                if scalar.hasNoPlaceInLetters, !forbidden.contains(scalar) { forbidden.append(scalar) }
                cleaned.append(scalar)
            }
        }
        return String(cleaned).trimmed
    }
}

extension Unicode.Scalar {
    /// Whether it is a control, an invisible character (such as those that turn the direction of writing) or no
    /// character at all.
    var hasNoPlaceInLetters: Bool {
        if (0x20...0x7E).contains(value) { return false }
        if properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return true
        default: return false
        }
    }
}

extension String {
    fileprivate func replacingNewlines() -> String {
        String(decoding: utf8.map { $0 == 10 ? 32 : $0 }, as: UTF8.self)
    }
}
