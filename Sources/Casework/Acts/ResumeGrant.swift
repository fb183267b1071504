// The approver resumes a suspended approval.

public import Forms

/// `resume-grant`: the approver lets a suspended approval go on; its period does not become longer.
public struct ResumeGrant: Act {
    public let slug = "resume-grant"
    public let allowed: [Role: Set<Stage>] = [.approver: [.issued, .paymentDue, .fulfilled]]
    public var papers: [PaperKind] { [.grantResumption] }
    public var page: ActPage { .with { $0.asksForPassword = true } }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        guard settled.grant == .suspended else { return .barred }
        settled.grant = .open
        return .done
    }

    public func bar(_ actor: Actor, _ state: CaseState) -> String? {
        state.grantStanding == .suspended ? nil : "grant-not-suspended"
    }

    public func form(_ context: CaseContext) -> Form { Form(id: slug, fields: [.reason]) }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let (measure, paper) = try GrantMeasure.taken(answers, by: slug, as: .grantResumption, context)
        return [.grantResumed(measure: measure), .paperIssued(paper: paper)]
    }
}
