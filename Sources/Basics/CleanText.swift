// The one place where text from outside gets its normal form.

/// Normalising of typed text: white space off both ends, line ends as `\n`, every other kind of space as a plain one,
/// invisible characters that change nothing left out, Unicode form C.
public enum CleanText {
    /// The normal form. Soft hyphens, joiners, zero-width spaces and their like, which come along when text is pasted,
    /// are dropped: two names that look the same are then the same.
    /// - Throws: the first character that has no place in a request: control characters, non-characters, and the
    ///   invisible ones that turn the direction of text, which would let a letter read otherwise than it is stored.
    public static func clean(_ text: String, allowsLines: Bool) throws(UnusableCharacter) -> String {
        if isCleanAlready(text) { return text }
        // Most of the others have a space too many at an end and nothing else.
        let inner = text.utf8.drop { $0 == 32 }
        let end = inner.lastIndex { $0 != 32 }.map(inner.index(after:)) ?? inner.startIndex
        let trimmed = String(Substring(inner[..<end]))
        if isCleanAlready(trimmed) { return trimmed }
        var scalars = String.UnicodeScalarView()
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            let isReturn = scalar == "\r"
            defer { previousWasReturn = isReturn }
            switch scalar {
            case "\n" where previousWasReturn: continue
            case "\r", "\n": scalars.append("\n")
            case "\t": scalars.append(" ")
            case " "..."~": scalars.append(scalar)
            default:
                guard isAllowed(scalar) else { throw UnusableCharacter(scalar: scalar) }
                if scalar.properties.generalCategory == .spaceSeparator {
                    scalars.append(" ")
                } else if !scalar.properties.isDefaultIgnorableCodePoint {
                    scalars.append(scalar)
                }
            }
        }
        let clean = String(scalars).trimmed.nfc
        if !allowsLines && clean.unicodeScalars.contains("\n") { throw UnusableCharacter(scalar: "\n") }
        return clean
    }

    /// The beginning of a text that may not be usable, to quote it in a message.
    public static func quotable(_ text: String) -> String {
        let usable = text.unicodeScalars.filter { $0 == " " || isAllowed($0) }
        return String(String(String.UnicodeScalarView(usable)).trimmed.nfc.prefix(80))
    }

    /// Whether the text is surely in its normal form: printable ASCII and the letters of Vietnamese in form C (U+00C0
    /// to U+02FF, U+1E80 to U+1EFF), without a space at either end. It spares nearly every text the slow way, which a
    /// list of 20,000 persons would feel.
    public static func isCleanAlready(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.first != 32, let last = bytes.last, last != 32 else { return bytes.isEmpty }
            // Without an end before the last byte, so that many are looked at at once. In UTF-8 the first byte of a
            // character tells itself from all that stand behind one.
            var others: UInt8 = 0
            for byte in bytes {
                let isOther: UInt8 = byte &- 32 > 94 ? 1 : 0
                let isNoLetter: UInt8 = byte &- 0x80 > 0x4B ? 1 : 0
                let isSign: UInt8 = byte == 0xC2 ? 1 : 0
                others |= isOther & (isNoLetter | isSign) & (byte == 0xE1 ? 0 : 1)
            }
            for place in 1..<bytes.count {
                let isFirst: UInt8 = bytes[place - 1] == 0xE1 ? 1 : 0
                others |= isFirst & (bytes[place] & 0xFE == 0xBA ? 0 : 1)
            }
            return others == 0
        } ?? false
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 127..<160, 0x61C, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
        default: !scalar.properties.isNoncharacterCodePoint
        }
    }
}

/// A character that text from outside must not hold.
public struct UnusableCharacter: Error, Hashable, Sendable {
    public let scalar: Unicode.Scalar
}

extension Unicode.Scalar {
    /// How a message names the character: `U+1F600 😀`, or the number alone where there is nothing to be seen.
    public var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
            return number
        default: return properties.isDefaultIgnorableCodePoint ? number : "\(number) \(self)"
        }
    }

    /// Several of them, the first ten.
    public static func codePoints(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        scalars.prefix(10).map(\.codePoint).joined(separator: ", ")
    }
}
