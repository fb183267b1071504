// The approver decides.

public import Forms

/// `sign`: the approver makes the proposal the decision, after proving again who they are. Never on a case they
/// prepared.
public struct Sign: Act {
    public let slug = "sign"
    public let allowed: [Role: Set<Stage>] = [.approver: [.proposed]]
    public var page: ActPage {
        .with {
            $0.asksForPassword = true
            $0.opensRequest = true
            $0.showsPersons = true
            $0.preparesDecision = true
            $0.showsWatch = true
            $0.showsLetter = true
            $0.isForMany = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        guard settled.proposal != nil else {
            return .impossible("there is no proposal yet that sign could decide on")
        }
        settled.isSigned = true
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.signed] }

    /// Who prepared a proposal of the case never signs it.
    public func bar(_ actor: Actor, _ state: CaseState) -> String? {
        state.wasPrepared(by: actor) ? "four-eyes" : nil
    }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: [.comment])
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        // Signed, it could not be issued, and nobody could take it back.
        guard context.state.proposal?.isOver(on: context.today) != true else { throw Rejection.rule("period-over") }
        return [.signed(by: context.signatory, comment: answers.words("comment"))]
    }
}
