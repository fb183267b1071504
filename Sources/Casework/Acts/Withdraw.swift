// The requester takes the request back.

public import Forms

/// `withdraw`: possible until the decision is issued; the reason is welcome but not demanded.
public struct Withdraw: Act {
    public let slug = "withdraw"
    public let allowed: [Role: Set<Stage>] = [
        .filer: [.draft, .awaitingVouch, .filed, .supplementRequested, .paymentDue, .accepted, .proposed, .signed]
    ]
    public var page: ActPage { .with { $0.endsCase = true } }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.withdrawn] }

    /// A process may ask for money before its decision or after it.
    public func bar(_ actor: Actor, _ state: CaseState) -> String? {
        state.stage == .paymentDue && state.issuedOn != nil ? "decision-issued" : nil
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.isIssued && !settled.happened.contains(.anything) ? .barred : .done
    }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: [.optionalReason])
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [.withdrawn(reason: answers.words("reason"))]
    }
}
