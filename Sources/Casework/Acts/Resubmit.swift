// The requester answers a request for supplements.

public import Forms

/// `resubmit`: the completed request goes back to the clerk, with the list of what changed. Where anything but
/// enclosures changed, the signing official vouches for it before; the day of the resubmission is what keeps the term.
/// A person answers for it with the same act.
public struct Resubmit: Act {
    public let slug = "resubmit"
    /// What the official must vouch for goes to them first.
    static let changed = "resubmit-changed"
    public let allowed: [Role: Set<Stage>] = [.filer: [.supplementRequested]]
    public var outcomes: [String] { [slug, Self.changed] }
    public var page: ActPage {
        .with {
            $0.sendsRequest = true
            $0.showsChanges = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        if outcome == slug { settled.owesSupplement = false }
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> {
        outcome == Self.changed ? [.awaitingVouch, .filed] : [.filed]
    }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: [.comment])
    }

    public func outcome(_ answers: Answers, _ context: CaseContext) -> String {
        !context.state.requester.isPerson && needsVouch(context) ? Self.changed : slug
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        if let last = context.state.supplementDeadline, context.today > last {
            throw Rejection.rule("supplement-over")
        }
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        let resubmitted = CaseEvent.resubmitted(
            changed: context.state.changesSinceFiling, comment: answers.words("comment"), on: context.today)
        guard context.state.requester.isPerson, needsVouch(context) else { return [resubmitted] }
        return [resubmitted] + Vouching.events(context)
    }

    private func needsVouch(_ context: CaseContext) -> Bool { CaseState.needsVouch(context.state.changesSinceFiling) }
}
