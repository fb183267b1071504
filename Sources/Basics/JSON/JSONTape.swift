// JSON that the server wrote, for reading it again: events of cases, rows of the log, snapshots.

/// The values of a text in the order in which they stand. Nothing is made of them before somebody asks for one:
/// `JSONDecoder` makes a dictionary of each object, which was most of its work.
final class JSONTape: Sendable {
    enum Kind: Sendable {
        case null, yes, no, number
        /// With the quotation marks round it.
        case string
        /// The same with escapes in it.
        case escaped
        case array
        /// Its members are a name and a value each.
        case object
    }

    struct Value: Sendable {
        let kind: Kind
        /// Where it stands in the text.
        let bytes: Range<Int>
        /// The place of the value behind it and all that it holds.
        let next: Int
    }

    let bytes: [UInt8]
    let values: [Value]

    /// - Throws: where the text is not one value of JSON and nothing else.
    init(_ text: String) throws(JSONFault) {
        bytes = Array(text.utf8)
        var reader = JSONTapeReader(bytes)
        try reader.readAll()
        values = reader.values
    }

    /// The text that is the value at that place.
    func string(at place: Int) throws(JSONFault) -> String {
        let value = values[place]
        switch value.kind {
        case .string:
            let inner = value.bytes.lowerBound + 1..<value.bytes.upperBound - 1
            // Cut at characters of ASCII out of a text of Swift, it is surely UTF-8.
            return bytes.withUnsafeBufferPointer { bytes in
                unsafe String(copying: UTF8Span(unchecked: UnsafeBufferPointer(rebasing: bytes[inner]).span))
            }
        case .escaped: return try JSONReader.string(Array(bytes[value.bytes]))
        default: throw JSONFault()
        }
    }

    /// Whether the name at that place is this one.
    func isName(at place: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = values[place].bytes
        guard values[place].kind == .string else {
            return (try? string(at: place)).map { $0.utf8.elementsEqual(name) } ?? false  // what is no name is not this
        }
        return range.count == name.count + 2
            && bytes.withUnsafeBufferPointer { bytes in
                name.indices.allSatisfy { bytes[range.lowerBound + 1 + $0] == name[$0] }
            }
    }
}

/// Walks over a text once.
struct JSONTapeReader {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var values: [JSONTape.Value] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        values.reserveCapacity(bytes.count / 12 + 1)
    }

    mutating func readAll() throws(JSONFault) {
        try value(within: Limits.storedJSONDepthMax)
        guard place == bytes.count else { throw JSONFault() }
    }

    /// The value that begins here, and the blanks round it.
    private mutating func value(within depth: Int) throws(JSONFault) {
        skipBlanks()
        guard place < bytes.count, depth > 0 else { throw JSONFault() }
        switch bytes[place] {
        case UInt8(ascii: "{"): try members(within: depth)
        case UInt8(ascii: "["): try elements(within: depth)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
        skipBlanks()
    }

    private mutating func skipBlanks() {
        while place < bytes.count, bytes[place] <= 0x20, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func add(_ kind: JSONTape.Kind, from start: Int) {
        values.append(JSONTape.Value(kind: kind, bytes: start..<place, next: values.count + 1))
    }

    /// Keeps a place for what holds others, until it is known where they end.
    private mutating func opened() -> (start: Int, index: Int) {
        let opened = (start: place, index: values.count)
        add(.null, from: place)
        place += 1
        return opened
    }

    private mutating func close(_ opened: (start: Int, index: Int), _ kind: JSONTape.Kind) {
        values[opened.index] = JSONTape.Value(kind: kind, bytes: opened.start..<place, next: values.count)
    }

    private mutating func members(within depth: Int) throws(JSONFault) {
        let opened = opened()
        skipBlanks()
        if !take(UInt8(ascii: "}")) {
            repeat {
                skipBlanks()
                guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw JSONFault() }
                try string()
                skipBlanks()
                guard take(UInt8(ascii: ":")) else { throw JSONFault() }
                try value(within: depth - 1)
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { throw JSONFault() }
        }
        close(opened, .object)
    }

    private mutating func elements(within depth: Int) throws(JSONFault) {
        let opened = opened()
        skipBlanks()
        if !take(UInt8(ascii: "]")) {
            repeat { try value(within: depth - 1) } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { throw JSONFault() }
        }
        close(opened, .array)
    }

    private mutating func string() throws(JSONFault) {
        let start = place
        var isEscaped = false
        place += 1
        while true {
            guard place < bytes.count, bytes[place] >= 0x20 else { throw JSONFault() }
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return add(isEscaped ? .escaped : .string, from: start)
            case UInt8(ascii: "\\"):
                // What it stands for is made out where the text is asked for.
                isEscaped = true
                place += 2
            default: place += 1
            }
        }
    }

    private mutating func word(_ word: StaticString, _ kind: JSONTape.Kind) throws(JSONFault) {
        let start = place
        guard word.withUTF8Buffer({ bytes[start...].starts(with: $0) }) else { throw JSONFault() }
        place += word.utf8CodeUnitCount
        add(kind, from: start)
    }

    private mutating func number() throws(JSONFault) {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let first = place
        try digits()
        // No zero stands before other digits.
        guard place == first + 1 || bytes[first] != UInt8(ascii: "0") else { throw JSONFault() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        add(.number, from: start)
    }

    private mutating func digits() throws(JSONFault) {
        let start = place
        while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
        guard place > start else { throw JSONFault() }
    }
}
