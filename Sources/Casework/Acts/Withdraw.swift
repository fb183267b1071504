// The requester takes the request back.

public import Forms

/// `withdraw`: possible until the decision is issued; the reason is welcome but not demanded.
public enum Withdraw: Act {
    public static let slug = "withdraw"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.optionalReason])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [.withdrawn(reason: answers.words("reason"))]
    }
}
