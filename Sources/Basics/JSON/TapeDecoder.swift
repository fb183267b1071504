// Values of Swift out of JSON that the server wrote.

/// Reads what `JSONEncoder` wrote, and refuses whatever it would not write of such a value. Its errors say nothing of
/// the text. A third of what Foundation's decoder takes for the events of a case.
public struct TapeDecoder: Decoder {
    let tape: JSONTape
    /// The place of what is to be read.
    let place: Int

    public var codingPath: [any CodingKey] { [] }
    public var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The value that the text holds, and nothing else.
    public static func value<Value: Decodable>(_: Value.Type = Value.self, of text: String) throws -> Value {
        try TapeDecoder(tape: JSONTape(text), place: 0).read()
    }

    public func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(try TapeMembers(self))
    }

    public func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try TapeElements(self) }

    public func singleValueContainer() -> any SingleValueDecodingContainer { self }

    // MARK: One value

    fileprivate var kind: JSONTape.Kind { tape.values[place].kind }

    fileprivate func read<Value: Decodable>() throws -> Value {
        // Spared the way through its own `init(from:)`.
        if Value.self == String.self, let text = try string() as? Value { return text }
        return try Value(from: self)
    }

    fileprivate func string() throws(JSONFault) -> String { try tape.string(at: place) }

    fileprivate func bool() throws(JSONFault) -> Bool {
        switch kind {
        case .yes: return true
        case .no: return false
        default: throw JSONFault()
        }
    }

    /// A whole number without a point.
    fileprivate func integer<Number: FixedWidthInteger>() throws(JSONFault) -> Number {
        guard kind == .number else { throw JSONFault() }
        let isNegative = tape.bytes[tape.values[place].bytes.lowerBound] == UInt8(ascii: "-")
        var number: Number = 0
        for byte in tape.bytes[tape.values[place].bytes].dropFirst(isNegative ? 1 : 0) {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { throw JSONFault() }
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            // Below zero on its own way: there is one number more.
            let (sum, isOver) =
                isNegative
                ? tens.subtractingReportingOverflow(Number(digit)) : tens.addingReportingOverflow(Number(digit))
            guard !isTooLarge, !isOver else { throw JSONFault() }
            number = sum
        }
        return number
    }

    fileprivate func real<Number: LosslessStringConvertible>() throws(JSONFault) -> Number {
        let text = String(decoding: tape.bytes[tape.values[place].bytes], as: UTF8.self)
        guard kind == .number, let number = Number(text) else { throw JSONFault() }
        return number
    }
}

extension TapeDecoder: SingleValueDecodingContainer {
    public func decodeNil() -> Bool { kind == .null }
    public func decode(_: Bool.Type) throws -> Bool { try bool() }
    public func decode(_: String.Type) throws -> String { try string() }
    public func decode(_: Double.Type) throws -> Double { try real() }
    public func decode(_: Float.Type) throws -> Float { try real() }
    public func decode(_: Int.Type) throws -> Int { try integer() }
    public func decode(_: Int8.Type) throws -> Int8 { try integer() }
    public func decode(_: Int16.Type) throws -> Int16 { try integer() }
    public func decode(_: Int32.Type) throws -> Int32 { try integer() }
    public func decode(_: Int64.Type) throws -> Int64 { try integer() }
    public func decode(_: UInt.Type) throws -> UInt { try integer() }
    public func decode(_: UInt8.Type) throws -> UInt8 { try integer() }
    public func decode(_: UInt16.Type) throws -> UInt16 { try integer() }
    public func decode(_: UInt32.Type) throws -> UInt32 { try integer() }
    public func decode(_: UInt64.Type) throws -> UInt64 { try integer() }
    public func decode<Value: Decodable>(_: Value.Type) throws -> Value { try read() }
}

