// A case as it stands: the fold of its events.

public import Basics
public import Forms
public import Registry
public import Workflow

/// Everything the rules need to know of a case. `apply` is total and never fails: what was once accepted stays
/// readable. Stored as JSON in snapshots, which hold for one `applyVersion` only.
public struct CaseState: Hashable, Codable, Sendable {
    /// Raised with every change of what a state holds or of what an event makes of it: states that were stored before
    /// are then folded anew. `Tests/Golden/states` has a state of each version's last form.
    public static let applyVersion = 8

    public let id: CaseID
    /// How many events made it; an act on an older version is a conflict.
    public private(set) var version = 0
    public internal(set) var stage = Stage.draft
    /// Who asked for what, by which texts.
    public let creation: CaseCreation
    public let createdAt: Timestamp

    public internal(set) var answers = Answers()
    /// The version that changed each page of the request last, by the page's key.
    var pageVersions: [String: Int] = [:]
    public internal(set) var subjects: SubjectListReference?
    public internal(set) var enclosures = Enclosures()
    public internal(set) var vouchedBy: Signatory?
    /// What the official answers for, once they do.
    public internal(set) var vouchedContent: RequestedContent?
    /// What the office saw last, to tell what a resubmission changed.
    public internal(set) var answersAtFiling = Answers()
    public internal(set) var subjectsAtFiling: SubjectListReference?
    public internal(set) var enclosuresAtFiling = Enclosures()
    /// The list that the office has before it: that of the request, or that which took its place with a supplement.
    /// What is being changed for a supplement is a draft until it is sent, and stays one where it never was.
    public internal(set) var askedSubjects: SubjectListReference?

    public internal(set) var code: String?
    public internal(set) var receivedAt: Timestamp?
    public internal(set) var competence: Competence?
    public internal(set) var term: Term?
    public internal(set) var clock: [ClockMark] = []
    /// Every office the case has been at; the last one holds it.
    public internal(set) var offices: [OfficeCode] = []

    /// Whose the steps of the office are, by their nodes in the process; the others are anybody's there.
    var assignments: [String: Assignment] = [:]

    public internal(set) var acceptedBy: Signatory?
    public internal(set) var acceptedAt: Timestamp?
    /// Who of an office did something last: who signs what the process issues by itself.
    public internal(set) var handledBy: Signatory?
    public internal(set) var supplement: SupplementRequest?
    /// The day on which the requester first answered it; the signing official may still have to vouch for the answer.
    public internal(set) var supplementAnsweredOn: LocalDate?
    public internal(set) var supplementsAsked = 0
    public internal(set) var changedBySupplement: [String] = []
    public internal(set) var proposal: Proposal?
    /// Everybody who ever proposed or examined in this case, or entered it at a desk: none of them may decide it.
    public internal(set) var preparedBy: Set<AccountID> = []
    public internal(set) var returnReason: String?
    /// How many times an approver has sent a proposal back.
    public internal(set) var timesSentBack = 0
    public internal(set) var signedBy: Signatory?
    public internal(set) var signedAt: Timestamp?
    public internal(set) var issuedOn: LocalDate?
    public internal(set) var papers: [Paper] = []
    /// The papers that hold no longer, by number.
    var paperStandings: [Int: PaperStanding] = [:]
    /// The numbers of the paper that is the decision and of the one that says it was carried out.
    var decisionPaper: Int?
    var noticePaper: Int?
    public internal(set) var release: ReleaseID?
    public internal(set) var releaseCounts: ReleaseCounts?
    /// What the answer costs; `nil` where it has no fee, and before there is an answer.
    public internal(set) var fee: FeeAssessment?
    /// The day from which on the process asked for the fee.
    public internal(set) var feeAskedOn: LocalDate?
    /// Whether the answer waited for its fee.
    var isResultKeptBack = false
    public internal(set) var feePayment: FeePayment?
    /// The tables of counts that were made, in their order.
    public internal(set) var tables: [AnsweredTable] = []
    /// About how many persons nothing was compared any more, since too much was claimed of them wrongly.
    public internal(set) var claimsStopped: Int?
    /// Whether what was approved may be had now, and what was last done about that.
    public internal(set) var grantStanding = GrantStanding.open
    public internal(set) var grantMeasure: GrantMeasure?
    /// How it went to put the requester's record right; `nil` where nothing was tried.
    public internal(set) var correction: CorrectionOutcome?
    /// Why the clerk refused to take the dossier in.
    public internal(set) var refusal: IntakeRefusal?
    /// What was said last in each act of the procedure's own.
    public internal(set) var said: [String: Answers] = [:]
    /// What the decisions behind effects gave, by effect.
    public internal(set) var effectResults: [CaseEffect: FactValue] = [:]
    public private(set) var marking = Marking()

