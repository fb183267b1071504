// The clerk numbers and dispatches the signed decision.

import Basics
public import Forms

/// `issue`: number and date come from the outgoing register; the letter is out, and an approval becomes the grant.
public enum Issue: Act {
    public static let slug = "issue"

    public static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard let signer = context.state.signedBy, let decision = context.state.decision else {
            throw Rejection.process("nothing is signed that could be issued")
        }
        guard !decision.isOver(on: context.today) else { throw Rejection.rule("period-over") }
        let kind: PaperKind = decision.kind == .refusal ? .refusal : .approvalDecision
        return [
            .issued(by: context.signatory, on: context.today),
            try Issuing.paper(kind, signer: signer, context),
        ]
    }
}
