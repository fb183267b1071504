// The words of an address as they are compared.

/// One word of an address.
struct AddressWord {
    /// Its letters and digits without marks.
    var plain: String
    /// The same with marks, see `WordKey`.
    var marked: String
    var hasMarks: Bool
    /// Whether a comma, a dash between spaces or the like stands before it.
    var isAfterBreak: Bool
    /// Whether a dot stands right behind it.
    var hasDot = false
    /// What kind of place it says, if it is such a word.
    var unit: AddressUnit?

    var isNumber: Bool { plain.utf8.first.map { (48...57).contains($0) } ?? false }

    /// Whether a part of the address begins here, as far as it is written so.
    var beginsPart: Bool { isAfterBreak || unit != nil }

    func equals(_ other: AddressWord, ignoringMarks: Bool) -> Bool {
        if let unit, let twin = other.unit, unit == twin { return true }
        return plain == other.plain && (ignoringMarks || marked == other.marked)
    }
}

/// Reads a text into words.
///
/// Case, invisible characters and apostrophes are dropped (M'Drắk, MDrắk), numbers lose leading zeros (05 = 5, 05/3 =
/// 5/3), a unit written together with its number is parted from it (Q1, KP3). At the end of an open syllable y is
/// written i (Mỹ = Mĩ, Quý = Quí): both spellings are in use, and no two communes of one province differ in it. Đăk and
/// Đak are Đắk, as the provinces of the Central Highlands spell one word in three ways.
struct AddressWords {
    private(set) var words: [AddressWord] = []
    /// Whether letters of another script are among them.
    private(set) var isForeign = false

    private var word = WordKey()
    private var isAfterBreak = false

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        words.reserveCapacity(scalars.count / 4 + 1)
        for (index, scalar) in scalars.enumerated() {
            let sign = WrittenSign(scalar)
            switch sign {
            case .letter(let letter): add(letter)
            case .ownLetter(let letter): word.add(letter)
            case .mark(let mark): word.add(mark: mark)
            case .invisible, .apostrophe: break
            case .space, .other: if word.plain.last != UInt8(ascii: "/") { end() }
            case .lineEnd, .comma: end(breaking: true)
            case .dot:
                end()
                if !words.isEmpty { words[words.count - 1].hasDot = true }
            case .dash: dash(scalars, index)
            case .slash: slash(scalars, index)
            case .foreign(let letter):
                isForeign = true
                word.add(letter)
            }
        }
        end()
    }

    private mutating func add(_ letter: LatinLetter) {
        // Q1, KP3, tổ5: the unit's word ends where its number begins.
        if (48...57).contains(letter.base), let last = word.plain.last, !(48...57).contains(last), saysUnit { end() }
        word.add(letter)
    }

    private var saysUnit: Bool {
        var copy = word
        let keys = copy.take()
        return AddressUnit.written(plain: keys.plain, marked: keys.marked) != nil
    }

    private mutating func end(breaking: Bool = false) {
        if !word.isEmpty {
            let hasMarks = word.hasMarks
            var keys = word.take()
            if keys.plain.utf8.contains(UInt8(ascii: "0")) {
                keys = (AddressWords.withoutZeros(keys.plain), AddressWords.withoutZeros(keys.marked))
            }
            if keys.plain == "dak" { keys.marked = "da('k" }
            AddressWords.writeI(&keys)
            words.append(
                AddressWord(plain: keys.plain, marked: keys.marked, hasMarks: hasMarks, isAfterBreak: isAfterBreak))
            isAfterBreak = false
        }
        if breaking { isAfterBreak = true }
    }

    /// Between spaces a dash parts as a comma does; between digits it belongs to the number; else it parts words.
    private mutating func dash(_ scalars: [Unicode.Scalar], _ index: Int) {
        let before = index > 0 ? WrittenSign(scalars[index - 1]) : .space
        let after = index + 1 < scalars.count ? WrittenSign(scalars[index + 1]) : .space
        if case .letter(let left) = before, case .letter(let right) = after, left.isDigit, right.isDigit {
            word.add("-" as Unicode.Scalar)
        } else {
            end(breaking: before == .space || after == .space)
        }
    }

    /// A slash belongs to the number before it, with or without spaces (12/3, 12 / 3).
    private mutating func slash(_ scalars: [Unicode.Scalar], _ index: Int) {
        let next = scalars[(index + 1)...].lazy.map(WrittenSign.init).first { $0 != .space && $0 != .invisible }
        guard case .letter(let letter)? = next, letter.isDigit else { return end() }
        if word.isEmpty, let last = words.last, last.isNumber, !isAfterBreak {
            words.removeLast()
            isAfterBreak = last.isAfterBreak
            for scalar in last.plain.unicodeScalars { word.add(scalar) }
        }
        guard !word.isEmpty else { return }
        word.add("/" as Unicode.Scalar)
    }

    private static func withoutZeros(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var isAtStart = true
        for (index, byte) in bytes.enumerated() {
            let isLast = index + 1 == bytes.count || !(48...57).contains(bytes[index + 1])
            if isAtStart, byte == UInt8(ascii: "0"), !isLast { continue }
            kept.append(byte)
            isAtStart = byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// `y` as the only vowel behind h, k, l, m, s, t, v or qu becomes `i`.
    private static func writeI(_ keys: inout (plain: String, marked: String)) {
        let bytes = keys.plain.utf8
        guard bytes.count <= 3, bytes.last == UInt8(ascii: "y") else { return }
        let head = keys.plain.dropLast()
        guard head == "qu" || (head.utf8.count == 1 && "hklmstv".contains(head)) else { return }
        keys.plain = head + "i"
        keys.marked = head + "i" + keys.marked.dropFirst(head.count + 1)
    }
}

extension LatinLetter {
    var isDigit: Bool { (48...57).contains(base) }
}
