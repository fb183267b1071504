// The signing official answers for the request, and with that it is filed.

public import Forms

/// `vouch`: the organisation's official stands behind the request. The process then finds the competent authority, and
/// the request is filed there (`Filing`).
public struct Vouch: Act {
    public let slug = "vouch"
    public let allowed: [Role: Set<Stage>] = [.official: [.awaitingVouch]]
    public var page: ActPage { .with { $0.opensRequest = true } }

    public func rehearse(_ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.isComplete = true
        return .done
    }

    public func leadsTo(_ settled: Settled) -> Set<Stage> { [.filed] }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard context.isServiceOffered else { throw Rejection.rule("service-removed") }
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.rule("incomplete") }
        return [.vouched(by: context.signatory, content: RequestedContent(context))]
    }
}
