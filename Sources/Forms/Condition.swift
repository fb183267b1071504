// When a field is asked.

import Basics
public import FEEL

/// A FEEL expression over the answers to earlier fields, such as `purpose_code = "other"`. It holds when it is true;
/// where an answer is missing it sees `null`.
public struct Condition: Hashable, Sendable {
    public let text: String
    private let expression: Expression

    public init(_ text: String) throws(FEELSyntaxError) {
        self.text = text
        expression = try Expression.parse(text)
    }

    /// What cannot work in it where exactly those fields are asked before.
    public func problems(knowing fields: [String: FEELType]) -> [String] {
        let (type, problems) = expression.inspected(knowing: KnownNames(fields))
        return problems.map(\.message)
            + (type.mayBe(.boolean) ? [] : ["'\(text)' is \(type.phrase), not true or false"])
    }

    public func holds(_ answers: Answers) -> Bool {
        var values: [String: Value] = [:]
        for key in answers.keys { values[key] = answers[key].map(Value.init) }
        return expression.evaluate(Scope(reading: values)).isTrue
    }

    public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Value {
    /// The answer as FEEL sees it.
    public init(_ answer: FieldValue) {
        switch answer {
        case .text(let text): self = .string(text)
        case .texts(let texts): self = .list(List(texts.map(Value.string)))
        case .number(let number): self = .integer(number)
        case .date(let date): self = .date(date)
        case .ticked: self = .boolean(true)
        case .attachments(let ids): self = .list(List(ids.map { .string($0.text) }))
        case .rows(let rows):
            self = .list(
                List(
                    rows.map { .context(Context($0.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })) }))
        case .cleared: self = .null
        }
    }
}
