// The officer proposes to refuse.

public import Forms

/// `propose-refusal`: in writing, with the reason and the article (Decree 37/2021).
public enum ProposeRefusal: Act {
    public static let slug = "propose-refusal"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.reason, .article])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let proposal = Proposal(
            kind: .refusal, fields: [], rows: nil, until: nil, reason: answers.words("reason"),
            article: answers.words("article"), officer: context.signatory)
        return [.proposed(proposal: proposal)]
    }
}
