// What changed between two versions of the answers.

/// One field whose answer changed; shown to the clerk when a request comes back after a supplement.
public struct AnswerChange: Hashable, Codable, Sendable {
    public var key: String
    /// `nil` when the field had no answer.
    public var before: FieldValue?
    /// `nil` when the field has none now.
    public var after: FieldValue?

    public init(key: String, before: FieldValue?, after: FieldValue?) {
        self.key = key
        self.before = before
        self.after = after
    }
}

extension Answers {
    /// The fields whose answers differ from those of `earlier`, in the order of `form`; fields the form does not know
    /// come last, by name, so that an old form hides nothing.
    public func difference(from earlier: Answers, in form: Form? = nil) -> [AnswerChange] {
        let known = form?.fields.map(\.key) ?? []
        let others = keys.union(earlier.keys).subtracting(known).sorted()
        return (known + others).compactMap { key in
            let (before, after) = (earlier[key], self[key])
            return before == after ? nil : AnswerChange(key: key, before: before, after: after)
        }
    }
}
