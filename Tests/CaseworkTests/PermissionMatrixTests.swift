// Every kind of person tries every act on a real case in every situation; the outcome is held against a table written
// by hand (`PermissionTable`).

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct PermissionMatrixTests {
    /// Cases to try on: the 14 stages, and what differs within a stage.
    enum Place: String, CaseIterable, CustomTestStringConvertible {
        case draft, awaitingVouch, filed, supplementRequested, rejectedAtIntake, accepted, proposed, signed, issued
        case paymentDue
        case fulfilled, refused, withdrawn, closed
        case returnedToFiler, unassigned, assigned, transferred, resubmitted, lapsed, returnedToOfficer
        case withdrawnAfterFiling, grantSuspended, grantResumed, grantRevoked

        var testDescription: String { rawValue }
    }

    static let hanoi = OfficeCode("01")
    static let saigon = OfficeCode("79")

    /// Somebody who is officer and approver and who proposed in the cases that are proposed.
    static let proposer = Samples.person([.officer, .approver], number: 940, office: hanoi)

    /// People of every kind there is, whatever the case.
    static let people: [Actor] = {
        let own = Samples.notary.id
        var people: [Actor] = []
        for organization in [Samples.notary, Samples.bank, Samples.unknown] {
            people += [Role.filer, .official].map { Samples.person($0, of: organization) }
            people.append(Samples.person([.filer, .official], number: 930, organization: organization.id))
        }
        for office in [OfficeCode.central, hanoi, saigon] {
            people += [Role.clerk, .officer, .approver].map { Samples.person($0, at: office) }
            people.append(Samples.person([.clerk, .officer, .approver], number: 931, office: office))
            people.append(
                Samples.person([.clerk, .officer, .approver], number: 932, organization: own, office: office))
            people.append(Samples.person([.filer, .clerk], number: 933, organization: own, office: office))
            people.append(Samples.person([.inspector, .clerk], number: 934, office: office))
            people.append(Samples.person([.admin], number: 935, office: office))
        }
        people += [Role.inspector, .admin, .citizen].map { Samples.person($0) }
        people.append(Samples.person([.inspector], number: 936, organization: own))
        people.append(Samples.person([.citizen], number: 937, organization: own))
        people.append(Samples.person([.admin, .citizen], number: 938))
        people.append(Samples.person([], number: 939, organization: own))
        // Roles without a place give nothing.
        people.append(Samples.person(Set(Role.allCases).subtracting([.system, .inspector]), number: 941))
        return people + [proposer, .system]
    }()

    /// The case there, and what the second opinion is told about it.
    static func prepare(_ place: Place) throws -> (GivenCase, PermissionTable.Situation) {
        let organization = place == .unassigned || place == .assigned ? Samples.unknown : Samples.notary
        var given = try GivenCase(for: organization)
        var situation = PermissionTable.Situation(
            stage: .filed, organization: organization.id, office: hanoi, allOffices: [hanoi])
        if let stage = Stage.allCases.first(where: { "\($0)" == place.rawValue }) {
            situation.stage = stage
            situation.isFiled = ![.draft, .awaitingVouch, .withdrawn].contains(stage)
            try given.bring(to: stage)
            return (given, situation)
        }
        switch place {
        case .returnedToFiler:
            try given.bring(to: .awaitingVouch)
            try given.act("return-to-filer", by: given.official)
            (situation.stage, situation.isFiled) = (.draft, false)
        case .unassigned, .assigned:
            try given.bring(to: .filed)
            situation.office = .central
            situation.allOffices = [.central]
            situation.isUnassigned = place == .unassigned
            if place == .assigned {
                try given.act("transfer", by: given.clerk, ["authority": "79", "reason": "Phân công"])
                situation.office = saigon
                situation.allOffices = [.central, saigon]
            }
        case .transferred:
            try given.bring(to: .filed)
            try given.act("transfer", by: given.clerk, ["authority": "79", "reason": "Chuyển"])
            situation.office = saigon
            situation.allOffices = [hanoi, saigon]
        case .resubmitted:
            try given.bring(to: .supplementRequested)
            try given.act("resubmit", by: given.filer)
            situation.hasAsked = true
        case .lapsed:
            try given.bring(to: .supplementRequested)
            try given.fireTimer("supplement-expired")
            situation.stage = .closed
        case .returnedToOfficer:
            try given.bring(to: .accepted)
            try given.act("propose-approval", by: proposer)
            try given.act("return-to-officer", by: given.approver)
            situation.stage = .accepted
        case .withdrawnAfterFiling:
            try given.bring(to: .proposed)
            try given.act("withdraw", by: given.filer)
            situation.stage = .withdrawn
        default: try prepareApproval(place, &given, &situation)
        }
        return (given, situation)
    }

    /// What may have become of an approval that was issued.
    private static func prepareApproval(
        _ place: Place, _ given: inout GivenCase, _ situation: inout PermissionTable.Situation
    ) throws {
        switch place {
        case .grantSuspended, .grantResumed:
            try given.bring(to: .fulfilled)
            try given.act("suspend-grant", by: given.approver)
            if place == .grantResumed { try given.act("resume-grant", by: given.approver) }
            (situation.stage, situation.isSuspended) = (.fulfilled, place == .grantSuspended)
        case .grantRevoked:
            try given.bring(to: .issued)
            try given.act("revoke-grant", by: given.approver)
            situation.stage = .closed
        default: break
        }
    }

    @Test(arguments: Place.allCases) func everyoneTriesEverything(place: Place) throws {
        let (given, situation) = try Self.prepare(place)
        #expect(given.state.stage == situation.stage)
        try compare(given, situation)
    }

    @Test func whoeverProposedTriesEverything() throws {
        var (given, situation) = try Self.prepare(.accepted)
        try given.act("propose-approval", by: Self.proposer)
        situation.stage = .proposed
        situation.proposers = [try #require(Self.proposer.account)]
        try compare(given, situation)
        try given.act("return-to-officer", by: given.approver)
        try given.act("propose-refusal", by: given.officer)
        situation.proposers.insert(try #require(given.officer.account))
        try compare(given, situation)
    }

    private func compare(_ given: GivenCase, _ situation: PermissionTable.Situation) throws {
        for actor in Self.people {
            var done: Set<String> = []
            #expect(
                Permissions.maySee(actor, given.state) == PermissionTable.isSeen(actor, situation),
                "\(actor.name) at \(actor.office?.text ?? "-")")
            for act in PermissionTable.stages.keys.sorted() {
                let expected = PermissionTable.outcome(act, actor, situation)
                let outcome = try outcome(act, actor, given)
                #expect(outcome == expected, "\(actor.name) at \(actor.office?.text ?? "-"): \(act)")
                if expected == .done { done.insert(act) }
            }
            let offered = Permissions.permitted(actor, given.state)
            #expect(Set(offered.map(\.slug)) == done, "\(actor.name): offered is what can be done")
            #expect(offered.count == done.count, "nothing is offered twice")
            #expect(offered.allSatisfy { one in one.task.offers.contains { $0.act == one.slug } })
        }
    }

    /// What came of the act; `nil` for anything the second opinion has no word for.
    private func outcome(_ act: String, _ actor: Actor, _ given: GivenCase) throws -> PermissionTable.Outcome? {
        var input = GivenCase.input(act, given.state, given.service)
        if act == "request-supplement" { input = input.with("until", given.now.date.adding(days: 30)) }
        switch try given.refusal(act, by: actor, input) {
        case nil: return .done
        case .rule("four-eyes"): return .fourEyes
        case .rule("supplement-once"): return .supplementOnce
        case .rule("grant-not-open"): return .grantNotOpen
        case .rule("grant-not-suspended"): return .grantNotSuspended
        case .rule("decision-issued"): return .decisionIssued
        case .notFound: return .notFound
        case .forbidden(act): return .forbidden
        case .conflict(given.state.version, given.state.stage): return .conflict
        default: return nil
        }
    }

    @Test func anActThatDoesNotExistIsNotFoundByAnybody() throws {
        let given = try GivenCase.at(.filed)
        for act in ["", "fulfil", "close", "lapse", "Accept", "../accept", "delete"] {
            #expect(try given.refusal(act, by: given.clerk) == .notFound)
            #expect(try given.refusal(act, by: .system) == .notFound)
        }
    }

    @Test(arguments: GivenCase.stages) func theRequesterMayEditWhileItIsTheirs(stage: Stage) throws {
        let given = try GivenCase.at(stage)
        let mayEdit = stage == .draft || stage == .supplementRequested
        for actor in Self.people {
            let isFiler = actor.roles.contains(.filer) && actor.organization == given.organization.id
            #expect(Permissions.mayEdit(actor, given.state) == (mayEdit && isFiler), "\(actor.name)")
        }
    }
}
