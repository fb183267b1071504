// What an act is.

public import Basics
public import FEEL
public import Forms
public import Workflow

/// Something a person does to a case. Each act is one file in `Acts/` and one line in `Acts.all`.
public protocol Act: Sendable {
    /// Its name in addresses, in the permission table and in the process file.
    static var slug: String { get }

    /// What the person fills in; labels are the keys `acts.<slug>.<field>`.
    static func form(_ context: CaseContext) -> Form

    /// What happens, given answers that passed the form. Whether the actor may act at all was settled before.
    /// - Throws: a `Rejection` when a rule forbids it; errors of `numbers` pass through.
    static func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent]
}

extension Act {
    /// Most acts ask for nothing.
    public static func form(_ context: CaseContext) -> Form { Form(id: slug, version: 1, fields: []) }
}

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
    public var service: ServiceEntry
    /// The pages the requester fills in.
    public var form: ApplicantForm
    public var definition: ProcessDefinition
    /// The offices a case can be sent to, with what papers need of them.
    public var offices: [OfficeCode: Office]
    /// Whether the actor has just proved again who they are; signing asks for it.
    public var isReauthenticated: Bool
    public var numbers: any Numbering
    /// Evaluates a named decision table of the procedure; `null` when no rule matches.
    public var evaluate: (_ decision: String, _ input: [String: Value]) throws -> Value

    public init(
        state: CaseState, actor: Actor, now: Timestamp, service: ServiceEntry, form: ApplicantForm,
        definition: ProcessDefinition, offices: [OfficeCode: Office], isReauthenticated: Bool, numbers: any Numbering,
        evaluate: @escaping (_ decision: String, _ input: [String: Value]) throws -> Value
    ) {
        self.state = state
        self.actor = actor
        self.now = now
        self.service = service
        self.form = form
        self.definition = definition
        self.offices = offices
        self.isReauthenticated = isReauthenticated
        self.numbers = numbers
        self.evaluate = evaluate
    }

    public var today: LocalDate { now.date }
    /// The actor as a paper of today names them.
    public var signatory: Signatory { Signatory(actor) }
}
