// What an act may look at.

public import Basics
public import Forms
public import Registry

/// Numbers that only the books can give. Taken inside the transaction that stores the act, so a refused act leaves no
/// gap.
public protocol Numbering {
    /// The next dossier code of a unit on that day (TT 01/2018/TT-VPCP Art. 19).
    func nextDossierCode(office: OfficeCode, on date: LocalDate) throws -> String
    /// The next number of the incoming register of that office and year.
    func nextIncoming(office: OfficeCode, on date: LocalDate) throws -> Int
    /// The next number of the outgoing register of that office and year.
    func nextOutgoing(office: OfficeCode, on date: LocalDate) throws -> Int
}

/// Everything an act may look at. Nothing else is read: no clock, no database, no settings.
public struct CaseContext {
    public var state: CaseState
    public var actor: Actor
    public var now: Timestamp
    /// Service, procedure and form as the case was begun under them.
    public var texts: CaseTexts
    /// Whether the service is offered today: a draft of one that was taken away cannot be sent any more.
    public var isServiceOffered: Bool
    /// The offices a case can be sent to, with what papers need of them.
    public var offices: [OfficeCode: Office]
    /// What an act that goes against a requester may rest on.
    public var grounds = Grounds.none
    /// Whether the actor has just proved again who they are.
    public var isReauthenticated: Bool
    public var numbers: any Numbering
    /// What the actor was shown of the request as worth a second look, where the act shows it and there was something.
    public var watch: WatchReport?
    /// The record of the person who asks, where they ask for it to be put right.
    public var ownRecord: PersonRecord?
    /// Whether an answer waits for its fee.
    public var payment = PaymentOrder.beforeResult
    /// Days that the signing official has for a supplement beyond its last day.
    public var vouchDays = Limits.vouchDays

    public init(
        state: CaseState, actor: Actor, now: Timestamp, texts: CaseTexts, isServiceOffered: Bool,
        offices: [OfficeCode: Office], isReauthenticated: Bool, numbers: any Numbering
    ) {
        self.state = state
        self.actor = actor
        self.now = now
        self.texts = texts
        self.isServiceOffered = isServiceOffered
        self.offices = offices
        self.isReauthenticated = isReauthenticated
        self.numbers = numbers
    }

    public var service: ServiceEntry { texts.service }
    public var procedure: Procedure { texts.procedure }
    public var form: ApplicantForm { texts.form }
    public var today: LocalDate { now.date }
    /// Under what the actor decides for the office, where the act is an approver's.
    var authority: SigningAuthority?
    /// The actor as a paper of today names them.
    public var signatory: Signatory {
        authority.map { Signatory(actor, under: $0, on: today) } ?? Signatory(actor)
    }
    /// A proposal of that kind that the approver sent back: its form begins with it.
    func returned(_ kind: DecisionKind) -> Proposal? { state.proposal.flatMap { $0.kind == kind ? $0 : nil } }
    /// The day the request was received: the day it was filed, or today while it is not.
    public var receivedOn: LocalDate { state.receivedAt?.date ?? today }
}
