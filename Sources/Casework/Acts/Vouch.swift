// The signing official answers for the request, and with that it is filed.

public import Forms

/// `vouch`: the organisation's official stands behind the request. The process then finds the competent authority, and
/// the request is filed there (`Filing`).
public enum Vouch: Act {
    public static let slug = "vouch"

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.rule("incomplete") }
        return [.vouched(by: context.signatory)]
    }
}
