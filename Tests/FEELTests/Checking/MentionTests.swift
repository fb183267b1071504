// Which names an expression looks at.

import FEEL
import Testing

struct MentionTests {
    @Test(arguments: [
        ("outcome = \"accept\"", true), ("if x then outcome else 1", true), ("outcome(1)", true),
        ("for one in outcome return one", true), ("[1, 2][item > outcome]", true),
        // A name that is nearly the same is another name.
        ("outcomes = \"accept\"", false), ("outcom(1)", false),
        // A name that the expression binds itself is its own.
        ("for outcome in [1] return outcome", false), ("{ outcome: 1, more: outcome }", false),
        ("\"outcome\" = x", false), ("x.outcome", false),
    ])
    func onlyTheNameItselfIsMentioned(text: String, isMentioned: Bool) throws {
        let expression = try Expression.parse(text)
        #expect(expression.mentions("outcome") == isMentioned)
    }
}
