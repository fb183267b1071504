// Where raw values come from: a browser's post, an XML element, a CSV row, or answers given before.

public import Basics

/// Finds the raw texts of an input by its name. Sources differ only in this; normalising and checking run once, in the
/// kinds of field.
public protocol FieldSource {
    /// Every value that came under that name, in order; empty when none did.
    func values(_ key: String) -> [String]
}

/// Raw values in memory.
public struct FieldValues: FieldSource, Hashable, Sendable, ExpressibleByDictionaryLiteral {
    public var values: [String: [String]]

    public init(_ values: [String: [String]] = [:]) { self.values = values }

    public init(dictionaryLiteral elements: (String, String)...) {
        values = Dictionary(elements.map { ($0, [$1]) }, uniquingKeysWith: +)
    }

    public func values(_ key: String) -> [String] { values[key] ?? [] }

    /// A day as its three inputs have it.
    public mutating func set(_ key: String, to date: LocalDate) {
        let (year, month, day) = date.parts
        values[key + "_day"] = [String(day)]
        values[key + "_month"] = [String(month)]
        values[key + "_year"] = [padded(year, to: 4)]
    }
}
