// What a process can have the server do: the closed list of actions that service tasks may name.

import Forms

/// The actions of service tasks. What each does is in `ServiceAction`; what it needs of a procedure is here.
public enum CaseAction: String, CaseIterable, Sendable {
    /// Carries out an issued approval: the registry answers what the decision grants.
    case fulfil

    /// The kinds of paper it issues.
    public var papers: [PaperKind] {
        switch self {
        case .fulfil: [.resultNotice]
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
        }
    }
}
