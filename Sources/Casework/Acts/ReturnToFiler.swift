// The signing official sends the draft back to the filer.

public import Forms

/// `return-to-filer`: the official will not vouch yet and says why.
public enum ReturnToFiler: Act {
    public static let slug = "return-to-filer"

    public static func form(_ context: CaseContext) -> Form {
        Form(id: slug, version: 1, fields: [.reason])
    }

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        [.returnedToFiler(reason: answers.words("reason"))]
    }
}
