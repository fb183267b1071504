// What an act is.

public import Forms

/// Something a person does to a case. An act owns all of itself: who may do it, its form, its page, its papers, what
/// happens. Each is one file in `Acts/` and one line in `Acts.all`; acts that need no Swift are `GenericAct`s.
public protocol Act: Sendable {
    /// Its name in addresses and in the process file.
    var slug: String { get }
    /// Who may do it, at which stages: the outer bound that no process file can widen.
    var allowed: [Role: Set<Stage>] { get }
    /// What the process is told about how it came out; most acts come out in one way, named like themselves.
    var outcomes: [String] { get }
    /// The kinds of paper it issues.
    var papers: [PaperKind] { get }
    /// What its page shows and asks for.
    var page: ActPage { get }
    /// Where its words are: the area, and before `.title`, `.explanation`, `.button`, `.done` in it.
    var area: String { get }
    var words: String { get }

    /// Why this person must not do it to this case although their role may: a rule as in `Rejection.rule`.
    func bar(_ actor: Actor, _ state: CaseState) -> String?

    /// The same for a case that is made up before there are people and answers (`CaseRehearsal`): whether the act can
    /// be done, and what it leaves behind.
    func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct
    /// The stages a case may be at after that outcome; a process that leads elsewhere is refused at load. Empty:
    /// anywhere.
    func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage>

    /// What the person fills in; labels are the keys `acts.field.<field>`.
    func form(_ context: CaseContext) -> Form
    /// What stands in the fields at first.
    func preset(_ context: CaseContext) -> [String: [String]]
    /// What is wrong with answers that each pass by themselves.
    func problems(_ answers: Answers, _ context: CaseContext) -> [Problem]
    /// Which of its outcomes it comes to.
    func outcome(_ answers: Answers, _ context: CaseContext) -> String

    /// What happens, given answers that passed the form. Whether the actor may act at all was settled before.
    /// - Throws: a `Rejection` when a rule forbids it; errors of `numbers` pass through.
    func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent]
}

/// What the page of an act shows and asks for.
public struct ActPage: Hashable, Sendable {
    /// Whether the person proves again who they are.
    public var asksForPassword = false
    /// Whether it ends the case: the page warns.
    public var endsCase = false
    /// Whether somebody answers for the whole request by it: the request lies open above the button.
    public var opensRequest = false
    /// Whether the request is judged person by person: the list lies open.
    public var showsPersons = false
    /// Whether the page shows what the requester changed.
    public var showsChanges = false
    /// Whether it goes against the requester and so rests on a ground (`Grounds`).
    public var restsOnGround = false
    /// Whether it prepares the paper of the decision, which comes out later and can be looked at now.
    public var preparesDecision = false
    /// Whether officer or approver decide by it, and are shown before what is worth a second look.
    public var showsWatch = false
    /// Whether the letter is read on the page itself.
    public var showsLetter = false
    /// Whether it sends what the requester filled in: it is done from the page that checks the answers.
    public var sendsRequest = false
    /// Whether it can be done to many cases at once, with nothing filled in but the password.
    public var isForMany = false
    /// Whether it names the office of a case that no rule gave one.
    public var namesOffice = false

    public init() {}

    /// The page with these things set.
    static func with(_ change: (inout ActPage) -> Void) -> ActPage {
        var page = ActPage()
        change(&page)
        return page
    }
}

extension Act {
    public var outcomes: [String] { [slug] }
    public var papers: [PaperKind] { [] }
    public var page: ActPage { ActPage() }
    public var area: String { "acts" }
    public var words: String { "acts.\(slug)" }
    public func bar(_ actor: Actor, _ state: CaseState) -> String? { nil }
    /// Most acts can always be done, and settle nothing that a later one asks after.
    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct { .done }
    public func leadsTo(_ outcome: String, _ settled: Settled) -> Set<Stage> { [] }
    /// Most acts ask for nothing.
    public func form(_ context: CaseContext) -> Form { Form(id: slug, fields: []) }
    public func preset(_ context: CaseContext) -> [String: [String]] { [:] }
    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] { [] }
    public func outcome(_ answers: Answers, _ context: CaseContext) -> String { slug }
}
