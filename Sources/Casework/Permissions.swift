// Who may do what: the outer bound that no workflow file can widen.

import Basics
public import Workflow

/// The bounds of all acts together, and the answer to "what may this person do to this case now".
public enum Permissions {
    /// What the server itself does, by stage. No account holds its role.
    public static let system: [Stage: [String]] = [
        .signed: [CaseAction.correct.rawValue],
        .issued: [CaseAction.fulfil.rawValue, CaseAction.correct.rawValue],
        .paymentDue: [CaseEffect.close.rawValue],
        .fulfilled: [CaseEffect.close.rawValue],
        .supplementRequested: [CaseEffect.lapse.rawValue],
    ]

    /// Whether somebody with that role may do the act at that stage. While no rule and no clerk has named the competent
    /// office, an office can do nothing but that.
    static func isAllowed(_ act: String, to role: Role, at stage: Stage, awaitsOffice: Bool) -> Bool {
        guard stages(of: act, for: role).contains(stage) else { return false }
        return !awaitsOffice || role == .filer || Acts.named(act)?.page.namesOffice ?? false
    }

    /// The stages at which that role may do the act: the outer bound that no process file can widen. An act that Swift
    /// does not know is a procedure's own and has the bound of those (`GenericAct.allowed`).
    public static func stages(of act: String, for role: Role) -> Set<Stage> {
        (Acts.named(act)?.allowed ?? GenericAct.allowed)[role] ?? []
    }

    /// Whether `actor` may know that the case exists. Everything else answers "not found" to them.
    public static func maySee(_ actor: Actor, _ state: CaseState) -> Bool {
        if actor.roles.contains(.system) { return true }
        if actor.isOf(state.requester) || actor.atDesk(of: state) != nil { return true }
        if state.code == nil { return false }
        if actor.roles.contains(.inspector) { return true }
        guard let office = actor.office, !actor.roles.isDisjoint(with: [.clerk, .officer, .approver]) else {
            return false
        }
        return state.offices.contains(office)
    }

    /// Whether the process offers the act to a role of the actor that may do it at any stage at all: the line between
    /// "never yours" and "not now".
    public static func isEver(_ act: String, allowedTo actor: Actor, in process: ProcessDefinition) -> Bool {
        process.userTasks.contains { _, task in
            task.offers.contains { offer in
                guard offer.act == act, let role = Role(rawValue: offer.role) else { return false }
                return actor.roles.contains(role) && !stages(of: act, for: role).isEmpty
            }
        }
    }

    /// The acts this actor may do to this case now, in the order the process offers them: the table, narrowed by the
    /// open tasks, the actor's office or organisation, and what bars the act (such as that nobody signs what they
    /// prepared). Buttons, authorisation and the documents all ask here. A clerk is offered what the person may do for
    /// whom they entered the case.
    public static func permitted(_ actor: Actor, _ state: CaseState) -> [OfferedAct] {
        guard maySee(actor, state) else { return [] }
        let sides = [actor] + (actor.atDesk(of: state).map { [$0] } ?? [])
        return state.marking.tasks.flatMap { task in
            sides.flatMap { offered(by: task, to: $0, state) }.map { OfferedAct(slug: $0, task: task) }
        }
    }

    private static func offered(by task: OpenTask, to actor: Actor, _ state: CaseState) -> [String] {
        task.offers.filter { offer in
            guard let role = Role(rawValue: offer.role), actor.roles.contains(role),
                belongs(actor, as: role, to: task, state)
            else { return false }
            return isAllowed(offer.act, to: role, at: state.stage, awaitsOffice: state.awaitsAssignment)
                && !isBarred(offer.act, for: actor, as: role, state)
                && (role != .approver || authority(of: actor, for: offer.act, in: task, state) != nil)
                && !isAnothers(task, for: actor, as: role, state)
        }.map(\.act)
    }

    /// Under what they do the act in that task, where it decides for the office: nobody does so by their role alone.
    static func authority(
        of actor: Actor, for act: String, in task: OpenTask, _ state: CaseState
    ) -> SigningAuthority? {
        guard task.offers.contains(where: { $0.act == act && $0.role == Role.approver.rawValue }) else { return nil }
        return actor.authority(for: state.service, at: office(of: task, state))
    }

    /// What keeps an act from them today that would be theirs otherwise, as a rule: it can pass by.
    public static func passing(_ actor: Actor, _ act: String, _ state: CaseState) -> String? {
        if lacksAuthority(actor, for: act, state) { return "no-authority" }
        return isAnothers(actor, act: act, state) ? "step-assigned" : nil
    }

    /// Whether the act waits for somebody like them, and nothing but an authority for this service today is missing.
    private static func lacksAuthority(_ actor: Actor, for act: String, _ state: CaseState) -> Bool {
        guard actor.roles.contains(.approver) else { return false }
        return state.marking.tasks.contains { task in
            let isTheirs = task.offers.contains { $0.act == act && $0.role == Role.approver.rawValue }
            return isTheirs && belongs(actor, as: .approver, to: task, state)
                && !isBarred(act, for: actor, as: .approver, state)
                && isAllowed(act, to: .approver, at: state.stage, awaitsOffice: state.awaitsAssignment)
                && authority(of: actor, for: act, in: task, state) == nil
        }
    }

    /// Whether the act waits for somebody like them, and is only kept from them because the step is a colleague's.
    private static func isAnothers(_ actor: Actor, act: String, _ state: CaseState) -> Bool {
        state.marking.tasks.contains { task in
            task.acts.contains(act) && isFor(task, actor, state)
                && isAnothers(task, for: actor, as: Role(rawValue: task.role) ?? .system, state)
        }
    }

