// JSON that the server writes, member by member.

/// A member of a JSON object that the server writes: a claim of a token, or a part of one. Members are written in the
/// order in which they are given.
public struct JSONMember: Sendable {
    public enum Value: Sendable {
        case text(String)
        case integer(Int64)
        case boolean(Bool)
        case list([Value])
        case object([JSONMember])
    }

    public let name: String
    public let value: Value

    public init(_ name: String, _ text: String) { self.init(name, .text(text)) }

    public init(_ name: String, _ flag: Bool) { self.init(name, .boolean(flag)) }

    public init(_ name: String, _ number: Int64) { self.init(name, .integer(number)) }

    /// A NumericDate (RFC 7519 section 2): whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public init(_ name: String, _ moment: Timestamp) {
        let (seconds, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: 1000)
        self.init(name, .integer(rest < 0 ? seconds - 1 : seconds))
    }

    public init(_ name: String, _ texts: [String]) { self.init(name, .list(texts.map(Value.text))) }

    /// An object in the object.
    public init(_ name: String, _ members: [JSONMember]) { self.init(name, .object(members)) }

    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}
