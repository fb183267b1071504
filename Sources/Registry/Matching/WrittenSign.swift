// What one written character is to a comparison: a letter with its marks, a digit, something that parts words, nothing.

import Foundation

/// A character as comparisons read it. Characters that look alike and are typed for one another (Ð for Đ, ’ for ') are
/// one sign; characters nobody sees are none. Letters of other scripts are never taken for Latin ones.
enum WrittenSign: Equatable {
    /// An ASCII letter in lower case with up to two marks, or a digit.
    case letter(LatinLetter)
    /// A Latin letter that is no ASCII letter with marks (ß, ø), in lower case.
    case ownLetter(Unicode.Scalar)
    /// A mark written as a character of its own, as decomposed text does.
    case mark(UInt32)
    case space, lineEnd, apostrophe, dash, slash, dot
    /// What parts a text into parts: comma, semicolon, brackets and their kin.
    case comma
    case other(Unicode.Scalar)
    case invisible
    /// A letter or digit of another script.
    case foreign(Unicode.Scalar)

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: self = .letter(LatinLetter(base: UInt8(scalar.value)))
        case 0x41...0x5A: self = .letter(LatinLetter(base: UInt8(scalar.value) + 32))
        case 0x20: self = .space
        case 0x00...0x7F: self = WrittenSign.ascii(scalar)
        case 0x80...0x24F, 0x1E00...0x1EFF: self = WrittenSign.latin(scalar)
        case 0x34F: self = .invisible
        case 0x300...0x36F: self = .mark(scalar.value)
        // Full-width forms, as keyboards of East Asia write them.
        case 0xFF01...0xFF5E: self = WrittenSign(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
        default: self = WrittenSign.rare(scalar)
        }
    }

    private static func ascii(_ scalar: Unicode.Scalar) -> WrittenSign {
        switch scalar {
        case "\n", "\r": .lineEnd
        case "\t", "\u{B}", "\u{C}": .space
        case "'", "`": .apostrophe
        case "-": .dash
        case "/": .slash
        case ".": .dot
        case ",", ";", "(", ")", "[", "]", "{", "}", "|": .comma
        default: .other(scalar)
        }
    }

    private static func latin(_ scalar: Unicode.Scalar) -> WrittenSign {
        switch scalar.value {
        case 0x85: return .lineEnd
        case 0xA0: return .space
        case 0xAD: return .invisible
        case 0xB4: return .apostrophe
        case 0x80..<0xC0, 0xD7, 0xF7: return .other(scalar)
        default: return LatinLetter.of(scalar).map(WrittenSign.letter) ?? .ownLetter(lowered(scalar))
        }
    }

    private static func rare(_ scalar: Unicode.Scalar) -> WrittenSign {
        switch scalar.value {
        case 0x256: return .letter(LatinLetter(base: UInt8(ascii: "d"), first: LatinLetter.stroke))
        case 0x2B9, 0x2BB...0x2BD, 0x2C8, 0x2018, 0x2019, 0x201B, 0x2032, 0xA78B, 0xA78C: return .apostrophe
        case 0x2010...0x2015, 0x2043, 0x2212, 0xFE58, 0xFE63: return .dash
        case 0x2028, 0x2029: return .lineEnd
        case 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .space
        case 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: return .invisible
        case 0x2044, 0x2215: return .slash
        case 0x3001, 0x3002: return .comma
        default: break
        }
        let properties = scalar.properties
        return properties.isAlphabetic || properties.numericType != nil ? .foreign(scalar) : .other(scalar)
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let low = scalar.properties.lowercaseMapping.unicodeScalars
        return low.count == 1 ? low.first ?? scalar : scalar
    }
}

/// An ASCII letter in lower case, or a digit, with the marks written on it.
struct LatinLetter: Equatable {
    let base: UInt8
    /// The marks as combining characters; 0 where there is none.
    var first: UInt32 = 0
    var second: UInt32 = 0

    /// The stroke of đ, which Unicode does not take for a mark.
    static let stroke: UInt32 = 0x335

    /// The letter that a precomposed one is made of. Ð (Icelandic) and Ɖ (African) look like Đ and are typed for it.
    static func of(_ scalar: Unicode.Scalar) -> LatinLetter? {
        let value = Int(scalar.value)
        let found = value >= 0x1E00 ? high[value - 0x1E00] : low[value - 0xC0]
        return found.base == 0 ? nil : found
    }

    private static let low = table(0xC0...0x24F)
    private static let high = table(0x1E00...0x1EFF)

    private static func table(_ range: ClosedRange<UInt32>) -> [LatinLetter] {
        range.map { value in
            let none = LatinLetter(base: 0)
            switch value {
            case 0x110, 0x111, 0xD0, 0xF0, 0x189: return LatinLetter(base: UInt8(ascii: "d"), first: stroke)
            default: break
            }
            guard let scalar = Unicode.Scalar(value) else { return none }
            let parts = Array(String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars)
            guard (2...3).contains(parts.count), let base = parts.first, base.isASCII, base.properties.isAlphabetic
            else { return none }
            return LatinLetter(
                base: UInt8(base.value) | 0x20, first: parts[1].value, second: parts.count > 2 ? parts[2].value : 0)
        }
    }
}
