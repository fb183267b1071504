// The officer proposes to grant what was asked for.

public import Forms

/// `propose-approval`: everything asked for, to everybody named, until the day asked for.
public enum ProposeApproval: Act {
    public static let slug = "propose-approval"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.optionalArticle, .comment])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let state = context.state
        let proposal = Proposal(
            kind: .approval, fields: state.requestedFields(of: context.service), rows: nil,
            until: state.answers.date("use_until"), reason: answers.words("comment"),
            article: answers.words("article").ifEmpty(state.competence?.article ?? ""), officer: context.signatory)
        guard !proposal.isOver(on: context.today) else { throw Rejection.rule("period-over") }
        return [.proposed(proposal: proposal)]
    }
}
