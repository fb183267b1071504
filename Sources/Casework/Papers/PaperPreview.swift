// The paper of an act before the act: as it will be, but for what only the act itself can give.

import Basics
public import Workflow

/// A paper as an act would make it now.
public struct PaperPreview: Sendable {
    public var kind: PaperKind
    /// The case as it would be then.
    public var state: CaseState
    public var office: OfficeCode?
    /// Who would sign; `nil` while nobody knows.
    public var signer: Signatory?
}

extension Procedure {
    /// Whether doing the act in that task makes a paper, or prepares one, that can be looked at before.
    public func makesPaper(_ act: any Act, in task: OpenTask) -> Bool {
        !act.papers.isEmpty || act.page.preparesDecision
            || process.passed(from: task.node).contains { $0.meaning.paper != nil }
    }
}

extension PaperPreview {
    /// The first paper that came of an act, or the one of the decision it prepares; `nil` when there is none.
    init?(_ decided: DecidedAct, of act: any Act) {
        let state = decided.state
        for case .paperIssued(let paper) in decided.events {
            self.init(kind: paper.kind, state: state, office: paper.office, signer: paper.signer)
            return
        }
        guard act.page.preparesDecision, let proposal = state.proposal else { return nil }
        self.init(kind: proposal.paper, state: state, office: state.office, signer: state.signedBy)
    }
}

/// The books of an act that is only tried out: every number is open.
struct OpenNumbers: Numbering {
    func nextDossierCode(office: OfficeCode, on date: LocalDate) -> String { "…" }
    func nextIncoming(office: OfficeCode, on date: LocalDate) -> Int { 0 }
    func nextOutgoing(office: OfficeCode, on date: LocalDate) -> Int { 0 }
}
