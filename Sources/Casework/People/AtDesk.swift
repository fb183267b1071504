// What a clerk enters for the person of a case that was handed in at their desk.

import Basics
public import Workflow

extension Actor {
    /// The same clerk as who enters what that person hands in, by the person's authority; `nil` for everybody but the
    /// clerks of the office at whose desk a person began the case.
    public func atDesk(of state: CaseState) -> Actor? {
        guard roles.contains(.clerk), let office, office == state.creation.desk else { return nil }
        guard case .person(let person) = state.requester.reference else { return nil }
        return .atDesk(self, for: person)
    }

    /// As whom they say something for the requester: as themselves, or for the person at their desk.
    public func onRequestersSide(of state: CaseState) -> Actor { atDesk(of: state) ?? self }

    /// As whom they do an act of the procedure: as themselves where it is one of theirs.
    public func doing(_ act: String, on state: CaseState, in process: ProcessDefinition) -> Actor {
        Permissions.isEver(act, allowedTo: self, in: process) ? self : onRequestersSide(of: state)
    }
}
