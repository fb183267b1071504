// The requester answers a request for supplements.

public import Forms

/// `resubmit`: the completed request goes back to the clerk, with the list of what changed; the legal clock goes on.
public enum Resubmit: Act {
    public static let slug = "resubmit"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.comment])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        if let until = context.state.supplement?.until, context.today > until {
            throw Rejection.rule("supplement-over")
        }
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        let changed = context.state.changesSinceFiling
        let resubmitted = CaseEvent.resubmitted(
            changed: changed, comment: answers.words("comment"), on: context.today)
        // The dossier keeps the request as it reads now beside the one that was vouched for.
        return changed.isEmpty ? [resubmitted] : [resubmitted, Issuing.request(context)]
    }
}
