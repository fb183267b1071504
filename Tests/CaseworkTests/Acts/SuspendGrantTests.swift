// `suspend-grant`: what an approval allows stands still at once, and a notice says why.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct SuspendGrantTests {
    @Test(arguments: [Stage.issued, .fulfilled]) func goesOutAsANotice(at stage: Stage) throws {
        var given = try GivenCase.at(stage)
        let papers = given.state.papers.count
        let events = try given.act(
            "suspend-grant", by: given.approver,
            ["reason": "Có dấu hiệu sai mục đích", "article": "Điều 7", "password": "x"])
        #expect(events.map(\.name) == ["grantSuspended", "paperIssued"])
        #expect(given.state.grantStanding == .suspended && given.state.stage == stage)
        let measure = try #require(given.state.grantMeasure)
        #expect(measure.reason == "Có dấu hiệu sai mục đích" && measure.article == "Điều 7")
        let signer = given.approver.signatory(on: given.now.date)
        #expect(measure.by == signer && measure.paper == papers + 1)
        let paper = try #require(given.state.papers.last)
        #expect(paper.kind == .grantSuspension && paper.number != nil && paper.signer == signer)
        #expect(given.state.standing(of: given.state.issuedDecision?.n ?? 0) == .valid, "the decision itself stands")
    }

    @Test func isGuarded() throws { try expectGuarded("suspend-grant", by: .approver, at: .fulfilled) }

    @Test func isDoneOnce() throws {
        var given = try GivenCase.at(.fulfilled)
        try given.act("suspend-grant", by: given.approver)
        #expect(try given.refusal("suspend-grant", by: given.approver) == .rule("grant-not-open"))
    }

    @Test func saysWhyAndProvesWho() throws {
        let given = try GivenCase.at(.fulfilled)
        let act = "suspend-grant"
        #expect(try given.problems(act, by: given.approver, "reason", "") == ["reason problem.required"])
        #expect(try given.problems(act, by: given.approver, "article", tooLong(500)) == ["article problem.too-long"])
        #expect(
            try given.problems(act, by: given.approver, "ground", "no-consent") == ["ground problem.unknown-choice"],
            "a ground of refusals is none of these")
        #expect(
            try given.refusal(act, by: given.approver, reauthenticated: false)
                == .invalid([Problem("password", code: "problem.wrong-password")]))
    }

    @Test func aRefusalHasNothingToSuspend() throws {
        var given = try GivenCase.at(.accepted)
        try given.act("propose-refusal", by: given.officer)
        try given.act("sign", by: given.approver)
        try given.act("issue", by: given.clerk)
        #expect(given.state.stage == .refused)
        #expect(try given.refusal("suspend-grant", by: given.approver) != nil)
    }
}
