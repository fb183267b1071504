// Who may say what about a case, and who reads it.

public import Basics
public import Forms

/// What somebody does about the remarks on a case. The raw values are in addresses.
public enum RemarkAct: String, CaseIterable, Sendable {
    /// Somebody of an office says something.
    case remark
    /// The requester answers.
    case answer = "answer-remark"
    /// The office has read the answers, and waits for no other.
    case settle = "settle-remarks"
}

/// The rules of remarks.
public enum Remarking {
    /// Who says something for an office.
    static let officials: Set<Role> = [.clerk, .officer, .approver]
    /// Who answers for a requester. A citizen does so for themselves.
    static let requesters: Set<Role> = [.filer, .official]

    /// To whom an office speaks.
    public enum Audience: String, CaseIterable, Sendable {
        case inside, told, asked

        var kind: Remark.Kind {
            switch self {
            case .inside: .inside
            case .told: .told
            case .asked: .asked
            }
        }
    }

    /// Whether there can be remarks that this person reads. Before it is filed no office has the case.
    public static func mayRead(_ actor: Actor, _ state: CaseState) -> Bool {
        state.code != nil && Permissions.maySee(actor, state)
    }

    /// The remarks that this person reads: a requester what was said to them and what they answered, an office those
    /// and its own, an inspector all.
    public static func shown(_ thread: RemarkThread, to actor: Actor, _ state: CaseState) -> [Remark] {
        guard mayRead(actor, state) else { return [] }
        return thread.remarks.filter { remark in
            switch remark.kind {
            case .told, .asked, .answered: true
            case .inside, .settled: actor.roles.contains(.inspector) || isOf(actor, remark, state)
            }
        }
    }

    /// Whether it is a remark of their own office. Of an erased one nobody knows whose it was.
    private static func isOf(_ actor: Actor, _ remark: Remark, _ state: CaseState) -> Bool {
        guard let office = actor.office, speaksForOffice(actor, state) else { return false }
        return remark.content?.office == office
    }

    /// What they may do now.
    public static func acts(_ actor: Actor, _ state: CaseState, _ thread: RemarkThread) -> [RemarkAct] {
        guard mayRead(actor, state) else { return [] }
        var acts: [RemarkAct] = []
        if speaksForOffice(actor, state) {
            acts.append(.remark)
            let office = actor.office
            let waits = thread.questions.values.contains { $0.office == office }
            if waits || office.map({ thread.unread[$0] != nil }) == true { acts.append(.settle) }
        }
        if answers(actor, state), thread.remarks.contains(where: { thread.toRequester($0.number) != nil }) {
            acts.append(.answer)
        }
        return acts
    }

    private static func speaksForOffice(_ actor: Actor, _ state: CaseState) -> Bool {
        !actor.roles.isDisjoint(with: officials) && actor.office.map(state.offices.contains) == true
    }

    /// The requester's own people, or a clerk to whom the person at the desk says it.
    private static func answers(_ actor: Actor, _ state: CaseState) -> Bool {
        let side = actor.onRequestersSide(of: state)
        return side.isOf(state.requester) && !side.roles.isDisjoint(with: requesters)
    }

    /// What is filled in.
    public static func form(_ act: RemarkAct) -> Form {
        let text = Field("remark", .longText(max: Limits.remarkCharactersMax))
        switch act {
        case .remark:
            let audiences = Audience.allCases.map { Option($0.rawValue, .key("audience.\($0.rawValue)")) }
            return Form(id: act.rawValue, fields: [text, Field("audience", .choice(Options(audiences)))])
        case .answer: return Form(id: act.rawValue, fields: [text])
        case .settle: return Form(id: act.rawValue, fields: [])
        }
    }

    /// What is said; `nil` where the very same was said just before: somebody sent the form twice.
    /// - Parameter number: the remark that is answered.
    /// - Throws: a `Rejection`.
    public static func decide(
        _ act: RemarkAct, input: some FieldSource, answering number: Int?, _ thread: RemarkThread, by actor: Actor,
        _ state: CaseState, at now: Timestamp
    ) throws -> Remark? {
        guard mayRead(actor, state) else { throw Rejection.notFound }
        guard acts(actor, state, thread).contains(act) else {
            // Somebody of the office was faster; whoever says nothing here ever is told so.
            if act == .settle, speaksForOffice(actor, state) { return nil }
            throw Rejection.forbidden(act: act.rawValue)
        }
        let (answers, problems) = form(act).read(input, today: now.date)
        guard problems.isEmpty else { throw Rejection.invalid(problems) }
        let isFull = thread.remarks.count >= Limits.remarksPerCaseMax
        guard act == .settle || !isFull else {
            throw Rejection.invalid([Problem("remark", code: "problem.remarks-full")])
        }
        var content = Remark.Content(by: Signatory(actor), office: actor.office, text: answers.words("remark"))
        var kind = Remark.Kind.settled
        switch act {
        case .settle: break
        case .remark:
            kind = answers.text("audience").flatMap(Audience.init(rawValue:))?.kind ?? .inside
        case .answer:
            guard let number, thread.toRequester(number) != nil else { throw Rejection.notFound }
            let given = thread.remarks.count { $0.content?.answers == number }
            guard given < Limits.answersPerRemarkMax else {
                throw Rejection.invalid([Problem("remark", code: "problem.answers-full")])
            }
            (kind, content.office, content.answers) = (.answered, nil, number)
        }
        if let last = thread.remarks.last, last.kind == kind, last.content == content { return nil }
        return Remark(number: thread.next, kind: kind, at: now, content: content)
    }
}
