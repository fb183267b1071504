// The words by which the values of a closed list are known.

/// Words of a list, looked up without regard to case, spacing, hyphens and the place of tone marks
/// (`String.foldedName`). A value's code is one of its words; written as it is stored it costs no folding, which a load
/// of millions would feel.
struct KnownWords<Value: Sendable>: Sendable
where Value: CaseIterable & RawRepresentable & Hashable, Value.RawValue == String {
    private let byWord: [String: Value]

    /// - Parameter words: What each value is called besides its code; no word may stand for two values.
    init(_ words: [Value: [String]]) {
        byWord = Dictionary(
            uniqueKeysWithValues: Value.allCases.flatMap { value in
                Set(([value.rawValue] + (words[value] ?? [])).map(\.foldedName)).map { ($0, value) }
            })
    }

    subscript(text: String) -> Value? { Value(rawValue: text) ?? byWord[text.foldedName] }
}

extension RawRepresentable where Self: CaseIterable & Hashable & Sendable, RawValue == String {
    /// The value that `text` is a word for.
    init?(_ text: String, among words: KnownWords<Self>) {
        guard let value = words[text] else { return nil }
        self = value
    }
}
