// `resume-grant`: a suspended approval goes on, for no longer than before.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct ResumeGrantTests {
    private func suspended(at stage: Stage = .fulfilled) throws -> GivenCase {
        var given = try GivenCase.at(stage)
        try given.act("suspend-grant", by: given.approver)
        return given
    }

    @Test(arguments: [Stage.issued, .fulfilled]) func letsItGoOn(at stage: Stage) throws {
        var given = try suspended(at: stage)
        let until = given.state.useUntil
        let events = try given.act(
            "resume-grant", by: given.approver, ["reason": "Đã giải trình", "password": "x"])
        #expect(events.map(\.name) == ["grantResumed", "paperIssued"])
        #expect(given.state.grantStanding == .open && given.state.stage == stage && given.state.useUntil == until)
        #expect(given.state.grantMeasure?.reason == "Đã giải trình" && given.state.grantMeasure?.article == "")
        #expect(given.state.papers.last?.kind == .grantResumption)
    }

    @Test func onlyWhatIsSuspendedIsResumed() throws {
        let open = try GivenCase.at(.fulfilled)
        #expect(try open.refusal("resume-grant", by: open.approver) == .rule("grant-not-suspended"))
        var again = try suspended()
        try again.act("resume-grant", by: again.approver)
        #expect(try again.refusal("resume-grant", by: again.approver) == .rule("grant-not-suspended"))
        try again.act("suspend-grant", by: again.approver)
        #expect(again.state.grantStanding == .suspended, "as often as need be")
    }

    @Test func saysWhyAndProvesWho() throws {
        let given = try suspended()
        #expect(try given.problems("resume-grant", by: given.approver, "reason", "") == ["reason problem.required"])
        #expect(
            try given.refusal("resume-grant", by: given.approver, reauthenticated: false)
                == .invalid([Problem("password", code: "problem.wrong-password")]))
        for other in [given.clerk, given.officer, given.filer, given.person(.inspector)] {
            #expect(try given.refusal("resume-grant", by: other) == .forbidden(act: "resume-grant"))
        }
    }
}