    /// Whether a colleague has the task. Rights that people of another role have in it are theirs all the same.
    private static func isAnothers(_ task: OpenTask, for actor: Actor, as role: Role, _ state: CaseState) -> Bool {
        guard role.rawValue == task.role, let assignment = state.assignment(of: task) else { return false }
        return assignment.to.account != actor.account
    }

    /// Whether the task is a duty of people like them, who could do some act in it if it were theirs.
    static func isFor(_ task: OpenTask, _ actor: Actor, _ state: CaseState) -> Bool {
        guard let role = Role(rawValue: task.role), actor.roles.contains(role),
            belongs(actor, as: role, to: task, state)
        else { return false }
        return task.acts.contains { act in
            isAllowed(act, to: role, at: state.stage, awaitsOffice: state.awaitsAssignment)
                && !isBarred(act, for: actor, as: role, state)
        }
    }

    /// Whether they sign for the office where the task waits.
    static func signs(_ actor: Actor, whereIs task: OpenTask, _ state: CaseState) -> Bool {
        actor.roles.contains(.approver) && actor.office == office(of: task, state)
            && actor.authority(for: state.service, at: actor.office) != nil
    }

    /// The office whose people a task is for: the one that it names, or the one that holds the case.
    private static func office(of task: OpenTask, _ state: CaseState) -> OfficeCode? {
        task.office.map { OfficeCode($0) } ?? state.office
    }

    /// An act of the server has a rule of its own; all those of procedures have one together.
    private static func isBarred(_ act: String, for actor: Actor, as role: Role, _ state: CaseState) -> Bool {
        guard let known = Acts.named(act) else { return GenericAct.isBarred(actor, as: role, state) }
        return known.bar(actor, state) != nil
    }

    /// Requesters act for their own organisation; people of an office act where the task is: at the office it names, or
    /// at the one that holds the case. (Nobody of an office belongs to a requesting organisation: an account has
    /// either.)
    private static func belongs(_ actor: Actor, as role: Role, to task: OpenTask, _ state: CaseState) -> Bool {
        switch role {
        case .filer, .official: actor.isOf(state.requester)
        case .clerk, .officer, .approver:
            actor.office != nil && actor.office == office(of: task, state)
        case .system: true
        case .inspector, .admin, .citizen: false
        }
    }

    /// Whether the requester's people may change the answers on that page of the form now, or without one its
    /// enclosures: in a draft all of it, for a supplement the enclosures and what was asked for.
    public static func mayEdit(_ actor: Actor, _ state: CaseState, page: String? = nil) -> Bool {
        guard isEditor(actor, state) else { return false }
        switch state.stage {
        case .draft: return true
        case .supplementRequested: return page.map { state.supplement?.pages.contains($0) ?? false } ?? true
        default: return false
        }
    }

    /// Whether there is something on that page that they may change now: the page of the enclosures always has it.
    public static func mayOpen(_ actor: Actor, _ state: CaseState, page: String) -> Bool {
        mayEdit(actor, state, page: page == "documents" ? nil : page)
    }

    /// Whether the requester's people may ever change the content of this request; the rest is told that it is theirs.
    public static func isEditor(_ actor: Actor, _ state: CaseState) -> Bool {
        actor.roles.contains(.filer) && actor.isOf(state.requester)
    }

    /// Whether somebody may open the result: the recipient's own people, and the inspector; nobody of the deciding
    /// office, but a clerk who hands it to the person for whom they entered the case (`Actor.onRequestersSide`).
    public static func mayOpenResult(_ actor: Actor, _ state: CaseState) -> Bool {
        actor.isOf(state.requester) || actor.roles.contains(.inspector)
    }

    /// Whether somebody opens results under the approval, and only while that is open: the recipient's own people. What
    /// was released stays a record for the inspector.
    public static func readsUnderGrant(_ actor: Actor) -> Bool { actor.requester != nil }

    /// Whether somebody reads how offices work. A requester reads the decision, not its drafts.
    public static func isInside(_ actor: Actor) -> Bool { actor.requester == nil }

    /// Whether somebody reads how the office works on this case: not at a desk that only took it in for another.
    public static func isInside(_ actor: Actor, _ state: CaseState) -> Bool {
        guard actor.atDesk(of: state) != nil else { return isInside(actor) }
        return actor.office.map(state.offices.contains) ?? false
    }

    /// Whether somebody decides on the case, and so is shown what is worth a second look: who proposes or signs at the
    /// office that holds it, until it is signed.
    public static func isDeciding(_ actor: Actor, _ state: CaseState) -> Bool {
        guard let office = actor.office, !actor.roles.isDisjoint(with: [.officer, .approver]) else { return false }
        return office == state.office && state.signedBy == nil && !state.stage.isFinal
    }

    /// Whether somebody sees cases because of their office, and not as their own: what they are shown is recorded.
    public static func isOfficial(_ actor: Actor) -> Bool {
        !actor.roles.isDisjoint(with: [.clerk, .officer, .approver, .inspector, .admin])
    }

    /// The act by which this person sends what was filled in, and its task; `nil` when there is nothing to send.
    public static func sending(_ actor: Actor, _ state: CaseState) -> OfferedAct? {
        permitted(actor, state).first { Acts.named($0.slug)?.page.sendsRequest ?? false }
    }
}

/// An act that is open to somebody now, and the task that offers it.
public struct OfferedAct: Hashable, Sendable {
    public var slug: String
    public var task: OpenTask

    public init(slug: String, task: OpenTask) {
        self.slug = slug
        self.task = task
    }
}
