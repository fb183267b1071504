// The FEEL expressions of a process: conditions and dates. The only file of the process half that knows the evaluator.

import Basics
import FEEL

/// An expression, parsed when the file is loaded. Two are equal when their text is.
public struct ProcessExpression: Hashable, Sendable {
    public let text: String
    let parsed: Expression

    /// Parses `text`; what FEEL cannot read is thrown as it says it.
    init(_ text: String) throws(FEELSyntaxError) {
        self.text = text
        parsed = try Expression.parse(text)
    }

    /// The value over those variables; FEEL gives `null` for what goes wrong inside.
    func value(_ variables: [String: Value], now: Timestamp) -> Value {
        parsed.evaluate(Scope(reading: variables), Evaluation(now: now))
    }

    /// The value of a literal, and of a date function called on literals.
    var constant: Value? { parsed.constant }

    /// The duration that an ISO 8601 text names; `null` for other text.
    static func duration(_ text: String) -> Value {
        guard !text.contains("\""), !text.contains("\\") else { return .null }
        do throws(FEELSyntaxError) {
            return try Expression.parse("duration(\"\(text)\")").evaluate()
        } catch {
            // Text that cannot stand in the call is no duration.
            return .null
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
