// `revoke-grant`: an approval is taken back for good, and the case ends.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct RevokeGrantTests {
    @Test(arguments: [Stage.issued, .fulfilled], [true, false])
    func endsTheCaseAndTheDecision(at stage: Stage, suspended: Bool) throws {
        var given = try GivenCase.at(stage)
        if suspended { try given.act("suspend-grant", by: given.approver) }
        let events = try given.act("revoke-grant", by: given.approver, ["reason": "Sai mục đích", "password": "x"])
        #expect(events.map(\.name) == ["grantRevoked", "paperIssued", "paperRecalled"])
        #expect(given.state.grantStanding == .revoked && given.state.stage == .closed)
        #expect(given.state.marking.isEnded && given.state.marking.services.isEmpty)
        let (decision, paper) = (try #require(given.state.issuedDecision), try #require(given.state.papers.last))
        #expect(paper.kind == .grantRevocation && paper.notation.hasPrefix("QĐ-"))
        #expect(given.state.standing(of: decision.n) == .recalled(by: paper.n))
        for act in ["suspend-grant", "resume-grant", "revoke-grant"] {
            #expect(try given.refusal(act, by: given.approver) != nil, "nothing is left to do")
        }
    }

    @Test func isGuarded() throws { try expectGuarded("revoke-grant", by: .approver, at: .issued) }

    @Test func saysWhyAndProvesWho() throws {
        let given = try GivenCase.at(.fulfilled)
        let act = "revoke-grant"
        #expect(try given.problems(act, by: given.approver, "reason", "") == ["reason problem.required"])
        #expect(
            try given.problems(act, by: given.approver, "ground", "other") == ["article problem.required"],
            "another ground is named")
        #expect(
            try given.refusal(act, by: given.approver, reauthenticated: false)
                == .invalid([Problem("password", code: "problem.wrong-password")]))
    }
}
