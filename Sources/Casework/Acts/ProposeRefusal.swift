// The officer proposes to refuse.

public import Forms

/// `propose-refusal`: in writing, with the reason and the article (Decree 37/2021).
public struct ProposeRefusal: Act {
    public let slug = "propose-refusal"
    public let allowed: [Role: Set<Stage>] = [.officer: [.accepted]]
    public var page: ActPage {
        .with {
            $0.showsPersons = true
            $0.preparesDecision = true
            $0.showsWatch = true
            $0.restsOnGround = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.propose(.refusal)
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.proposed] }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: Grounds.fields(for: slug, context) + [.reason])
    }

    public func preset(_ context: CaseContext) -> [String: [String]] {
        guard let returned = context.returned(.refusal) else { return [:] }
        return Grounds.preset(returned, for: slug, context)
    }

    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] {
        Grounds.problems(answers, isRequired: true)
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let proposal = Proposal(
            kind: .refusal, fields: [], rows: nil, until: nil, reason: answers.words("reason"),
            article: Grounds.article(answers, for: slug, context), officer: context.signatory)
        return [.proposed(proposal: proposal)]
    }
}
