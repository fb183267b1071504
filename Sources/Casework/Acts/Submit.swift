// The filer hands the finished draft to the signing official; a person files it.

public import Forms

/// `submit`: the draft is complete; the signing official is asked to vouch for it. Who asks for themselves answers for
/// it at once, and a procedure for persons files it then.
public struct Submit: Act {
    public let slug = "submit"
    public let allowed: [Role: Set<Stage>] = [.filer: [.draft]]
    public var page: ActPage { .with { $0.sendsRequest = true } }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.isComplete = true
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.awaitingVouch, .filed] }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard context.isServiceOffered else { throw Rejection.rule("service-removed") }
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        let submitted = CaseEvent.submitted(by: context.signatory)
        return context.state.requester.isPerson ? [submitted] + Vouching.events(context) : [submitted]
    }
}
