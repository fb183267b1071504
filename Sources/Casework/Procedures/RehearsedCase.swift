// A made-up case on its way through a procedure, to see where it comes to before a real one does.

import Workflow

/// Where such a case stands: the process, the stage, and what the acts so far have settled. Two that stand alike go on
/// alike.
struct RehearsedCase {
    var marking = Marking()
    var stage = Stage.draft
    var settled = Settled()

    /// What the rules of acts, effects and service tasks ask after. In earnest the events of the case say it
    /// (`CaseEvent.apply`).
    struct Settled: Hashable {
        /// Whether the answers were found complete.
        var isComplete = false
        var isFiled = false
        /// Whether a rule or a clerk named the competent office.
        var hasOffice = false
        var wasAskedForSupplement = false
        var owesSupplement = false
        var proposal: DecisionKind?
        var isSigned = false
        var isIssued = false
        /// What papers ask after that the process orders.
        var happened: Set<Happening> = []
    }

    /// What tells one standing from another; ids are not part of it.
    struct Key: Hashable {
        var stage: Stage
        var settled: Settled
        var places: [String]
    }

    var key: Key {
        let tokens = marking.tokens.map { "\($0.node) \($0.flow ?? "")" }
        return Key(stage: stage, settled: settled, places: (tokens + marking.subscriptions.map(\.node)).sorted())
    }

    /// Whether it was filed where no rule named the competent office.
    var awaitsOffice: Bool { settled.isFiled && !settled.hasOffice }

    /// Why the act could not be done although it is offered; `nil` where it can.
    func obstacle(to act: String) -> String? {
        switch act {
        case "sign" where settled.proposal == nil: "there is no proposal yet that sign could decide on"
        case "issue" where !settled.isSigned: "nothing is signed yet that issue could send out"
        default: nil
        }
    }

    /// Whether somebody may do the act now, as `Permissions` has it.
    func permits(_ act: String, by task: OpenTask) -> Bool {
        if act == "request-supplement", settled.wasAskedForSupplement { return false }
        guard let role = Role(rawValue: task.role) else { return false }
        return Permissions.isAllowed(act, to: role, at: stage, awaitsOffice: awaitsOffice)
    }

    mutating func settle(_ act: String) {
        switch act {
        case "submit", "vouch": settled.isComplete = true
        case "resubmit": settled.owesSupplement = false
        case "request-supplement": (settled.wasAskedForSupplement, settled.owesSupplement) = (true, true)
        case "transfer": settled.hasOffice = true
        case "propose-approval": propose(.approval)
        case "propose-narrower": propose(.narrower)
        case "propose-refusal": propose(.refusal)
        case "sign": settled.isSigned = true
        case "issue": settled.isIssued = true
        default: break
        }
    }

    private mutating func propose(_ kind: DecisionKind) { (settled.proposal, settled.isSigned) = (kind, false) }

    /// A case that waits at that node, wherever it came from: for nodes behind choices that cannot be tried.
    init(waitingAt node: ProcessNode) {
        marking = Marking(waitingAt: node)
        stage = node.meaning.stage.flatMap { Stage(rawValue: $0) } ?? .accepted
        let isFiled = !stage.isBeforeFiling
        settled = Settled(
            isComplete: true, isFiled: isFiled, hasOffice: isFiled, owesSupplement: true, proposal: .approval,
            isSigned: true, isIssued: true, happened: [.anything])
    }

    init() {}
}
