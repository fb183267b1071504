// The approver sends the proposal back.

public import Forms

/// `return-to-officer`: the approver will not sign this and says why.
public enum ReturnToOfficer: Act {
    public static let slug = "return-to-officer"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.reason])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [.returnedToOfficer(reason: answers.words("reason"))]
    }
}
