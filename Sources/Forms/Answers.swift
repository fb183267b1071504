// What somebody answered, by field.

public import Basics

/// Typed answers of one form. A field that was hidden or left empty has none, and a password never gets here.
public struct Answers: Hashable, Sendable {
    /// With `FieldValue.cleared` where a field was left empty; the subscript does not show those.
    public private(set) var values: [String: FieldValue]

    public init(_ values: [String: FieldValue] = [:]) { self.values = values }

    /// The answer of a field. Setting `nil` forgets the field altogether; `.cleared` says it was left empty.
    public subscript(key: String) -> FieldValue? {
        get {
            let value = values[key]
            return value == .cleared ? nil : value
        }
        set { values[key] = newValue }
    }

    /// The keys of the fields that have an answer.
    public var keys: Set<String> { Set(values.filter { $0.value != .cleared }.keys) }

    public var isEmpty: Bool { keys.isEmpty }

    /// The text, or the code of the option chosen; `nil` when there is none.
    public func text(_ key: String) -> String? {
        guard case .text(let value)? = values[key] else { return nil }
        return value
    }

    /// The codes chosen; empty when there are none.
    public func texts(_ key: String) -> [String] {
        guard case .texts(let value)? = values[key] else { return [] }
        return value
    }

    public func number(_ key: String) -> Int? {
        guard case .number(let value)? = values[key] else { return nil }
        return value
    }

    public func date(_ key: String) -> LocalDate? {
        guard case .date(let value)? = values[key] else { return nil }
        return value
    }

    public func isTicked(_ key: String) -> Bool { values[key] == .ticked }

    public func attachments(_ key: String) -> [AttachmentID] {
        guard case .attachments(let value)? = values[key] else { return [] }
        return value
    }

    public func rows(_ key: String) -> [[String: String]] {
        guard case .rows(let value)? = values[key] else { return [] }
        return value
    }

    /// The bytes of all that was typed.
    public var byteCount: Int { values.values.reduce(0) { $0 + $1.byteCount } }

    /// Puts the answers of a page over these. What was left empty on the page has no answer afterwards; fields of
    /// other pages stay.
    public mutating func merge(_ page: Answers) {
        for (key, value) in page.values { values[key] = value == .cleared ? nil : value }
    }

    /// These answers with a page's put over them.
    public func merging(_ page: Answers) -> Answers {
        var merged = self
        merged.merge(page)
        return merged
    }
}

extension Answers: Codable {
    public init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: FieldValue].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }
}
