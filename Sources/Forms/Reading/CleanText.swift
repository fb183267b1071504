// The one place where text from outside gets its normal form.

import Basics

/// Normalising of typed text: white space off both ends, line ends as `\n`, tabs as spaces, Unicode form C.
public enum CleanText {
    /// The normal form, or `nil` when the text holds a character that has no place in a request: control characters,
    /// non-characters, and the invisible ones that turn the direction of text, which would let a letter read otherwise
    /// than it is stored.
    public static func clean(_ text: String, allowsLines: Bool) -> String? {
        if isCleanAlready(text) { return text }
        var scalars = String.UnicodeScalarView()
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            let isReturn = scalar == "\r"
            defer { previousWasReturn = isReturn }
            switch scalar {
            case "\n" where previousWasReturn: continue
            case "\r", "\n": scalars.append("\n")
            case "\t": scalars.append(" ")
            default:
                guard isAllowed(scalar) else { return nil }
                scalars.append(scalar)
            }
        }
        let clean = String(scalars).trimmed.nfc
        if !allowsLines && clean.unicodeScalars.contains("\n") { return nil }
        return clean
    }

    /// Whether the text is surely in its normal form: printable ASCII and the letters of Vietnamese in form C (U+00C0
    /// to U+02FF, U+1E80 to U+1EFF), without a space at either end. It spares nearly every text the slow way, which a
    /// list of 20,000 persons would feel.
    private static func isCleanAlready(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.first != 32, bytes.last != 32 else { return false }
            var index = 0
            while index < bytes.count {
                switch bytes[index] {
                case 32...126: index += 1
                case 0xC3...0xCB: index += 2
                case 0xE1 where bytes[index + 1] == 0xBA || bytes[index + 1] == 0xBB: index += 3
                default: return false
                }
            }
            return true
        } ?? false
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 127..<160, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
        default: !scalar.properties.isNoncharacterCodePoint
        }
    }
}