/// The members of an object.
private struct TapeMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let object: TapeDecoder

    init(_ object: TapeDecoder) throws(JSONFault) {
        guard object.kind == .object else { throw JSONFault() }
        self.object = object
    }

    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        let tape = object.tape
        var (keys, place): ([Key], Int) = ([], object.place + 1)
        while place < tape.values[object.place].next {
            // What cannot be read is no name that anybody asks for.
            if let key = (try? tape.string(at: place)).flatMap(Key.init(stringValue:)) { keys.append(key) }
            place = tape.values[place + 1].next
        }
        return keys
    }

    private func find(_ key: Key) -> TapeDecoder? {
        let tape = object.tape
        var name = key.stringValue
        return name.withUTF8 { name in
            var place = object.place + 1
            while place < tape.values[object.place].next {
                if tape.isName(at: place, name) { return TapeDecoder(tape: tape, place: place + 1) }
                place = tape.values[place + 1].next
            }
            return nil
        }
    }

    private func require(_ key: Key) throws(JSONFault) -> TapeDecoder {
        guard let found = find(key) else { throw JSONFault() }
        return found
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try require(key).decodeNil() }
    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try require(key).bool() }
    func decode(_: String.Type, forKey key: Key) throws -> String { try require(key).string() }
    func decode(_: Double.Type, forKey key: Key) throws -> Double { try require(key).real() }
    func decode(_: Float.Type, forKey key: Key) throws -> Float { try require(key).real() }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try require(key).integer() }
    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try require(key).integer() }
    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 { try require(key).integer() }
    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 { try require(key).integer() }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try require(key).integer() }
    func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try require(key).integer() }
    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 { try require(key).integer() }
    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 { try require(key).integer() }
    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 { try require(key).integer() }
    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 { try require(key).integer() }
    func decode<Value: Decodable>(_: Value.Type, forKey key: Key) throws -> Value { try require(key).read() }

    /// With one look in place of three.
    func decodeIfPresent(_: String.Type, forKey key: Key) throws -> String? {
        guard let found = find(key), found.kind != .null else { return nil }
        return try found.string()
    }

    func decodeIfPresent<Value: Decodable>(_: Value.Type, forKey key: Key) throws -> Value? {
        guard let found = find(key), found.kind != .null else { return nil }
        return try found.read()
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy _: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try require(key).container(keyedBy: Nested.self)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try require(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { object }
    func superDecoder(forKey key: Key) throws -> any Decoder { try require(key) }
}

/// The elements of a list, one after the other.
private struct TapeElements: UnkeyedDecodingContainer {
    private let list: TapeDecoder
    private var place: Int
    private(set) var currentIndex = 0

    init(_ list: TapeDecoder) throws(JSONFault) {
        guard list.kind == .array else { throw JSONFault() }
        self.list = list
        place = list.place + 1
    }

    var codingPath: [any CodingKey] { [] }
    /// Only the end is known.
    var count: Int? { nil }
    var isAtEnd: Bool { place >= list.tape.values[list.place].next }

    private mutating func take() throws(JSONFault) -> TapeDecoder {
        guard !isAtEnd else { throw JSONFault() }
        let element = TapeDecoder(tape: list.tape, place: place)
        place = list.tape.values[place].next
        currentIndex += 1
        return element
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, list.tape.values[place].kind == .null else { return false }
        _ = try take()
        return true
    }

    mutating func decode(_: Bool.Type) throws -> Bool { try take().bool() }
    mutating func decode(_: String.Type) throws -> String { try take().string() }
    mutating func decode(_: Double.Type) throws -> Double { try take().real() }
    mutating func decode(_: Float.Type) throws -> Float { try take().real() }
    mutating func decode(_: Int.Type) throws -> Int { try take().integer() }
    mutating func decode(_: Int8.Type) throws -> Int8 { try take().integer() }
    mutating func decode(_: Int16.Type) throws -> Int16 { try take().integer() }
    mutating func decode(_: Int32.Type) throws -> Int32 { try take().integer() }
    mutating func decode(_: Int64.Type) throws -> Int64 { try take().integer() }
    mutating func decode(_: UInt.Type) throws -> UInt { try take().integer() }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try take().integer() }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try take().integer() }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try take().integer() }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try take().integer() }
    mutating func decode<Value: Decodable>(_: Value.Type) throws -> Value { try take().read() }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy _: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try take().container(keyedBy: Nested.self)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try take().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try take() }
}
