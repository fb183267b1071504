// When two spellings of a name are the same name.

import Basics
import Foundation

extension String {
    /// The form under which names and words are compared: letter case, spacing and hyphens do not matter, nor on which
    /// vowel of a syllable the tone mark stands (Hòa = Hoà, Thụy = Thuỵ); every other mark does (Hoa ≠ Hoà, Lê ≠ Le).
    /// A syllable has one tone, so the mark is moved to its end.
    public var foldedName: String {
        var key = String.UnicodeScalarView()
        var tones = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in decomposedStringWithCanonicalMapping.unicodeScalars {
            if String.isTone(scalar) {
                tones.append(scalar)
            } else if scalar.properties.isWhitespace || scalar == "-" || scalar == "‐" || scalar == "–" {
                key.append(contentsOf: tones)
                tones = String.UnicodeScalarView()
                pendingSpace = !key.isEmpty
            } else {
                if pendingSpace {
                    key.append(" ")
                    pendingSpace = false
                }
                key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        key.append(contentsOf: tones)
        return String(key).nfc
    }

    private static func isTone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300, 0x301, 0x303, 0x309, 0x323: true
        default: false
        }
    }

    /// Whether both name the same; the common case of equal bytes costs no folding.
    func isSameName(as other: String) -> Bool {
        self == other || foldedName == other.foldedName
    }
}
