// A value of JSON as tokens, keys and calls hold it.

/// A value of JSON (RFC 8259). A number is kept as it is written, since every reader of one has bounds of its own.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
}

/// An object: no member stands in it twice.
public struct JSONObject: Hashable, Sendable {
    /// By their names byte for byte: Swift's own equality takes some letters for others, such as U+212A for `K`.
    public private(set) var members: [ByteText: JSONValue] = [:]

    public init() {}

    public subscript(name: String) -> JSONValue? { members[ByteText(name)] }

    /// Whether the member was not there before.
    mutating func insert(_ name: String, _ value: JSONValue) -> Bool {
        members.updateValue(value, forKey: ByteText(name)) == nil
    }
}
