// Entering, confirming and ending authorities to sign.

public import Basics
public import Casework
public import Storage

/// Who may sign for an office. One person enters it from the paper it rests on, another confirms it; from then on it
/// counts on its days, and ends at once when it is ended. Acts ask for it in their own transaction, so what ended while
/// somebody filled in a form is ended.
///
/// Administrators and operators at the machine look after all of them; the head of an office after those of whoever
/// signs for the head.
public struct AuthorityDesk: Sendable {
    let store: any Store

    public init(store: any Store) { self.store = store }

    /// Whether they may enter, confirm or end one of that kind at that office, but for the rules about their own.
    public static func mayKeep(
        _ kind: SigningAuthority.Kind, at office: OfficeCode, _ actor: Actor
    ) -> Bool {
        if actor.roles.contains(.admin) { return true }
        if case .machineOperator = actor.envelope.who { return true }
        return !kind.isLeading && leads(office, actor)
    }

    /// Whether they lead that office today, themselves or until a head is appointed.
    public static func leads(_ office: OfficeCode, _ actor: Actor) -> Bool {
        actor.authorities.contains { $0.office == office && $0.kind.isLeading }
    }

    /// Enters an authority, for a second person to confirm. The same one entered twice is one. Throws
    /// `AuthorityProblems`.
    /// - Parameter services: the codes of the services that there are.
    @discardableResult
    public func propose(
        _ draft: AuthorityDraft, among services: Set<String>, by given: Actor, at now: Timestamp
    ) async throws -> AuthorityID {
        try await store.write { db in
            let actor = try db.empowered(given, at: now)
            guard let holder = try db.account(draft.account), let office = holder.office,
                holder.mayApprove(at: office)
            else { throw AuthorityProblems([.noApprover]) }
            guard Self.mayKeep(draft.kind, at: office, actor) else { throw AuthorityProblems([.notTheirs]) }
            let draft = try db.filled(draft, holder, office)
            var problems = draft.problems(today: now.date, services: services)
            if actor.account == holder.id { problems.append(.own) }
            guard problems.isEmpty else { throw AuthorityProblems(problems) }
            let authority = draft.authority(
                id: AuthorityID(at: now, random: Random.bytes(10)), at: office)
            try db.lockOffice(office)
            try db.hold(holder.id)
            if let same = try db.waiting(like: authority, of: holder.id, by: actor, now) { return same }
            try db.checkLeading(authority)
            let row = try db.insert(AuthorityRecord(proposed: authority, of: holder, by: actor.envelope.who, at: now))
            try db.record([row], of: holder.id.text, by: actor, at: now)
            return authority.id
        }
    }

    /// The second person's word. Throws `AuthorityProblems`.
    public func confirm(_ id: AuthorityID, by given: Actor, at now: Timestamp) async throws {
        try await decide(id, .confirmed, reason: nil, by: given, at: now)
    }

    /// The second person does not confirm it: it never counts. Throws `AuthorityProblems`.
    public func refuse(_ id: AuthorityID, reason: String, by given: Actor, at now: Timestamp) async throws {
        try await decide(id, .refused, reason: reason, by: given, at: now)
    }

    private func decide(
        _ id: AuthorityID, _ standing: AuthorityStanding, reason: String?, by given: Actor, at now: Timestamp
    ) async throws {
        try await store.write { db in
            let actor = try db.empowered(given, at: now)
            guard let before = try db.authority(id)?.record else { throw AuthorityProblems([.overtaken]) }
            // Two who would lead one office are confirmed one after the other; nobody changes the account meanwhile.
            try db.lockOffice(before.authority.office)
            try db.hold(before.account)
            guard let record = try db.authority(id)?.record, record.standing == .proposed else {
                throw AuthorityProblems([.overtaken])
            }
            if let problem = Self.objection(to: actor, deciding: record, standing) {
                throw AuthorityProblems([problem])
            }
            if standing == .confirmed { try db.checkConfirmation(of: record, by: actor, now) }
            let row = try db.decide(id, standing, reason: reason, by: actor.envelope.who, at: now)
            try db.record([row], of: record.account.text, by: actor, at: now)
        }
    }

    /// What stands against their word on it. Whoever entered it may take it back, as whoever it is for may decline it;
    /// neither confirms it. At the machine a name is what somebody types: one of the two hands is a person's account.
    public static func objection(
        to actor: Actor, deciding record: AuthorityRecord, _ standing: AuthorityStanding
    ) -> AuthorityProblem? {
        let authority = record.authority
        let isOwn = actor.account == record.account
        if standing == .refused, isOwn || actor.envelope.who == record.proposedBy { return nil }
        guard mayKeep(authority.kind, at: authority.office, actor) else { return .notTheirs }
        if isOwn { return .own }
        if standing == .refused { return nil }
        if actor.envelope.who == record.lastHand { return .sameHand }
        return actor.account == nil && record.lastHand.account == nil ? .noAccount : nil
    }

