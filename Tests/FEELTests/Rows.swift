// How the tables of these tests are checked: expression on the left, FEEL literal of its value on the right.

import Basics
import FEEL
import Testing

/// The literal of an expression's value, or the words `syntax error`.
func value(of text: String, in scope: Scope = Scope(), names: [String] = []) -> String {
    do {
        let expression = try Expression.parse(text, Vocabulary(names: names))
        let now = Timestamp(LocalDate(days: 20_000), hour: 9, minute: 30)
        return expression.evaluate(scope, Evaluation(now: now)).literal
    } catch {
        return "syntax error"
    }
}

/// Checks every row and names the one that is wrong.
func check(
    _ rows: [(String, String)], in scope: Scope = Scope(), names: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    for (text, expected) in rows {
        let found = value(of: text, in: scope, names: names)
        #expect(found == expected, "\(text)", sourceLocation: sourceLocation)
    }
}
