// A made-up case on its way through a procedure, to see where it comes to before a real one does.

import Workflow

/// Where such a case stands: the process, the stage, and what the acts so far have settled. Two that stand alike go on
/// alike.
struct RehearsedCase {
    var marking = Marking()
    var stage = Stage.draft
    var settled = Settled()

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

    /// A case that waits at that node, wherever it came from: for nodes behind choices that cannot be tried.
    init(waitingAt node: ProcessNode, isFiled: Bool) {
        marking = Marking(waitingAt: node)
        stage = node.meaning.stage.flatMap { Stage(rawValue: $0) } ?? .accepted
        settled = Settled(
            isComplete: true, isFiled: isFiled, hasOffice: isFiled, owesSupplement: true, proposal: .approval,
            isSigned: true, isIssued: true, isAnswered: true, happened: [.anything])
    }

    init() {}
}
