// Who may do what, written down by hand from the outside contract, independent of `Permissions`.

import Basics
import TestKit

@testable import Casework

/// The second opinion that the permission matrix is held against.
enum PermissionTable {
    /// Acts by role, as the contract lists them.
    static let acts: [Role: Set<String>] = [
        .filer: ["submit", "withdraw", "resubmit", "take-back"],
        .official: ["vouch", "return-to-filer"],
        .clerk: ["accept", "request-supplement", "reject-at-intake", "transfer", "issue", "record-payment"],
        .officer: ["propose-approval", "propose-narrower", "propose-refusal"],
        .approver: ["sign", "return-to-officer", "suspend-grant", "resume-grant", "revoke-grant"],
    ]

    /// The stages at which each act is open. Withdrawing ends with the issue, which a rule says.
    static let stages: [String: Set<Stage>] = [
        "submit": [.draft],
        "take-back": [.awaitingVouch],
        "withdraw": [.draft, .filed, .supplementRequested, .paymentDue, .accepted, .proposed, .signed],
        "resubmit": [.supplementRequested],
        "vouch": [.awaitingVouch], "return-to-filer": [.awaitingVouch],
        "accept": [.filed], "request-supplement": [.filed], "reject-at-intake": [.filed], "transfer": [.filed],
        "propose-approval": [.accepted], "propose-narrower": [.accepted], "propose-refusal": [.accepted],
        "sign": [.proposed], "return-to-officer": [.proposed],
        "issue": [.signed], "record-payment": [.paymentDue],
        "suspend-grant": [.issued, .paymentDue, .fulfilled], "resume-grant": [.issued, .paymentDue, .fulfilled],
        "revoke-grant": [.issued, .paymentDue, .fulfilled],
    ]

    static let requesterRoles: Set<Role> = [.filer, .official]
    static let officeRoles: Set<Role> = [.clerk, .officer, .approver]

    /// What must come of an act.
    enum Outcome: Equatable {
        case done, notFound, forbidden, conflict, fourEyes, supplementOnce
        case grantNotOpen, grantNotSuspended, decisionIssued
    }

    static func outcome(_ act: String, _ actor: Actor, _ situation: Situation) -> Outcome {
        guard isSeen(actor, situation) else { return .notFound }
        let able = actor.roles.filter { acts[$0]?.contains(act) ?? false }
        if able.isEmpty { return .forbidden }
        guard stages[act]?.contains(situation.stage) ?? false else { return .conflict }
        let isOwn = actor.organization == situation.organization
        let isHere = actor.office != nil && actor.office == situation.office
        if act == "sign", let account = actor.account, situation.proposers.contains(account) { return .fourEyes }
        if act == "request-supplement", situation.hasAsked { return .supplementOnce }
        // Money is only asked for after the decision here.
        if act == "withdraw", situation.stage == .paymentDue { return .decisionIssued }
        if act == "suspend-grant", situation.isSuspended { return .grantNotOpen }
        if act == "resume-grant", !situation.isSuspended { return .grantNotSuspended }
        guard able.contains(where: { requesterRoles.contains($0) ? isOwn : isHere }) else { return .conflict }
        if situation.isUnassigned, act != "transfer", act != "withdraw" { return .conflict }
        return .done
    }

    static func isSeen(_ actor: Actor, _ situation: Situation) -> Bool {
        if actor.roles.contains(.system) || actor.organization == situation.organization { return true }
        guard situation.isFiled else { return false }
        if actor.roles.contains(.inspector) { return true }
        guard let office = actor.office else { return false }
        return situation.allOffices.contains(office) && !actor.roles.isDisjoint(with: officeRoles)
    }

    /// What the second opinion needs to know, told by the test and not read from the case.
    struct Situation {
        var stage: Stage
        var organization: OrganizationID
        var isFiled = true
        var isUnassigned = false
        var hasAsked = false
        var isSuspended = false
        var office: OfficeCode?
        var allOffices: Set<OfficeCode> = []
        var proposers: Set<AccountID> = []
    }
}