    /// Folds stored events; `nil` when they do not begin with the creation of a case.
    public init?(id: CaseID, events: [(event: CaseEvent, at: Timestamp)]) {
        guard let first = events.first, case .created(let creation) = first.event else { return nil }
        self.id = id
        self.creation = creation
        createdAt = first.at
        if creation.desk != nil, let account = creation.opener.account { preparedBy.insert(account) }
        version = 1
        for (event, at) in events.dropFirst() { apply(event, at: at) }
    }

    public var service: String { creation.service.code }
    public var requester: Requester { creation.requester }
    public var documents: [AttachmentReference] { enclosures.documents }
    /// What was declared to be handed in on paper; who accepts the dossier confirms that it came.
    public var onPaper: [Evidence.Kind] { enclosures.onPaper }

    /// The office that holds the case: the competent one, or the central one for the manual queue.
    public var office: OfficeCode? { offices.last }

    /// Whether somebody has changed that page of the request since that version.
    public func isChanged(page: String, since version: Int) -> Bool { pageVersions[page] ?? 0 > version }

    /// Whether the case waits for a clerk to name the competent office.
    public var awaitsAssignment: Bool { competence != nil && competence?.office == nil }

    /// The last day for the answer to a request for supplements: the one that was set, or, once an answer came in time,
    /// so many days more for the official to vouch for it.
    public var supplementDeadline: LocalDate? {
        supplement.map { supplementAnsweredOn == nil ? $0.until : $0.until.adding(days: $0.vouchDays) }
    }

    /// Who signs the requester's own document, as the request says it; without a name until it names somebody.
    public var printedSignatory: Signatory {
        if requester.isPerson { return Signatory(account: nil, name: requester.name, position: Position(title: "")) }
        let position = Position(
            title: answers.words("signatory_title"), authority: answers.words("signatory_authority"))
        return Signatory(account: nil, name: answers.words("signatory_name"), position: position)
    }

    /// Whether the official has to answer for what a supplement changed: for anything but enclosures.
    static func needsVouch(_ changed: [String]) -> Bool { changed.contains { $0 != "documents" } }

    /// The paper of that number; `nil` when the dossier has none.
    public func paper(_ n: Int?) -> Paper? { papers.first { $0.n == n } }

    /// Whether a paper of the dossier still holds.
    public func standing(of n: Int) -> PaperStanding { paperStandings[n] ?? .valid }

    /// The decision as it went out.
    public var issuedDecision: Paper? { paper(decisionPaper) }

    /// The notice that the decision was carried out.
    public var issuedNotice: Paper? { paper(noticePaper) }

    /// Whether this person prepared what is to be decided.
    func wasPrepared(by actor: Actor) -> Bool { actor.account.map(preparedBy.contains) ?? false }

    /// What was decided, once somebody signed.
    public var decision: Proposal? { signedBy == nil ? nil : proposal }

    /// The last day of use: what was granted, or else what was asked for.
    public var useUntil: LocalDate? { proposal?.until ?? answers.date("use_until") }

    /// Takes one more event into the state.
    public mutating func apply(_ event: CaseEvent, at: Timestamp) {
        version += 1
        event.apply(to: &self, at: at)
    }

    /// Takes in what the process did. The stage comes from the process, and the legal clock follows the stage.
    mutating func apply(_ fact: ProcessFact, at: Timestamp) {
        marking.apply(fact)
        if fee != nil, feeAskedOn == nil, asksForPayment { feeAskedOn = at.date }
        switch fact {
        case .stageReached(let name, _):
            guard let stage = Stage(rawValue: name) else { return }
            self.stage = stage
            clock.follow(stage.clock, on: at.date)
            if stage == .paymentDue, fee != nil { isResultKeptBack = true }
        case .effectCaused(let name, let node):
            if let effect = CaseEffect(rawValue: name), let made = marking.decision(at: node) {
                effectResults[effect] = made
            }
        default: break
        }
    }
}

