// What can happen to a case. Events are for ever: a case is the fold of its events, and nothing else.

public import Basics
public import Forms
public import Workflow

/// One fact about a case. The enum is closed on purpose: `CaseState.apply` must say what each fact means, and every
/// fact has a sentence on the timeline. Stored as JSON with the name of the fact as its only key.
public enum CaseEvent: Codable, Hashable, Sendable {
    /// A draft was begun for a service. The case keeps the organisation as it stood and the workflow file by digest.
    case created(service: String, organization: Organization, formVersion: Int, process: String, processDigest: String)
    /// A page of the form was saved; `answers` holds that page's fields only.
    case draftSaved(page: String, answers: Answers)
    case subjectsReplaced(list: SubjectListReference)
    case documentAttached(document: AttachmentReference)
    case documentRemoved(document: AttachmentID)
    case submitted(by: Signatory)
    case returnedToFiler(reason: String)
    case vouched(by: Signatory)
    /// The request is filed at the competent office. What no rule covers has a competence without an office and waits
    /// in the central manual queue.
    case filed(code: String, incomingNumber: Int, receivedAt: Timestamp, competence: Competence, term: Term)
    /// A clerk sent the case to the office that is competent.
    case transferred(competence: Competence, from: OfficeCode, incomingNumber: Int?)
    case accepted(by: Signatory)
    case supplementRequested(request: SupplementRequest)
    /// The requester answered; `changed` names the fields and lists that differ from what stood before.
    case resubmitted(changed: [String], comment: String, on: LocalDate)
    /// Nobody answered in time.
    case supplementLapsed
    case rejectedAtIntake(reason: String, article: String)
    case proposed(proposal: Proposal)
    case returnedToOfficer(reason: String)
    case signed(by: Signatory, comment: String)
    /// The decision went out; for an approval the grant exists from this moment on.
    case issued(by: Signatory, on: LocalDate)
    case paperIssued(paper: Paper)
    case withdrawn(reason: String)
    /// The registry answered what the grant allows; `persons` counts those that were identified.
    case fulfilled(release: ReleaseID, rows: Int, persons: Int)
    /// The period of use ended.
    case closed
    /// What the process did about it; kept so that replay never needs the process file.
    case processed(facts: [ProcessFact])

    /// The name of the fact, as the log stores it and the timeline words it.
    public var name: String {
        switch self {
        case .created: "created"
        case .draftSaved: "draftSaved"
        case .subjectsReplaced: "subjectsReplaced"
        case .documentAttached: "documentAttached"
        case .documentRemoved: "documentRemoved"
        case .submitted: "submitted"
        case .returnedToFiler: "returnedToFiler"
        case .vouched: "vouched"
        case .filed: "filed"
        case .transferred: "transferred"
        case .accepted: "accepted"
        case .supplementRequested: "supplementRequested"
        case .resubmitted: "resubmitted"
        case .supplementLapsed: "supplementLapsed"
        case .rejectedAtIntake: "rejectedAtIntake"
        case .proposed: "proposed"
        case .returnedToOfficer: "returnedToOfficer"
        case .signed: "signed"
        case .issued: "issued"
        case .paperIssued: "paperIssued"
        case .withdrawn: "withdrawn"
        case .fulfilled: "fulfilled"
        case .closed: "closed"
        case .processed: "processed"
        }
    }

    /// Every name there is, for the tests that hold the list of timeline sentences against it.
    public static let names = [
        "created", "draftSaved", "subjectsReplaced", "documentAttached", "documentRemoved", "submitted",
        "returnedToFiler", "vouched", "filed", "transferred", "accepted", "supplementRequested", "resubmitted",
        "supplementLapsed", "rejectedAtIntake", "proposed", "returnedToOfficer", "signed", "issued", "paperIssued",
        "withdrawn", "fulfilled", "closed", "processed",
    ]
}
