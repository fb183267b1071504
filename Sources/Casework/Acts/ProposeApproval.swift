// The officer proposes to grant what was asked for.

public import Forms

/// `propose-approval`: everything asked for, to everybody named, until the day asked for.
public struct ProposeApproval: Act {
    public let slug = "propose-approval"
    public let allowed: [Role: Set<Stage>] = [.officer: [.accepted]]
    public var page: ActPage {
        .with {
            $0.opensRequest = true
            $0.showsPersons = true
            $0.preparesDecision = true
            $0.showsWatch = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.grant(.approval, by: slug, form)
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.proposed] }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: [.optionalArticle, .comment])
    }

    public func preset(_ context: CaseContext) -> [String: [String]] {
        guard let returned = context.returned(.approval) else { return [:] }
        return ["article": [returned.article], "comment": [returned.reason]].filter { $0.value != [""] }
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let state = context.state
        let proposal = Proposal(
            kind: .approval, fields: state.requestedFields(of: context.service), rows: nil,
            calls: state.requestedCalls(of: context.service), tables: state.requestedTables(of: context.service),
            until: state.answers.date("use_until"),
            reason: answers.words("comment"),
            article: answers.words("article"), officer: context.signatory)
        guard !proposal.isOver(on: context.today) else { throw Rejection.rule("period-over") }
        return [.proposed(proposal: proposal)]
    }
}
