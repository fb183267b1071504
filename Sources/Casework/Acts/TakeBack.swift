// The filer takes back what waits for the signing official.

public import Forms

/// `take-back`: while the official has not vouched, the filer gets the request back: a draft to be changed or
/// withdrawn, or a supplement to be resubmitted within its days.
public struct TakeBack: Act {
    public let slug = "take-back"
    public let allowed: [Role: Set<Stage>] = [.filer: [.awaitingVouch]]

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> {
        settled.isFiled ? [.supplementRequested] : [.draft]
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [.acted(act: slug, outcome: slug, answers: answers, by: context.signatory, office: nil)]
    }
}
