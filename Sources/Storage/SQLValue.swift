// The five kinds of value that every database behind the seam can keep.

public import Basics

/// A value on its way into or out of the database. There is no kind for dates, times and booleans on purpose: drivers
/// differ about them, so they travel as ISO text, milliseconds and 0/1 (docs/storage.md).
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// What a value is called in an error message; never its content, which may be personal.
    public var kind: String {
        switch self {
        case .null: "null"
        case .integer: "an integer"
        case .real: "a real number"
        case .text: "text"
        case .blob: "bytes"
        }
    }
}

/// What may stand between `\(` and `)` in a `Query`.
public protocol SQLValueConvertible {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLValueConvertible {
    public var sqlValue: SQLValue { self }
}

extension Int: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(self) }
}

extension Bool: SQLValueConvertible {
    /// 0 or 1; columns that hold it carry a CHECK.
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: SQLValueConvertible {
    public var sqlValue: SQLValue { .real(self) }
}

extension String: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(self) }
}

extension Array: SQLValueConvertible where Element == UInt8 {
    public var sqlValue: SQLValue { .blob(self) }
}

extension Identifier: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(text) }
}

extension LocalDate: SQLValueConvertible {
    /// `yyyy-MM-dd`, which sorts as text.
    public var sqlValue: SQLValue { .text(description) }
}

extension Timestamp: SQLValueConvertible {
    /// Milliseconds since 1970 in UTC.
    public var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Digest: SQLValueConvertible {
    public var sqlValue: SQLValue { .blob(bytes) }
}
