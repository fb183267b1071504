// The texts a case goes by for ever.

public import Forms

/// What one case goes by. Changing or removing a file changes no open case.
public struct CaseTexts: Sendable {
    public var service: ServiceEntry
    public var procedure: Procedure
    /// The form with its lists filled in.
    public var form: ApplicantForm

    public init(service: ServiceEntry, procedure: Procedure, form: ApplicantForm) {
        self.service = service
        self.procedure = procedure
        self.form = form
    }

    /// The same with the form as this requester is asked it.
    public func asked(of requester: Requester) -> CaseTexts {
        var texts = self
        texts.form = form.asked(of: requester.isPerson ? .persons : .organizations)
        return texts
    }
}
