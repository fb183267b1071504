// When a field is asked.

/// A condition over the answers given so far.
public indirect enum Condition: Hashable, Sendable {
    /// The text, or the option chosen, is this one.
    case equals(String, String)
    /// The field has any answer.
    case answered(String)
    case not(Condition)
    case all([Condition])
    case any([Condition])

    /// Whether it holds; a field without an answer equals nothing.
    public func holds(_ answers: Answers) -> Bool {
        switch self {
        case .equals(let key, let value): answers.text(key) == value || answers.texts(key).contains(value)
        case .answered(let key): answers[key] != nil
        case .not(let condition): !condition.holds(answers)
        case .all(let conditions): conditions.allSatisfy { $0.holds(answers) }
        case .any(let conditions): conditions.contains { $0.holds(answers) }
        }
    }
}
