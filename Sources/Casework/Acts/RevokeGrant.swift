// The approver revokes an issued approval.

public import Forms

/// `revoke-grant`: the approver takes an issued approval back for good, by a decision of its own. What is being
/// answered stops, what was answered is no longer opened, and the case ends.
public struct RevokeGrant: Act {
    public let slug = "revoke-grant"
    public let allowed: [Role: Set<Stage>] = [.approver: [.issued, .paymentDue, .fulfilled]]
    public var papers: [PaperKind] { [.grantRevocation] }
    public var page: ActPage {
        .with {
            $0.asksForPassword = true
            $0.endsCase = true
            $0.restsOnGround = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        guard let grant = settled.grant, grant != .revoked else { return .barred }
        settled.grant = .revoked
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.closed] }

    public func bar(_ actor: Actor, _ state: CaseState) -> String? {
        state.grantStanding == .revoked ? "grant-not-open" : nil
    }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: Grounds.fields(for: slug, context) + [.reason])
    }

    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] {
        Grounds.problems(answers, isRequired: false)
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard let decision = context.state.issuedDecision else {
            throw Rejection.process("nothing is issued that could be revoked")
        }
        let (measure, paper) = try GrantMeasure.taken(answers, by: slug, as: .grantRevocation, context)
        return [
            .grantRevoked(measure: measure), .paperIssued(paper: paper),
            .paperRecalled(paper: decision.n, by: paper.n),
        ]
    }
}
