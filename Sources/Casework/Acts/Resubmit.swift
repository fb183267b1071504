// The requester answers a request for supplements.

public import Forms

/// `resubmit`: the completed request goes back to the clerk, with the list of what changed; the legal clock goes on.
public struct Resubmit: Act {
    public let slug = "resubmit"
    public let allowed: [Role: Set<Stage>] = [.filer: [.supplementRequested]]
    public let leadsTo: Set<Stage> = [.filed]
    public var page: ActPage {
        .with {
            $0.sendsRequest = true
            $0.showsChanges = true
        }
    }

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
        return changed.isEmpty ? [resubmitted] : [resubmitted, Issuing.request(context)]
    }
}
