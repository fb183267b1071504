// Whether the persons concerned agree that their data is asked for.

import Forms

extension CaseState {
    /// Whether the request says how the consent of the persons concerned was recorded (Decree 70/2024, Art. 9(5)), or
    /// encloses it. The clerk judges the evidence; here it only counts that the requester puts it forward.
    var hasSubjectConsent: Bool {
        let said = answers.text(SubjectConsent.field) ?? SubjectConsent.none
        return said != SubjectConsent.none || standing(of: .subjectConsent) != .missing
    }

    /// Whether the request names a paper with their consent that was neither enclosed nor declared. Nobody is stopped
    /// by it, since the law is not known to ask for the paper; but who answers for the request should see it.
    public var lacksNamedConsent: Bool {
        answers.text(SubjectConsent.field) == SubjectConsent.separateDocument
            && standing(of: .subjectConsent) == .missing
    }
}

/// The answer of the form that says it.
enum SubjectConsent {
    /// The field: one of the ways that form DC02 lists, or `none`.
    static let field = "subject_consent"
    static let none = "none"
    static let separateDocument = "separate-document"
}
