// Who may do what: the outer bound that no workflow file can widen.

import Basics
public import Workflow

/// The table role × stage → acts, and the answer to "what may this person do to this case now".
public enum Permissions {
    /// Acts by role and stage. What is not in the table is denied; the process narrows it further (`permitted`).
    /// `docs/permissions.md` is printed from it.
    public static let table: [Role: [Stage: [String]]] = [
        .filer: [
            .draft: ["submit", "withdraw"],
            .filed: ["withdraw"],
            .supplementRequested: ["resubmit", "withdraw"],
            .accepted: ["withdraw"],
            .proposed: ["withdraw"],
            .signed: ["withdraw"],
        ],
        .official: [
            .awaitingVouch: ["vouch", "return-to-filer"]
        ],
        .clerk: [
            .filed: ["accept", "request-supplement", "reject-at-intake", "transfer"],
            .signed: ["issue"],
        ],
        .officer: [
            .accepted: ["propose-approval", "propose-narrower", "propose-refusal"]
        ],
        .approver: [
            .proposed: ["sign", "return-to-officer"]
        ],
        .system: [
            .issued: ["fulfil"],
            .fulfilled: ["close"],
            .supplementRequested: ["lapse"],
        ],
    ]

    /// Acts that an office may do while nobody has named the competent one: only naming it.
    static let whileUnassigned: Set<String> = ["transfer"]

    /// Whether `actor` may know that the case exists. Everything else answers "not found" to them.
    public static func maySee(_ actor: Actor, _ state: CaseState) -> Bool {
        if actor.roles.contains(.system) { return true }
        if let own = actor.organization, own == state.organization.id { return true }
        if state.code == nil { return false }
        if actor.roles.contains(.inspector) { return true }
        guard let office = actor.office, !actor.roles.isDisjoint(with: [.clerk, .officer, .approver]) else {
            return false
        }
        return state.offices.contains(office)
    }

    /// Whether the actor's roles allow the act at any stage at all: the line between "never yours" and "not now".
    public static func isEver(_ act: String, allowedTo actor: Actor) -> Bool {
        actor.roles.contains { role in table[role]?.values.contains { $0.contains(act) } ?? false }
    }

    /// The acts this actor may do to this case now, in the order the process offers them: the table, narrowed by the
    /// open tasks, the actor's office or organisation, and the rule that nobody signs what they prepared or decides
    /// about their own organisation. Buttons, authorisation and the documents all ask here.
    public static func permitted(_ actor: Actor, _ state: CaseState) -> [OfferedAct] {
        guard maySee(actor, state) else { return [] }
        return state.marking.tasks.flatMap { task in
            offered(by: task, to: actor, state).map { OfferedAct(slug: $0, task: task) }
        }
    }

    private static func offered(by task: OpenTask, to actor: Actor, _ state: CaseState) -> [String] {
        guard let role = Role(rawValue: task.role), actor.roles.contains(role), belongs(actor, as: role, to: state)
        else { return [] }
        let allowed = table[role]?[state.stage] ?? []
        return task.acts.filter { act in
            guard allowed.contains(act) else { return false }
            if state.awaitsAssignment && role != .filer { return whileUnassigned.contains(act) }
            return !(act == "sign" && hasPrepared(actor, state))
        }
    }

    /// Requesters act for their own organisation; people of an office act where the case is, and never on a request of
    /// an organisation they belong to themselves.
    private static func belongs(_ actor: Actor, as role: Role, to state: CaseState) -> Bool {
        switch role {
        case .filer, .official: actor.organization == state.organization.id
        case .clerk, .officer, .approver:
            actor.office != nil && actor.office == state.office && actor.organization != state.organization.id
        case .system: true
        case .inspector, .admin, .citizen: false
        }
    }

    /// Whether the actor prepared a proposal of this case and therefore must not sign it.
    public static func hasPrepared(_ actor: Actor, _ state: CaseState) -> Bool {
        guard let account = actor.account else { return false }
        return state.preparedBy.contains(account)
    }

    /// Whether the requester's people may change the content of the request now.
    public static func mayEdit(_ actor: Actor, _ state: CaseState) -> Bool {
        actor.roles.contains(.filer) && actor.organization == state.organization.id
            && (state.stage == .draft || state.stage == .supplementRequested)
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