/// How many persons a release answered about, and how many of them the registry knows.
public struct ReleaseCounts: Hashable, Codable, Sendable {
    public var rows: Int
    public var persons: Int
}

/// Why a dossier was not taken in, and by which article.
public struct IntakeRefusal: Hashable, Codable, Sendable {
    public var reason: String
    public var article: String
}

// What the events mean that change several things at once.
extension CaseState {
    mutating func save(_ page: String, _ answers: Answers) {
        self.answers.merge(answers)
        pageVersions[page] = version
    }

    mutating func replaceSubjects(_ list: SubjectListReference) {
        subjects = list
        pageVersions["subjects"] = version
    }

    mutating func vouch(_ official: Signatory, _ content: RequestedContent) {
        vouchedBy = official
        vouchedContent = content
        returnReason = nil
        supplement = nil
        if receivedAt != nil { askedSubjects = subjects }
    }

    mutating func file(_ code: String, _ receivedAt: Timestamp, _ competence: Competence, _ term: Term) {
        self.code = code
        self.receivedAt = receivedAt
        self.competence = competence
        self.term = term
        clock = [.started(receivedAt.date)]
        offices = [competence.office ?? .central]
        askedSubjects = subjects
        rememberWhatWasFiled()
    }

    mutating func accept(_ clerk: Signatory, at: Timestamp) {
        (acceptedBy, acceptedAt, handledBy) = (clerk, at, clerk)
    }

    mutating func transfer(to competence: Competence) {
        self.competence = competence
        if let office = competence.office { offices.append(office) }
        // Whoever had it works elsewhere.
        assignments = [:]
    }

    /// A deadline within the office is for the time that its step is open: when that comes back, it has none.
    mutating func forgetPastDeadlines() {
        for step in assignments.keys where !marking.tasks.contains(where: { $0.node == step }) {
            assignments[step]?.due = nil
        }
    }

    mutating func ask(for request: SupplementRequest) {
        supplement = request
        supplementAnsweredOn = nil
        handledBy = request.askedBy
        supplementsAsked += 1
        rememberWhatWasFiled()
    }

    mutating func resubmit(_ changed: [String], on day: LocalDate) {
        supplementAnsweredOn = supplementAnsweredOn ?? day
        changedBySupplement = changed
        returnReason = nil
        if !Self.needsVouch(changed) { (supplement, askedSubjects) = (nil, subjects) }
    }

    mutating func propose(_ proposal: Proposal) {
        self.proposal = proposal
        // Whoever signed an earlier one has not signed this.
        (signedBy, signedAt) = (nil, nil)
        handledBy = proposal.officer
        if let account = proposal.officer.account { preparedBy.insert(account) }
        returnReason = nil
    }

    mutating func sendBack(_ reason: String) {
        returnReason = reason
        timesSentBack += 1
    }

    /// Puts the sealed paper in the place of the one that was decided.
    mutating func seal(_ paper: Paper) {
        papers = papers.map { $0.n == paper.n ? paper : $0 }
    }

    mutating func issue(_ paper: Int, on date: LocalDate, by clerk: Signatory) {
        (issuedOn, decisionPaper, handledBy) = (date, paper, clerk)
    }

    mutating func take(_ measure: GrantMeasure, _ standing: GrantStanding) {
        (grantStanding, grantMeasure, handledBy) = (standing, measure, measure.by)
    }

    mutating func say(_ act: String, _ answers: Answers, _ person: Signatory, _ office: OfficeCode?) {
        said[act] = answers
        if office != nil { handledBy = person }
        if office != nil, stage == .accepted, let account = person.account { preparedBy.insert(account) }
    }

    private mutating func rememberWhatWasFiled() {
        answersAtFiling = answers
        subjectsAtFiling = subjects
        enclosuresAtFiling = enclosures
    }
}
