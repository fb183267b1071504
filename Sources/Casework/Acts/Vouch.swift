// The signing official answers for the request, and with that it is filed.

public import Forms

/// `vouch`: the organisation's official stands behind the request, after proving again who they are. The process then
/// finds the competent authority, and the request is filed there (`Filing`). What a supplement changed is vouched for
/// in the same way, and goes back to the office that asked.
public struct Vouch: Act {
    public let slug = "vouch"
    public let allowed: [Role: Set<Stage>] = [.official: [.awaitingVouch]]
    /// The request itself, at its filing or in the place of an earlier one.
    public var papers: [PaperKind] { [.request] }
    public var page: ActPage {
        .with {
            $0.asksForPassword = true
            $0.opensRequest = true
            $0.showsPersons = true
            $0.showsChanges = true
            $0.isForMany = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        (settled.isComplete, settled.owesSupplement) = (true, false)
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.filed] }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        // What was filed goes on, also when the service is offered no more.
        guard context.isServiceOffered || context.state.code != nil else { throw Rejection.rule("service-removed") }
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.rule("incomplete") }
        return Vouching.events(context)
    }
}
