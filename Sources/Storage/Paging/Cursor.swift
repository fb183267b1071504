// A place in an ordered list, as addresses carry it.

import Basics
import Foundation

/// A place in an ordered list: what one of its lines is sorted by, its unique id last. The place stays where it is,
/// whatever becomes of that line and of the lines before it: who turns pages misses none.
public struct Cursor: Sendable, Hashable {
    /// Texts and integers, in the order of the key.
    public let values: [SQLValue]

    public init(_ values: [SQLValue]) { self.values = values }

    /// The place for an address: opaque, in characters that need no encoding there. Whoever reads it finds the values
    /// in it: no key holds anything personal.
    public var text: String {
        let fields = values.map { value in
            switch value {
            case .integer(let number): String(number)
            case .text(let text): text
            case .null, .real, .blob: preconditionFailure("a list is sorted by texts and integers")
            }
        }
        return Data(fields.joined(separator: Self.separator).utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Reads `text` again; `nil` for whatever cannot be a place in a list with that key. A forged one is only a place
    /// between other lines: what somebody may see is no part of it.
    public init?(_ text: String, in key: SortKey) {
        guard text.utf8.count <= Limits.cursorBytesMax else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: plain + padding), let fields = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let parts = fields.components(separatedBy: Self.separator)
        guard parts.count == key.columns.count else { return nil }
        values = zip(key.columns, parts).compactMap { column, part in
            switch column {
            case .integer: Int64(part).map(SQLValue.integer)
            case .text: part.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? .text(part) : nil
            }
        }
        guard values.count == parts.count else { return nil }
    }

    private static let separator = "\n"
}

extension Cursor: Comparable {
    /// As databases compare the values: integers by size, texts by their bytes.
    public static func < (a: Cursor, b: Cursor) -> Bool {
        for pair in zip(a.values, b.values) where pair.0 != pair.1 {
            switch pair {
            case (.integer(let a), .integer(let b)): return a < b
            case (.text(let a), .text(let b)): return a.utf8.lexicographicallyPrecedes(b.utf8)
            default: preconditionFailure("places of two lists")
            }
        }
        return a.values.count < b.values.count
    }
}

/// What a list is sorted by: columns of which the last is unique, all in one direction, so that no two lines stand in
/// the same place.
public struct SortKey: Sendable, Hashable {
    /// A column that is never NULL, as it stands in the query.
    public enum Column: Sendable, Hashable {
        case text(Query), integer(Query)

        var sql: Query {
            switch self {
            case .text(let sql), .integer(let sql): sql
            }
        }
    }

    /// The order of a list that is read as a whole: its place is a line's id.
    public static let id = SortKey(.text("id"))

    let columns: [Column]
    let isDescending: Bool

    public init(_ columns: Column..., descending isDescending: Bool = false) {
        self.columns = columns
        self.isDescending = isDescending
    }
}
