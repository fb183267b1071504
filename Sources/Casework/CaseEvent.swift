// What can happen to a case. Events are for ever: a case is the fold of its events, and nothing else.

public import Basics
public import Forms
public import Registry
public import Workflow

/// One fact about a case. The enum is closed on purpose: `apply` must say what each fact means, and every fact has a
/// sentence on the timeline. Stored as JSON with the name of the fact as its only key.
public enum CaseEvent: Codable, Hashable, Sendable {
    /// A draft was begun. The case keeps who asked as they stood, and the texts it goes by.
    case created(creation: CaseCreation)
    /// A page of the form was saved; `answers` holds that page's fields only.
    case draftSaved(page: String, answers: Answers)
    case subjectsReplaced(list: SubjectListReference)
    case documentAttached(document: AttachmentReference)
    case documentRemoved(document: AttachmentID)
    /// These kinds of evidence are handed in on paper, and no others.
    case paperDeclared(kinds: [Evidence.Kind])
    case submitted(by: Signatory)
    case returnedToFiler(reason: String)
    /// The official answers for exactly this content.
    case vouched(by: Signatory, content: RequestedContent)
    /// The request is filed at the competent office. What no rule covers has a competence without an office and waits
    /// in the central manual queue.
    case filed(code: String, incomingNumber: Int, receivedAt: Timestamp, competence: Competence, term: Term)
    /// A clerk sent the case to the office that is competent.
    case transferred(competence: Competence, from: OfficeCode, incomingNumber: Int?)
    /// The dossier is complete; `onPaper` are the kinds of evidence whose paper the clerk says has come.
    case accepted(by: Signatory, onPaper: [Evidence.Kind])
    case supplementRequested(request: SupplementRequest)
    /// The requester answered; `changed` names the fields and lists that differ from what stood before.
    case resubmitted(changed: [String], comment: String, on: LocalDate)
    /// Nobody answered in time.
    case supplementLapsed
    case rejectedAtIntake(reason: String, article: String)
    /// Whoever proposes or signs next was shown this as worth a second look.
    case watchShown(report: WatchReport)
    case proposed(proposal: Proposal)
    case returnedToOfficer(reason: String)
    /// The step of the process, by its node, is one person's from now on.
    case assigned(step: String, assignment: Assignment)
    /// It is anybody's at the office again; nobody said so where its holder is not there any more.
    case released(step: String, by: Signatory?, reason: String)
    case signed(by: Signatory, comment: String)
    /// The decision went out as that paper; for an approval the grant exists from this moment on.
    case issued(by: Signatory, on: LocalDate, paper: Int)
    case paperIssued(paper: Paper)
    /// Another paper of the case says in its stead what it said.
    case paperReplaced(paper: Int, by: Int)
    /// It holds no longer, by the paper that says so. (Roadmap, "Letters complete and provable": recall.)
    case paperRecalled(paper: Int, by: Int)
    case withdrawn(reason: String)
    /// The registry answered what the grant allows; `persons` counts those that were identified, `notice` is the paper
    /// that says so.
    case fulfilled(release: ReleaseID, rows: Int, persons: Int, notice: Int)
    /// What the answer costs, computed once.
    case feeAssessed(fee: FeeAssessment)
    /// All of it was paid.
    case feePaid(payment: FeePayment)
    /// A server may call from now on, as often as that grant says. (Its calls are releases of their own.)
    case accessOpened(grant: GrantID)
    /// Tables of counts may be had from now on, as that grant says, once the population is counted as of its day.
    case tablesOpened(grant: GrantID)
    /// A table was made; whoever may see the case may have it again.
    case tableAnswered(table: AnsweredTable)
    /// What the requester asked for was put right in their record; the value is among the answers.
    case recordCorrected(field: String)
    /// It could not be put right; `remark` is an operator's, who gave it back.
    case correctionFailed(fault: CorrectionObstacle, remark: String?)
    /// About so many persons nothing was compared any more: the requester has claimed too much of them wrongly.
    case claimsStopped(persons: Int)
    /// What the approval allows stands still; `measure` says why, by which paper.
    case grantSuspended(measure: GrantMeasure)
    /// It goes on.
    case grantResumed(measure: GrantMeasure)
    /// It is taken back for good.
    case grantRevoked(measure: GrantMeasure)
    /// The period of use ended.
    case closed
    /// An act that needs no fact of its own, as those that a procedure brings; `office` is missing where the requester
    /// did it.
    case acted(act: String, outcome: String, answers: Answers, by: Signatory, office: OfficeCode?)
    /// What reached the process, what it could look at, and what it did; kept so that replay never needs the process
    /// file, and so that a step can be rehearsed under another one.
    case processed(stimulus: Stimulus, variables: [String: FactValue], facts: [ProcessFact])

    /// The names of all facts; they are also the keys of the stored form.
    enum CodingKeys: String, CodingKey, CaseIterable {
        case created, draftSaved, subjectsReplaced, documentAttached, documentRemoved, paperDeclared
        case submitted, returnedToFiler, vouched, filed, transferred, accepted, supplementRequested, resubmitted,
            supplementLapsed
        case rejectedAtIntake, watchShown, proposed, returnedToOfficer, assigned, released, signed, issued, paperIssued,
            paperReplaced
        case paperRecalled, withdrawn, fulfilled, feeAssessed, feePaid, accessOpened, tablesOpened, tableAnswered
        case recordCorrected, correctionFailed
        case claimsStopped, grantSuspended, grantResumed, grantRevoked, closed, acted, processed
    }

