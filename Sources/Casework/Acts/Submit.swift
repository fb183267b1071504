// The filer hands the finished draft to the signing official.

public import Forms

/// `submit`: the draft is complete; the signing official is asked to vouch for it.
public enum Submit: Act {
    public static let slug = "submit"

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        let problems = Completeness.problems(context)
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        return [.submitted(by: context.signatory)]
    }
}
