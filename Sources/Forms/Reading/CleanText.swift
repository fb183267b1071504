// The one place where text from outside gets its normal form.

import Basics

/// Normalising of typed text: white space off both ends, line ends as `\n`, tabs as spaces, Unicode form C.
public enum CleanText {
    /// The normal form, or `nil` when the text holds a character that has no place in a request: control characters,
    /// non-characters, and the invisible ones that turn the direction of text, which would let a letter read otherwise
    /// than it is stored.
    public static func clean(_ text: String, allowsLines: Bool) -> String? {
        if let plain = plainASCII(text) { return plain }
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

    /// The common case without a copy: printable ASCII that neither starts nor ends with a space.
    private static func plainASCII(_ text: String) -> String? {
        let bytes = text.utf8
        guard bytes.first != 32, bytes.last != 32, bytes.allSatisfy({ (32...126).contains($0) }) else { return nil }
        return text
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 127..<160, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
        default: !scalar.properties.isNoncharacterCodePoint
        }
    }
}
