// One SQL statement whose text and values never mix.

/// A statement written as a string literal: `"SELECT name FROM person WHERE id = \(id)"`. What is interpolated becomes
/// a bound value, so no value can turn into SQL; text that has to become SQL needs the visibly named `raw:`.
///
/// A `Query` can also be interpolated into another one, with its values, to share a clause.
public struct Query: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The literal text around the values: always one part more than there are values.
    public private(set) var parts: [String]
    public private(set) var values: [SQLValue]

    public init(stringLiteral text: String) {
        parts = [text]
        values = []
    }

    public init(stringInterpolation: Interpolation) {
        parts = stringInterpolation.parts
        values = stringInterpolation.values
    }

    /// A statement without values from text made in code: for migrations and drivers only.
    public init(raw text: String) {
        parts = [text]
        values = []
    }

    /// The text as the driver sends it: `?` for each value, or `$1`, `$2` …
    public func text(_ placeholders: Dialect.Placeholders) -> String {
        guard parts.count > 1 else { return parts[0] }
        var text = ""
        text.reserveCapacity(parts.reduce(parts.count * 4) { $0 + $1.utf8.count })
        for (index, part) in parts.enumerated() {
            if index > 0 {
                switch placeholders {
                case .questionMark: text.append("?")
                case .numbered: text.append("$\(index)")
                }
            }
            text.append(part)
        }
        return text
    }

    /// Collects the parts of the literal.
    public struct Interpolation: StringInterpolationProtocol {
        var parts = [""]
        var values: [SQLValue] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { parts[parts.count - 1].append(literal) }

        public mutating func appendInterpolation(_ value: some SQLValueConvertible) {
            values.append(value.sqlValue)
            parts.append("")
        }

        /// `nil` becomes NULL. Without this form the compiler takes an optional value for a mistake.
        public mutating func appendInterpolation(_ value: (some SQLValueConvertible)?) {
            values.append(value?.sqlValue ?? .null)
            parts.append("")
        }

        /// A clause made elsewhere, with its values.
        public mutating func appendInterpolation(_ clause: Query) {
            appendLiteral(clause.parts[0])
            parts.append(contentsOf: clause.parts.dropFirst())
            values.append(contentsOf: clause.values)
        }

        /// The members of an `IN (…)`. The last one is repeated up to a power of two, so that a handful of texts serve
        /// lists of every length and the statement cache stays small. An empty list becomes `NULL`: it matches nothing.
        public mutating func appendInterpolation(list members: [some SQLValueConvertible]) {
            guard let last = members.last else { return appendLiteral("NULL") }
            precondition(members.count <= Query.listMembersMax, "an IN list of more than \(Query.listMembersMax)")
            var size = 1
            while size < members.count { size *= 2 }
            for index in 0..<size {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(index < members.count ? members[index] : last)
            }
        }

        /// Text that becomes SQL as it is. Tidy allows it in Storage and in migrations only.
        public mutating func appendInterpolation(raw text: String) { appendLiteral(text) }
    }

    /// SQLite takes 32,766 values in one statement, PostgreSQL 65,535; a longer list belongs into a table.
    public static let listMembersMax = 16_384
}
