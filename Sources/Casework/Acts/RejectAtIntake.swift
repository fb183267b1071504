// The clerk refuses to take the dossier in.

public import Forms

/// `reject-at-intake`: the dossier is not valid; the refusal of intake (form 03) names reason and article.
public enum RejectAtIntake: Act {
    public static let slug = "reject-at-intake"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.reason, .optionalArticle])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [
            .rejectedAtIntake(reason: answers.words("reason"), article: answers.words("article")),
            try Issuing.paper(.intakeRefusal, signer: context.signatory, context),
        ]
    }
}
