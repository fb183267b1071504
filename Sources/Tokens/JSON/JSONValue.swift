// A value of JSON as tokens and keys hold it.

import Basics

/// A value of JSON (RFC 8259). A number is kept as it is written, since every reader of one has bounds of its own.
indirect enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
}

/// An object: no member stands in it twice.
struct JSONObject: Hashable, Sendable {
    /// By their names byte for byte: Swift's own equality takes some letters for others, such as U+212A for `K`.
    private(set) var members: [ByteText: JSONValue] = [:]

    subscript(name: String) -> JSONValue? { members[ByteText(name)] }

    /// Whether the member was not there before.
    mutating func insert(_ name: String, _ value: JSONValue) -> Bool {
        members.updateValue(value, forKey: ByteText(name)) == nil
    }
}
