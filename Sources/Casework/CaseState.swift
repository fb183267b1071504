// A case as it stands: the fold of its events.

public import Basics
public import Forms
public import Workflow

/// Everything the rules need to know of a case. `apply` is total and never fails: what was once accepted stays
/// readable.
public struct CaseState: Sendable {
    public let id: CaseID
    /// How many events made it; an act on an older version is a conflict.
    public private(set) var version = 0
    public private(set) var stage = Stage.draft
    public private(set) var service: String
    public private(set) var organization: Organization
    public private(set) var process: String
    public private(set) var processDigest: String
    public private(set) var formVersion: Int
    public private(set) var createdAt: Timestamp

    public private(set) var answers = Answers()
    public private(set) var subjects: SubjectListReference?
    public private(set) var documents: [AttachmentReference] = []
    public private(set) var vouchedBy: Signatory?
    /// What the office saw last, to tell what a resubmission changed.
    public private(set) var answersAtFiling = Answers()
    public private(set) var subjectsAtFiling: SubjectListReference?
    public private(set) var documentsAtFiling: [AttachmentReference] = []

    public private(set) var code: String?
    public private(set) var receivedAt: Timestamp?
    public private(set) var competence: Competence?
    public private(set) var term: Term?
    public private(set) var clock: [ClockMark] = []
    /// Every office the case has been at; the last one holds it.
    public private(set) var offices: [OfficeCode] = []

    public private(set) var acceptedBy: Signatory?
    public private(set) var supplement: SupplementRequest?
    public private(set) var supplementsAsked = 0
    public private(set) var changedBySupplement: [String] = []
    public private(set) var proposal: Proposal?
    /// Everybody who ever proposed in this case: none of them may sign it.
    public private(set) var preparedBy: Set<AccountID> = []
    public private(set) var returnReason: String?
    public private(set) var signedBy: Signatory?
    public private(set) var signedAt: Timestamp?
    public private(set) var issuedOn: LocalDate?
    public private(set) var papers: [Paper] = []
    public private(set) var release: ReleaseID?
    /// How many persons were answered about, and how many of them the registry knows.
    public private(set) var releaseCounts: (rows: Int, persons: Int)?
    /// Why the clerk refused to take the dossier in.
    public private(set) var refusal: (reason: String, article: String)?
    public private(set) var marking = Marking()

    /// Folds stored events; `nil` when they do not begin with the creation of a case.
    public init?(id: CaseID, events: [(event: CaseEvent, at: Timestamp)]) {
        guard let first = events.first,
            case .created(let service, let organization, let formVersion, let process, let digest) = first.event
        else { return nil }
        self.id = id
        self.service = service
        self.organization = organization
        self.formVersion = formVersion
        self.process = process
        processDigest = digest
        createdAt = first.at
        version = 1
        for (event, at) in events.dropFirst() { apply(event, at: at) }
    }

    /// The office that holds the case: the competent one, or the central one for the manual queue.
    public var office: OfficeCode? { offices.last }

    /// Whether the case waits for a clerk to name the competent office.
    public var awaitsAssignment: Bool { competence != nil && competence?.office == nil }

    /// What was decided, once somebody signed.
    public var decision: Proposal? { signedBy == nil ? nil : proposal }

    /// The last day of use: what was granted, or else what was asked for.
    public var useUntil: LocalDate? { proposal?.until ?? answers.date("use_until") }

    /// Takes one more event into the state.
    public mutating func apply(_ event: CaseEvent, at: Timestamp) {
        version += 1
        switch event {
        case .created: break  // only ever first, see init
        case .draftSaved(_, let answers): self.answers.merge(answers)
        case .subjectsReplaced(let list): subjects = list
        case .documentAttached(let document): documents.append(document)
        case .documentRemoved(let document): documents.removeAll { $0.id == document }
        case .submitted: stage = .awaitingVouch
        case .returnedToFiler(let reason):
            stage = .draft
            returnReason = reason
        case .vouched(let signatory):
            vouchedBy = signatory
            returnReason = nil
        case .filed, .transferred: applyArrival(event)
        case .accepted, .supplementRequested, .resubmitted, .supplementLapsed, .rejectedAtIntake:
            applyIntake(event, at: at)
        case .proposed, .returnedToOfficer, .signed: applyDecision(event, at: at)
        case .issued(_, let date): applyIssue(on: date)
        case .paperIssued(let paper): papers.append(paper)
        case .withdrawn: stop(.withdrawn, on: at.date)
        case .fulfilled(let release, let rows, let persons):
            stage = .fulfilled
            self.release = release
            releaseCounts = (rows, persons)
        case .closed: stage = .closed
        case .processed(let facts): for fact in facts { marking.apply(fact) }
        }
    }

    private mutating func applyArrival(_ event: CaseEvent) {
        switch event {
        case .filed(let code, _, let receivedAt, let competence, let term):
            stage = .filed
            self.code = code
            self.receivedAt = receivedAt
            self.competence = competence
            self.term = term
            clock = [.started(receivedAt.date)]
            offices = [competence.office ?? .central]
            rememberWhatWasFiled()
        case .transferred(let competence, _, _):
            self.competence = competence
            if let office = competence.office { offices.append(office) }
        default: preconditionFailure("not an arrival: \(event.name)")
        }
    }

    private mutating func applyIntake(_ event: CaseEvent, at: Timestamp) {
        switch event {
        case .accepted(let clerk):
            stage = .accepted
            acceptedBy = clerk
        case .supplementRequested(let request):
            stage = .supplementRequested
            supplement = request
            supplementsAsked += 1
            clock.append(.paused(request.askedOn))
            rememberWhatWasFiled()
        case .resubmitted(let changed, _, let date):
            stage = .filed
            supplement = nil
            changedBySupplement = changed
            clock.append(.resumed(date))
        case .supplementLapsed: stop(.closed, on: at.date)
        case .rejectedAtIntake(let reason, let article):
            refusal = (reason, article)
            stop(.rejectedAtIntake, on: at.date)
        default: preconditionFailure("not an act of intake: \(event.name)")
        }
    }

    private mutating func applyDecision(_ event: CaseEvent, at: Timestamp) {
        switch event {
        case .proposed(let proposal):
            stage = .proposed
            self.proposal = proposal
            if let account = proposal.officer.account { preparedBy.insert(account) }
            returnReason = nil
        case .returnedToOfficer(let reason):
            stage = .accepted
            returnReason = reason
        case .signed(let signatory, _):
            stage = .signed
            signedBy = signatory
            signedAt = at
        default: preconditionFailure("not about the decision: \(event.name)")
        }
    }

    private mutating func applyIssue(on date: LocalDate) {
        issuedOn = date
        stop(proposal?.kind == .refusal ? .refused : .issued, on: date)
    }

    private mutating func stop(_ stage: Stage, on date: LocalDate) {
        self.stage = stage
        if !clock.isEmpty { clock.append(.stopped(date)) }
    }

    private mutating func rememberWhatWasFiled() {
        answersAtFiling = answers
        subjectsAtFiling = subjects
        documentsAtFiling = documents
    }
}