    /// Every name there is, for the tests that hold the list of timeline sentences against it.
    public static let names = CodingKeys.allCases.map(\.rawValue)

    /// The name of the fact, as the log stores it and the timeline words it.
    public var name: String { key.rawValue }

    /// Written out, since every event that is read or written asks: reflection took longer than the rest of the check.
    private var key: CodingKeys {
        switch self {
        case .created: .created
        case .draftSaved: .draftSaved
        case .subjectsReplaced: .subjectsReplaced
        case .documentAttached: .documentAttached
        case .documentRemoved: .documentRemoved
        case .paperDeclared: .paperDeclared
        case .submitted: .submitted
        case .returnedToFiler: .returnedToFiler
        case .vouched: .vouched
        case .filed: .filed
        case .transferred: .transferred
        case .accepted: .accepted
        case .supplementRequested: .supplementRequested
        case .resubmitted: .resubmitted
        case .supplementLapsed: .supplementLapsed
        case .rejectedAtIntake: .rejectedAtIntake
        case .watchShown: .watchShown
        case .proposed: .proposed
        case .returnedToOfficer: .returnedToOfficer
        case .assigned: .assigned
        case .released: .released
        case .signed: .signed
        case .issued: .issued
        case .paperIssued: .paperIssued
        case .paperReplaced: .paperReplaced
        case .paperRecalled: .paperRecalled
        case .withdrawn: .withdrawn
        case .fulfilled: .fulfilled
        case .feeAssessed: .feeAssessed
        case .feePaid: .feePaid
        case .accessOpened: .accessOpened
        case .tablesOpened: .tablesOpened
        case .tableAnswered: .tableAnswered
        case .recordCorrected: .recordCorrected
        case .correctionFailed: .correctionFailed
        case .claimsStopped: .claimsStopped
        case .grantSuspended: .grantSuspended
        case .grantResumed: .grantResumed
        case .grantRevoked: .grantRevoked
        case .closed: .closed
        case .acted: .acted
        case .processed: .processed
        }
    }

    /// What the fact makes of a case.
    func apply(to state: inout CaseState, at: Timestamp) {
        switch self {
        case .created: break  // only ever first, see `CaseState.init`
        case .draftSaved(let page, let answers): state.save(page, answers)
        case .subjectsReplaced(let list): state.replaceSubjects(list)
        case .documentAttached(let document): state.enclosures.documents.append(document)
        case .documentRemoved(let document): state.enclosures.documents.removeAll { $0.id == document }
        case .paperDeclared(let kinds): state.enclosures.onPaper = kinds
        case .submitted: break
        case .returnedToFiler(let reason): state.returnReason = reason
        case .returnedToOfficer(let reason): state.sendBack(reason)
        case .vouched(let official, let content): state.vouch(official, content)
        case .filed(let code, _, let receivedAt, let competence, let term):
            state.file(code, receivedAt, competence, term)
        case .transferred(let competence, _, _): state.transfer(to: competence)
        case .accepted(let clerk, _): state.accept(clerk, at: at)
        case .supplementRequested(let request): state.ask(for: request)
        case .resubmitted(let changed, _, let day): state.resubmit(changed, on: day)
        case .supplementLapsed: state.supplement = nil
        case .rejectedAtIntake(let reason, let article): state.refusal = IntakeRefusal(reason: reason, article: article)
        case .watchShown: break
        case .proposed(let proposal): state.propose(proposal)
        case .assigned(let step, let assignment): state.assignments[step] = assignment
        case .released(let step, _, _): state.assignments[step] = nil
        case .signed(let approver, _): (state.signedBy, state.signedAt, state.handledBy) = (approver, at, approver)
        case .issued(let clerk, let date, let paper): state.issue(paper, on: date, by: clerk)
        case .paperIssued(let paper): state.papers.append(paper)
        case .paperReplaced(let paper, let other): state.paperStandings[paper] = .replaced(by: other)
        case .paperRecalled(let paper, let other): state.paperStandings[paper] = .recalled(by: other)
        case .withdrawn: state.supplement = nil
        case .fulfilled(let release, let rows, let persons, let notice):
            (state.release, state.noticePaper) = (release, notice)
            state.releaseCounts = ReleaseCounts(rows: rows, persons: persons)
        case .feeAssessed(let fee): state.fee = fee
        case .feePaid(let payment): state.feePayment = payment
        case .accessOpened, .tablesOpened: break
        case .recordCorrected: state.correction = .made
        case .correctionFailed(let fault, let remark): state.correction = .failed(fault, remark: remark)
        case .tableAnswered(let table): state.tables.append(table)
        case .claimsStopped(let persons): state.claimsStopped = persons
        case .grantSuspended(let measure): state.take(measure, .suspended)
        case .grantResumed(let measure): state.take(measure, .open)
        case .grantRevoked(let measure): state.take(measure, .revoked)
        case .closed: break
        case .acted(let act, _, let answers, let person, let office): state.say(act, answers, person, office)
        case .processed(_, _, let facts):
            for fact in facts { state.apply(fact, at: at) }
            state.forgetPastDeadlines()
        }
    }
}
