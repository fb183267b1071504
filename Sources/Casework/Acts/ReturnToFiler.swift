// The signing official sends the draft back to the filer.

public import Forms

/// `return-to-filer`: the official will not vouch yet and says why.
public struct ReturnToFiler: Act {
    public let slug = "return-to-filer"
    public let allowed: [Role: Set<Stage>] = [.official: [.awaitingVouch]]

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> {
        settled.isFiled ? [.supplementRequested] : [.draft]
    }

    public func form(_ context: CaseContext) -> Form {
        Form(id: slug, fields: [.reason])
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [.returnedToFiler(reason: answers.words("reason"))]
    }
}
