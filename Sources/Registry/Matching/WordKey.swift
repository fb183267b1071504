// The keys under which one written word is compared: its letters alone, and its letters with their marks.

/// A word while it is read, letter by letter.
///
/// `marked` writes each mark as an ASCII sign behind its letter, as typists of Vietnamese do (`^` `(` `+` `-`), and the
/// tone at the end of the word: a syllable has one tone, and on which of its vowels it stands is a matter of taste (hòa
/// = hoà, thúy = thuý).
struct WordKey {
    private(set) var plain: [UInt8] = []
    private(set) var marked: [UInt8] = []
    private var tones: [UInt8] = []
    private(set) var hasMarks = false

    var isEmpty: Bool { plain.isEmpty }

    mutating func add(_ letter: LatinLetter) {
        plain.append(letter.base)
        marked.append(letter.base)
        if letter.first != 0 { add(mark: letter.first) }
        if letter.second != 0 { add(mark: letter.second) }
    }

    mutating func add(_ scalar: Unicode.Scalar) {
        let bytes = Array(String(Character(scalar)).utf8)
        plain += bytes
        marked += bytes
    }

    /// A mark on the last letter. One without a letter is nothing.
    mutating func add(mark: UInt32) {
        guard !plain.isEmpty else { return }
        hasMarks = true
        switch mark {
        case 0x300, 0x340: tones.append(UInt8(ascii: "`"))
        case 0x301, 0x341: tones.append(UInt8(ascii: "'"))
        case 0x303: tones.append(UInt8(ascii: "~"))
        case 0x309: tones.append(UInt8(ascii: "?"))
        case 0x323: tones.append(UInt8(ascii: "."))
        case 0x302: marked.append(UInt8(ascii: "^"))
        case 0x306: marked.append(UInt8(ascii: "("))
        case 0x31B: marked.append(UInt8(ascii: "+"))
        // A stroke typed over a d as a character of its own.
        case 0x335, 0x336: marked.append(UInt8(ascii: "-"))
        default: marked += Array("\\\(String(mark, radix: 16))".utf8)
        }
    }

    /// Both keys. The word begins anew after it.
    mutating func take() -> (plain: String, marked: String) {
        let keys = (String(decoding: plain, as: UTF8.self), String(decoding: marked + tones, as: UTF8.self))
        self = WordKey()
        return keys
    }
}
