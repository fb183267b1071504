// The clerk numbers and dispatches the signed decision.

import Basics
public import Forms

/// `issue`: the clerk proves again who they are. Number and date come from the outgoing register; the letter is out,
/// and an approval becomes the grant.
public struct Issue: Act {
    public let slug = "issue"
    public let allowed: [Role: Set<Stage>] = [.clerk: [.signed]]
    public var papers: [PaperKind] { [.approvalDecision, .refusal] }
    public var page: ActPage {
        .with {
            $0.asksForPassword = true
            $0.isForMany = true
        }
    }

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        guard settled.isSigned else { return .impossible("nothing is signed yet that issue could send out") }
        settled.isIssued = true
        settled.grant = settled.proposal == .refusal ? nil : .open
        return .done
    }

    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> {
        settled.proposal == .refusal ? [.refused] : [.issued]
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard let signer = context.state.signedBy, let decision = context.state.decision else {
            throw Rejection.process("nothing is signed that could be issued")
        }
        guard !decision.isOver(on: context.today) else { throw Rejection.rule("period-over") }
        let paper = try Issuing.paper(decision.paper, signer: signer, context)
        return [.issued(by: context.signatory, on: context.today, paper: paper.n), .paperIssued(paper: paper)]
    }
}
