// The approver decides.

public import Forms

/// `sign`: the approver makes the proposal the decision, after proving again who they are. Never on a case they
/// prepared, nor on a request of their own organisation (`Permissions`).
public enum Sign: Act {
    public static let slug = "sign"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.comment, Field("password", .password, isRequired: true)])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard context.isReauthenticated else {
            throw Rejection.invalid([Problem("password", code: "problem.wrong-password")])
        }
        guard !Permissions.hasPrepared(context.actor, context.state) else { throw Rejection.rule("four-eyes") }
        // Signed, it could not be issued, and nobody could take it back.
        guard context.state.proposal?.isOver(on: context.today) != true else { throw Rejection.rule("period-over") }
        return [.signed(by: context.signatory, comment: answers.words("comment"))]
    }
}