    /// Ends an authority at once: whoever signs a moment later signs without it. Its holder may lay it down, too.
    /// Throws `AuthorityProblems`.
    public func end(_ id: AuthorityID, reason: String, by given: Actor, at now: Timestamp) async throws {
        try await store.write { db in
            let actor = try db.empowered(given, at: now)
            guard let record = try db.authority(id)?.record else { throw AuthorityProblems([.overtaken]) }
            guard Self.mayEnd(record, actor) else { throw AuthorityProblems([.notTheirs]) }
            // Who is signing under it comes first.
            try db.lock("SELECT id FROM signing_authority WHERE id = \(id)")
            guard let found = try db.authority(id)?.record, found.standing == .confirmed else {
                throw AuthorityProblems([.overtaken])
            }
            let row = try db.end(id, reason: reason, by: actor.envelope.who, at: now)
            try db.record([row], of: found.account.text, by: actor, at: now)
        }
    }

    public static func mayEnd(_ record: AuthorityRecord, _ actor: Actor) -> Bool {
        actor.account == record.account || mayKeep(record.authority.kind, at: record.authority.office, actor)
    }
}

extension Account {
    /// Whether an authority of that office would be of use to them.
    fileprivate func mayApprove(at place: OfficeCode) -> Bool {
        office == place && !isDisabled && roles.contains(.approver)
    }
}

extension AuthorityRecord {
    init(proposed authority: SigningAuthority, of holder: Account, by who: ActorEnvelope.Who, at now: Timestamp) {
        self.init(
            authority: authority, account: holder.id, holder: holder.name, standing: .proposed, proposedBy: who,
            proposedAt: now, reopenedBy: nil, reopenedAt: nil, decidedBy: nil, decidedAt: nil, endedBy: nil,
            endedAt: nil, reason: "")
    }
}

extension Connection {
    /// What stands in other records already need not be typed: the holder's own title, and that of the head of the
    /// office on the first day; an acting head takes the title of the last one.
    fileprivate func filled(_ draft: AuthorityDraft, _ holder: Account, _ office: OfficeCode) throws -> AuthorityDraft {
        var draft = draft
        let heads = try leaders(of: office).filter { $0.authority.kind == .head && $0.authority.from <= draft.from }
        if draft.title.trimmed.isEmpty {
            draft.title = (draft.kind == .acting ? heads.first?.authority.title : holder.position?.title) ?? ""
        }
        if draft.kind.namesPrincipal, draft.principal.trimmed.isEmpty {
            let head = heads.first { $0.standing == .confirmed && $0.authority.isInForce(on: draft.from) }
            draft.principal = head?.authority.title ?? ""
        }
        return draft
    }

    /// The same authority, entered by the same hand and not decided on: somebody sent the form twice.
    fileprivate func waiting(
        like authority: SigningAuthority, of holder: AccountID, by actor: Actor, _ now: Timestamp
    ) throws -> AuthorityID? {
        let waiting = try authorities(of: authority.office, .proposed, holder: holder, today: now.date).lines
        return waiting.map(\.record).first { record in
            var same = record.authority
            same.id = authority.id
            return same == authority && record.lastHand == actor.envelope.who
        }?.authority.id
    }

    /// Much may have happened since it was entered. Whoever confirms was there before: nobody makes themselves a
    /// second hand.
    fileprivate func checkConfirmation(of record: AuthorityRecord, by actor: Actor, _ now: Timestamp) throws {
        let authority = record.authority
        if let until = authority.until, until < now.date { throw AuthorityProblems([.isOver]) }
        guard let holder = try account(record.account), holder.mayApprove(at: authority.office),
            holder.name == record.holder
        else { throw AuthorityProblems([.noApprover]) }
        if let id = actor.account, let confirming = try account(id), confirming.createdAt >= record.lastHandAt {
            throw AuthorityProblems([.newAccount])
        }
        try checkLeading(authority)
    }

    /// An office has one head, or one acting head, on any day.
    fileprivate func checkLeading(_ authority: SigningAuthority) throws {
        guard authority.kind.isLeading else { return }
        let others = try leaders(of: authority.office).filter { $0.standing == .confirmed }.map(\.authority)
            .filter { $0.id != authority.id }
        if let other = others.first(where: authority.overlaps) {
            throw AuthorityProblems([.alreadyLed(until: other.until)])
        }
    }
}
