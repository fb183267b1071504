// Writes an address or a name as other people, keyboards and programs would, by seeded dice.

import Basics
import Foundation

@testable import Registry

/// Ways of writing that change nothing of what is said.
struct Respelling {
    var dice: SplitMix64

    /// An official wording (parts apart by `, `, each with its unit) in some other spelling.
    mutating func address(_ text: String) -> String {
        var parts = text.components(separatedBy: ", ")
        // Where every part says what it is, the order is free.
        let isReversed = dice.perMille(100) && parts.allSatisfy(Respelling.saysItsUnit)
        if isReversed { parts.reverse() }
        let leavesUnitsOut = !isReversed && dice.perMille(300)
        parts = parts.map { part(Respelling.firstLower($0), leavesUnitsOut) }
        if isReversed { parts = parts.map { $0.first?.isNumber ?? false ? "số " + $0 : $0 } }
        if dice.perMille(250) { parts.append(["Việt Nam", "VN", "Vietnam"][dice.below(3)]) }
        let separators = [", ", ", ", ",", " - ", " – ", "; ", "\n", " , "]
        let separator = !leavesUnitsOut && dice.perMille(150) ? " " : separators[dice.below(separators.count)]
        return letters(parts.joined(separator: separator))
    }

    /// A name in some other spelling.
    mutating func name(_ text: String) -> String {
        letters(text.split(separator: " ").joined(separator: dice.perMille(200) ? "  " : " "))
    }

    static func saysItsUnit(_ part: String) -> Bool {
        let units = ["số ", "đường ", "thôn ", "phường ", "xã ", "quận ", "huyện ", "thành phố ", "tỉnh "]
        return units.contains { part.lowercased().hasPrefix($0) }
    }

    private static func firstLower(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

    /// One part with its unit shortened or left out; numbers with zeros before them.
    private mutating func part(_ text: String, _ leavesOut: Bool) -> String {
        let short = [
            "phường ": ["P. ", "p.", "P ", "Ph. ", "phường "], "xã ": ["X. ", "xã ", "Xã "],
            "quận ": ["Q. ", "Q.", "quận "], "huyện ": ["H. ", "huyện "], "tỉnh ": ["T. ", "tỉnh ", "Tỉnh "],
            "thành phố ": ["TP. ", "TP ", "tp.", "T.P ", "thành phố "], "đường ": ["đ. ", "Đ. ", "đường ", "phố "],
            "số ": ["số ", "Số nhà ", "SN ", "", "số 0"], "thôn ": ["thôn ", "Thôn ", "thôn 0"],
        ]
        for (unit, forms) in short.sorted(by: { $0.key < $1.key }) where text.hasPrefix(unit) {
            let name = String(text.dropFirst(unit.count))
            let isNumbered = name.first?.isNumber ?? false
            if leavesOut, !isNumbered { return name }
            return forms[dice.below(forms.count)] + name
        }
        return text
    }

    /// The same letters as another keyboard or program writes them.
    mutating func letters(_ text: String) -> String {
        var text = text
        if dice.perMille(300) { text = Respelling.withOtherTones(text) }
        switch dice.below(6) {
        case 0: text = text.uppercased()
        case 1: text = text.lowercased()
        default: break
        }
        if dice.perMille(200) { text = text.replacingOccurrences(of: "Đ", with: "\u{D0}") }
        if dice.perMille(100) { text = text.replacingOccurrences(of: "đ", with: "\u{F0}") }
        if dice.perMille(200) { text = text.replacingOccurrences(of: "'", with: "’") }
        if dice.perMille(150) { text = text.replacingOccurrences(of: " ", with: "\u{A0}") }
        if dice.perMille(200) {
            var scalars = Array(text.unicodeScalars)
            let hidden: [Unicode.Scalar] = ["\u{200B}", "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{200E}"]
            scalars.insert(hidden[dice.below(hidden.count)], at: dice.below(scalars.count + 1))
            text = String(String.UnicodeScalarView(scalars))
        }
        return dice.perMille(300) ? text.decomposedStringWithCanonicalMapping : text
    }

    /// The tone on the other of two vowels, as the older and the newer school write it.
    private static func withOtherTones(_ text: String) -> String {
        let schools = [
            ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"), ("óe", "oé"),
            ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
        ]
        return schools.reduce(text) { text, pair in
            text.contains(pair.0)
                ? text.replacingOccurrences(of: pair.0, with: pair.1)
                : text.replacingOccurrences(of: pair.1, with: pair.0)
        }
    }

    /// Without any mark, as typed where there are none.
    static func withoutMarks(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.replacingOccurrences(of: "đ", with: "d").replacingOccurrences(of: "Đ", with: "D")
                    .decomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) })
        )
    }
}
