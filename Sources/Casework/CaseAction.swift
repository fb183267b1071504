// What a process can have the server do: the closed list of actions that service tasks may name.

import Forms
import Workflow

/// The actions of service tasks. What each does is in `ServiceAction`; what it needs of a procedure is here.
public enum CaseAction: String, CaseIterable, Sendable {
    /// Carries out an issued approval: the registry answers what the decision grants.
    case fulfil
    /// Puts right what a person asked for in their own record.
    case correct

    /// The kinds of paper it issues.
    public var papers: [PaperKind] {
        switch self {
        case .fulfil: [.resultNotice]
        case .correct: []
        }
    }

    /// Why the server could not do it for a case that comes there; `nil` where it can.
    func obstacle(_ settled: Settled, _ form: ApplicantForm) -> String? {
        switch self {
        case .fulfil:
            if let missing = form.missingScope { return "fulfil answers about persons for some time: \(missing)" }
            guard settled.isIssued, let kind = settled.proposal else {
                return "fulfil carries out a decision: issue must come first, on every way here"
            }
            return kind == .refusal ? "fulfil cannot carry out a refusal, with which a case can come here" : nil
        case .correct: return form.missingCorrection.map { "correct changes a record: \($0)" }
        }
    }
}

extension Procedure {
    /// Whether it ends in a change of the requester's own record.
    public var correctsRecords: Bool { asks(for: .correct) }

    /// Whether it ends in an approval that is carried out.
    public var fulfils: Bool { asks(for: .fulfil) }

    /// Whether a fee can be paid in it.
    public var collectsFees: Bool { process.acts.contains(Acts.payment.slug) }

    /// Whether a correction that cannot be made goes back to those who decided on it: the process asks how it came out.
    /// A case of an older process waits for an operator instead.
    public var takesBackCorrections: Bool {
        process.variables.contains { $0.source == CaseSource.correctionMade.rawValue }
    }

    private func asks(for wanted: CaseAction) -> Bool {
        process.nodes.contains { node in
            if case .serviceTask(let action) = node.kind { action == wanted.rawValue } else { false }
        }
    }
}
