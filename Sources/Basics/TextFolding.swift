// Normal forms of text: what is stored, and what is searched.

import Foundation

extension String {
    /// Unicode normalisation form C. Every text from outside passes through here once, at the door, since databases,
    /// digests and fonts see bytes where Swift sees equal strings.
    public var nfc: String {
        unicodeScalars.allSatisfy(\.isComposedAnywhere) ? self : precomposedStringWithCanonicalMapping
    }

    /// A key under which `Nguyễn Thị Đào` is found by `nguyen thi dao`: no case, no marks, `đ` as `d`, single spaces.
    /// Both spellings of tone marks (Hòa, Hoà) give the same key. For searching only: names are shown as they were
    /// given.
    public var searchKey: String {
        var key = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            if scalar.properties.isWhitespace {
                pendingSpace = !key.isEmpty
                continue
            }
            if pendingSpace {
                key.append(" ")
                pendingSpace = false
            }
            switch scalar {
            case "đ", "Đ": key.append("d")
            default: key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(key)
    }

    /// The words by which the text is found, in their order: what stands between anything but letters and digits, as
    /// `searchKey` has it. Of a longer one than any real word only the beginning counts.
    public var searchWords: [String] { Self.words(in: searchKey[...]) }

    /// The words of a text that is to be found: its `searchWords`, and what is written with marks between, such as
    /// `15/CV-VPCC`, once more as one word, as people type it who leave the marks out.
    public var wordsToFind: Set<String> {
        var all: Set<String> = []
        for chunk in searchKey.split(separator: " ") {
            let words = Self.words(in: chunk)
            all.formUnion(words)
            if words.count > 1 { all.insert(words.joined().cut) }
        }
        return all
    }

    private static func words(in key: Substring) -> [String] {
        key.split { !$0.isLetter && !$0.isNumber }.map { String($0).cut }
    }

    /// By code points: one character can have any number of marks.
    private var cut: String { String(unicodeScalars.prefix(Limits.wordCharactersMax)) }

    /// Without white space at either end.
    public var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension Unicode.Scalar {
    /// Whether form C leaves this code point as it is, whatever stands beside it: Latin letters, those of Vietnamese
    /// among them. It spares nearly every text the normalisation.
    fileprivate var isComposedAnywhere: Bool { value < 0x300 || (value >= 0x1EA0 && value <= 0x1EF9) }
}
