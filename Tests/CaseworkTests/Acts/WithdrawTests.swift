// `withdraw`: the requester takes the request back, until the decision is issued.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct WithdrawTests {
    static let stages: [Stage] = [.draft, .filed, .supplementRequested, .accepted, .proposed, .signed]

    @Test(arguments: stages)
    func endsTheCase(stage: Stage) throws {
        var given = try GivenCase.at(stage)
        let papers = given.state.papers
        let events = try given.act("withdraw", by: given.filer, ["reason": "Không còn cần"])
        #expect(events == [.withdrawn(reason: "Không còn cần")])
        #expect(given.state.stage == .withdrawn)
        #expect(given.state.marking.isEnded)
        #expect(given.state.marking.tasks == [] && given.state.marking.subscriptions.isEmpty)
        #expect(given.state.papers == papers, "no paper goes out")
        if stage == .draft {
            #expect(given.state.clock == [], "a draft has no clock")
        } else {
            #expect(given.state.clock.last == .stopped(given.now.date))
        }
        for role in Role.allCases {
            #expect(Permissions.permitted(given.person(role), given.state) == [], "\(role)")
        }
    }

    @Test(arguments: GivenCase.stages.filter { !stages.contains($0) })
    func isTooLateOrTooEarlyAtAnyOtherStage(stage: Stage) throws {
        let given = try GivenCase.at(stage)
        #expect(
            try given.refusal("withdraw", by: given.filer)
                == (stage == .paymentDue
                    ? .rule("decision-issued") : .conflict(version: given.state.version, stage: stage)))
    }

    @Test(arguments: stages) func isGuarded(stage: Stage) throws {
        try expectGuarded("withdraw", by: .filer, at: stage)
    }

    @Test func aCaseThatNobodyIsCompetentForCanBeWithdrawn() throws {
        var given = try GivenCase.at(.filed, for: Samples.unknown)
        try given.act("withdraw", by: given.filer)
        #expect(given.state.stage == .withdrawn)
    }

    @Test func aReturnedProposalCanStillBeWithdrawn() throws {
        var given = try GivenCase.at(.proposed)
        try given.act("return-to-officer", by: given.approver)
        try given.act("withdraw", by: given.filer)
        #expect(given.state.stage == .withdrawn)
    }

    @Test func noReasonIsNeededButATooLongOneIsTold() throws {
        let given = try GivenCase.at(.filed)
        #expect(try given.refusal("withdraw", by: given.filer, [:]) == nil)
        #expect(
            try given.problems("withdraw", by: given.filer, "reason", tooLong(4_000)) == ["reason problem.too-long"])
    }

    @Test func afterItNothingCanBeDoneAndNoTimerRuns() throws {
        var given = try GivenCase.at(.supplementRequested)
        #expect(given.state.marking.subscriptions.count == 1)
        try given.act("withdraw", by: given.filer)
        #expect(given.state.marking.subscriptions.isEmpty)
        #expect(throws: Rejection.self) { try Decide.fire("c1", given.context(.system)) }
    }
}
