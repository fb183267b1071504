// The clerk refuses to take the dossier in.

public import Forms

/// `reject-at-intake`: the dossier is not valid; the refusal of intake (form 03) names reason and article.
public struct RejectAtIntake: Act {
    public let slug = "reject-at-intake"
    public let allowed: [Role: Set<Stage>] = [.clerk: [.filed]]
    public var papers: [PaperKind] { [.intakeRefusal] }
    public var page: ActPage {
        .with {
            $0.endsCase = true
            $0.restsOnGround = true
        }
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.rejectedAtIntake] }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: Grounds.fields(for: slug, context) + [.reason])
    }

    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] {
        Grounds.problems(answers, isRequired: false)
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [
            .rejectedAtIntake(reason: answers.words("reason"), article: Grounds.article(answers, for: slug, context)),
            .paperIssued(paper: try Issuing.paper(.intakeRefusal, signer: context.signatory, context)),
        ]
    }
}
