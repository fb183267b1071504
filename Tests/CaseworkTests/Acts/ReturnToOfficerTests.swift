// `return-to-officer`: the approver will not sign this and says why.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct ReturnToOfficerTests {
    @Test func sendsTheProposalBack() throws {
        var given = try GivenCase.at(.proposed)
        let events = try given.act("return-to-officer", by: given.approver, ["reason": "Thu hẹp phạm vi"])
        #expect(events == [.returnedToOfficer(reason: "Thu hẹp phạm vi")])
        #expect(given.state.stage == .accepted)
        #expect(given.state.returnReason == "Thu hẹp phạm vi")
        #expect(given.state.decision == nil)
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["examine", "withdrawal"])
    }

    @Test func theNextProposalTakesThePlaceOfTheFirst() throws {
        var given = try GivenCase.at(.proposed)
        try given.act("return-to-officer", by: given.approver)
        try given.act("propose-narrower", by: given.officer)
        #expect(given.state.returnReason == nil && given.state.timesSentBack == 1)
        try given.act("return-to-officer", by: given.approver)
        #expect(given.state.timesSentBack == 2, "rounds are counted")
        try given.act("propose-narrower", by: given.officer)
        #expect(given.state.proposal?.kind == .narrower)
        try given.act("sign", by: given.approver)
        #expect(given.state.decision?.rows == [1])
    }

    /// What the form of a proposal holds at first gives the same proposal again.
    @Test(arguments: ["propose-approval", "propose-narrower", "propose-refusal"])
    func theReturnedProposalStandsInItsForm(slug: String) throws {
        var given = try GivenCase.at(.accepted, "provide.fields")
        let proposed = try given.act(slug, by: given.officer)
        let before = try #require(given.state.proposal)
        try given.act("return-to-officer", by: given.approver)
        let act = try #require(Acts.all.first { $0.slug == slug })
        let again = try given.act(slug, by: given.officer, FieldValues(act.preset(given.context(given.officer))))
        #expect(proposed == again && given.state.proposal == before)
        try given.act("return-to-officer", by: given.approver)
        for other in ["propose-approval", "propose-narrower", "propose-refusal"] where other != slug {
            let preset = try #require(Acts.all.first { $0.slug == other }).preset(given.context(given.officer))
            #expect(preset["reason"] == nil && preset["comment"] == nil, "\(other) begins anew")
        }
    }

    @Test func isGuarded() throws { try expectGuarded("return-to-officer", by: .approver, at: .proposed) }

    @Test func theReasonIsNeeded() throws {
        let given = try GivenCase.at(.proposed)
        let act = "return-to-officer"
        #expect(try given.problems(act, by: given.approver, "reason", nil) == ["reason problem.required"])
        #expect(try given.problems(act, by: given.approver, "reason", tooLong(4_000)) == ["reason problem.too-long"])
    }
}
