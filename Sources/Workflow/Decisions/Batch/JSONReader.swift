// Reads JSON (RFC 8259) of operators, members doubled or not, with every digit of its numbers, which a decoder by way
// of binary numbers would lose.

import Basics
import FEEL

/// Why a text has no value.
enum JSONFault: Error {
    case syntax
    /// A number beyond those that FEEL knows, by the members that lead to it.
    case range(place: String)

    /// The fault as seen from the object or list around.
    fileprivate func inside(_ step: String) -> JSONFault {
        guard case .range(let place) = self else { return self }
        let joint = place.isEmpty || place.hasPrefix("[") ? "" : "."
        return .range(place: step + joint + place)
    }
}

/// A position in the bytes of a text.
struct JSONReader {
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    /// The value of a text that holds one and nothing else.
    static func read(_ text: String) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(bytes: Array(text.utf8))
        let value = try reader.value()
        guard reader.index == reader.bytes.count else { throw .syntax }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The value that begins here, and the blanks round it.
    private mutating func value() throws(JSONFault) -> JSONValue {
        skipBlanks()
        guard index < bytes.count else { throw .syntax }
        let value: JSONValue
        switch bytes[index] {
        case UInt8(ascii: "{"): value = try object()
        case UInt8(ascii: "["): value = try array()
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"): value = try word("true", .boolean(true))
        case UInt8(ascii: "f"): value = try word("false", .boolean(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        default: value = .number(try number())
        }
        skipBlanks()
        return value
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let isHere = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
        guard isHere else { throw .syntax }
        index += word.utf8CodeUnitCount
        return value
    }

    private mutating func enter() throws(JSONFault) {
        index += 1
        depth += 1
        guard depth <= Limits.feelDepthMax else { throw .syntax }
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var members: [(String, JSONValue)] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw .syntax }
            let name = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw .syntax }
            do {
                members.append((name, try value()))
            } catch {
                throw error.inside(name)
            }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw .syntax }
        return .object(members)
    }

    private mutating func array() throws(JSONFault) -> JSONValue {
        try enter()
        defer { depth -= 1 }
        var values: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            do {
                values.append(try value())
            } catch {
                throw error.inside("[\(values.count)]")
            }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw .syntax }
        return .array(values)
    }

    // MARK: Scalars

    private mutating func number() throws(JSONFault) -> Decimal128 {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let first = index
        skipDigits()
        // No zero stands before other digits.
        guard index > first, index == first + 1 || bytes[first] != UInt8(ascii: "0") else { throw .syntax }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        guard let number = Decimal128(bytes[start..<index]) else { throw .range(place: "") }
        return number
    }

    private mutating func skipDigits() {
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    }

    private mutating func digits() throws(JSONFault) {
        let start = index
        skipDigits()
        guard index > start else { throw .syntax }
    }

    private mutating func string() throws(JSONFault) -> String {
        index += 1
        var text = try plainText()
        while !take(UInt8(ascii: "\"")) {
            guard take(UInt8(ascii: "\\")) else { throw .syntax }
            text.unicodeScalars.append(try escape())
            text += try plainText()
        }
        return text
    }

    /// What stands here before the next quote or escape.
    private mutating func plainText() throws(JSONFault) -> String {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
            guard bytes[index] >= 0x20 else { throw .syntax }
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        guard index < bytes.count else { throw .syntax }
        index += 1
        switch bytes[index - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            if let scalar = Unicode.Scalar(unit) { return scalar }
            // Only a pair of surrogates names a character.
            guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw .syntax }
            let low = try codeUnit()
            guard (0xDC00...0xDFFF).contains(low) else { throw .syntax }
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
        default: throw .syntax
        }
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt32 {
        guard index + 4 <= bytes.count else { throw .syntax }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .syntax }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
