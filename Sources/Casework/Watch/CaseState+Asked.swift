// Which list of persons a request asks for, as an office has it before it.

public import Registry

extension CaseState {
    /// The list that was filed, or that took its place with a supplement; `nil` for a draft. What is being changed for
    /// a supplement is a draft as well until it is sent, and stays one where it never was.
    public var askedSubjects: SubjectListReference? {
        guard receivedAt != nil else { return nil }
        return supplement != nil || stage == .stopped || stage == .withdrawn ? subjectsAtFiling : subjects
    }
}
