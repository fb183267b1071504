// The approver suspends an issued approval.

public import Forms

/// `suspend-grant`: the approver stops what an issued approval allows, at once: nothing is answered and nothing is
/// opened until it is resumed. The requester is told by a notice.
public struct SuspendGrant: Act {
    public let slug = "suspend-grant"
    public let allowed: [Role: Set<Stage>] = [.approver: [.issued, .paymentDue, .fulfilled]]
    public var papers: [PaperKind] { [.grantSuspension] }
    public var page: ActPage {
        .with {
            $0.asksForPassword = true
            $0.restsOnGround = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        guard settled.grant == .open else { return .barred }
        settled.grant = .suspended
        return .done
    }

    public func bar(_ actor: Actor, _ state: CaseState) -> String? {
        state.grantStanding == .open ? nil : "grant-not-open"
    }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: Grounds.fields(for: slug, context) + [.reason])
    }

    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] {
        Grounds.problems(answers, isRequired: false)
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let (measure, paper) = try GrantMeasure.taken(answers, by: slug, as: .grantSuspension, context)
        return [.grantSuspended(measure: measure), .paperIssued(paper: paper)]
    }
}
