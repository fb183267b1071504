// The requester answers a request for supplements.

public import Forms

/// `resubmit`: the completed request goes back to the clerk, with the list of what changed; the legal clock goes on.
public struct Resubmit: Act {
    public let slug = "resubmit"
    public let allowed: [Role: Set<Stage>] = [.filer: [.supplementRequested]]
    public var page: ActPage {
        .with {
            $0.sendsRequest = true
            $0.showsChanges = true
        }
    }

    public func rehearse(_ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.owesSupplement = false
        return .done
    }

    public func leadsTo(_ settled: Settled) -> Set<Stage> { [.filed] }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: [.comment])
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        if let until = context.state.supplement?.until, context.today > until {
            throw Rejection.rule("supplement-over")
        }
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        let changed = context.state.changesSinceFiling
        let resubmitted = CaseEvent.resubmitted(
            changed: changed, comment: answers.words("comment"), on: context.today,
            content: RequestedContent(context))
        // The dossier keeps the request as it reads now beside the one that was vouched for.
        guard !changed.isEmpty else { return [resubmitted] }
        let request = Issuing.request(context)
        let replaced = context.state.papers.last { $0.kind == request.kind }
        return [resubmitted, .paperIssued(paper: request)]
            + (replaced.map { [.paperReplaced(paper: $0.n, by: request.n)] } ?? [])
    }
}
