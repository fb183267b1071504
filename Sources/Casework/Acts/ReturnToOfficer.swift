// The approver sends the proposal back.

public import Forms

/// `return-to-officer`: the approver will not sign this and says why.
public struct ReturnToOfficer: Act {
    public let slug = "return-to-officer"
    public let allowed: [Role: Set<Stage>] = [.approver: [.proposed]]
    public var page: ActPage { .with { $0.showsWatch = true } }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [.accepted] }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: [.reason])
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [.returnedToOfficer(reason: answers.words("reason"))]
    }
}
