// When two spellings of a name are the same name. The rules are in docs/matching.md.

/// A name, or another word that a record holds, as it is compared.
struct NameKey {
    /// Words apart by one space, with their marks.
    let marked: String
    /// The same without any mark.
    let plain: String
    /// Whether any letter carries a mark. Text without one was perhaps typed where there are none.
    let hasMarks: Bool
    /// Whether a letter of another script is in it, which may only look like a Latin one.
    let isForeign: Bool

    /// Letter case, spacing, hyphens, invisible characters and the place of the tone do not matter. Apostrophes are one
    /// sign, whichever of them was typed; `withoutApostrophes` leaves them out.
    init(_ text: String, withoutApostrophes: Bool = false) {
        var (marked, plain) = ("", "")
        var word = WordKey()
        var (hasMarks, isForeign) = (false, false)
        func end() {
            guard !word.isEmpty else { return }
            hasMarks = hasMarks || word.hasMarks
            let keys = word.take()
            if !marked.isEmpty {
                marked += " "
                plain += " "
            }
            marked += keys.marked
            plain += keys.plain
        }
        for scalar in text.unicodeScalars {
            switch WrittenSign(scalar) {
            case .letter(let letter): word.add(letter)
            case .ownLetter(let letter): word.add(letter)
            case .mark(let mark): word.add(mark: mark)
            case .space, .lineEnd, .dash, .comma: end()
            case .apostrophe: if !withoutApostrophes { word.add("'" as Unicode.Scalar) }
            case .slash, .dot, .other: word.add(scalar)
            case .invisible: break
            case .foreign(let letter):
                isForeign = true
                word.add(letter)
            }
        }
        end()
        (self.marked, self.plain, self.hasMarks, self.isForeign) = (marked, plain, hasMarks, isForeign)
    }

    /// How a claimed name compares with the one that is held.
    static func compare(_ held: String, claim: String, withoutApostrophes: Bool = false) -> Verdict {
        // Equal texts, the common case, cost no reading.
        if held == claim { return .matches }
        let claimed = NameKey(claim, withoutApostrophes: withoutApostrophes)
        let known = NameKey(held, withoutApostrophes: withoutApostrophes)
        if claimed.isForeign || claimed.marked.isEmpty { return .notComparable(.claimUnreadable) }
        if claimed.marked == known.marked { return .matches }
        guard claimed.plain == known.plain else { return .differs }
        if !claimed.hasMarks { return .notComparable(.marksMissing) }
        return known.hasMarks ? .differs : .notComparable(.claimFiner)
    }
}

extension NameKey {
    /// A number of 31 bits under which names are found that differ by marks, case or spacing alone; others may have the
    /// same. It is stored: a change of how names are read gives every record a new one.
    var number: Int64 {
        // FNV-1a.
        Int64(plain.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 1)
    }
}

extension PersonRecord {
    /// What the person's name is found by (`PersonSearch`).
    public var nameKey: Int64 { NameKey(fullName).number }
}

extension String {
    /// The key under which names and words of a closed list are equal: `NameKey.marked`.
    public var foldedName: String { NameKey(self).marked }
}
