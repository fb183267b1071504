// Reads JSON that strangers send, strictly and within bounds.

/// That a text is no JSON object of ours. Nothing says where: only its maker could use that.
public struct JSONFault: Error {}

/// A position in the bytes of a text. What RFC 8259 leaves to readers is refused, since two readers may differ about it
/// (RFC 8725 section 2.4): doubled members, bytes that are not UTF-8, half surrogate pairs.
public struct JSONReader {
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    /// The object that a text holds, and nothing else. The caller bounds the size; `Limits.jsonDepthMax` the depth.
    public static func object(_ bytes: [UInt8]) throws(JSONFault) -> JSONObject {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value()
        guard reader.index == bytes.count, case .object(let object) = value else { throw JSONFault() }
        return object
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// What a string stands for that is given with the quotation marks round it.
    static func string(_ bytes: [UInt8]) throws(JSONFault) -> String {
        var reader = JSONReader(bytes: bytes)
        return try reader.string()
    }

    /// The value that begins here, and the blanks round it.
    private mutating func value() throws(JSONFault) -> JSONValue {
        skipBlanks()
        guard index < bytes.count else { throw JSONFault() }
        let value: JSONValue
        switch bytes[index] {
        case UInt8(ascii: "{"): value = .object(try object())
        case UInt8(ascii: "["): value = .array(try array())
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
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        guard word.withUTF8Buffer({ bytes[index...].starts(with: $0) }) else { throw JSONFault() }
        index += word.utf8CodeUnitCount
        return value
    }

    private mutating func enter() throws(JSONFault) {
        index += 1
        depth += 1
        guard depth <= Limits.jsonDepthMax else { throw JSONFault() }
    }

    private mutating func object() throws(JSONFault) -> JSONObject {
        try enter()
        defer { depth -= 1 }
        var object = JSONObject()
        skipBlanks()
        if take(UInt8(ascii: "}")) { return object }
        repeat {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw JSONFault() }
            let name = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")), object.insert(name, try value()) else { throw JSONFault() }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw JSONFault() }
        return object
    }

    private mutating func array() throws(JSONFault) -> [JSONValue] {
        try enter()
        defer { depth -= 1 }
        var values: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return values }
        repeat { values.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw JSONFault() }
        return values
    }

    // MARK: Scalars

    private mutating func number() throws(JSONFault) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let first = index
        try digits()
        // No zero stands before other digits.
        guard index == first + 1 || bytes[first] != UInt8(ascii: "0") else { throw JSONFault() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func digits() throws(JSONFault) {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        guard index > start else { throw JSONFault() }
    }

    private mutating func string() throws(JSONFault) -> String {
        index += 1
        var text: [UInt8] = []
        while !take(UInt8(ascii: "\"")) {
            guard index < bytes.count, bytes[index] >= 0x20 else { throw JSONFault() }
            if take(UInt8(ascii: "\\")) {
                text += UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        guard let string = String(validating: text, as: UTF8.self) else { throw JSONFault() }
        return string
    }

    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        guard index < bytes.count else { throw JSONFault() }
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
            guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw JSONFault() }
            let low = try codeUnit()
            guard (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            else { throw JSONFault() }
            return scalar
        default: throw JSONFault()
        }
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt32 {
        guard index + 4 <= bytes.count else { throw JSONFault() }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw JSONFault() }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
