// `reject-at-intake`: the dossier is not valid; the refusal of intake goes out and the case ends.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct RejectAtIntakeTests {
    @Test func endsTheCaseWithThePaper() throws {
        var given = try GivenCase.at(.filed)
        let events = try given.act(
            "reject-at-intake", by: given.clerk, ["reason": "Sai đối tượng", "article": "Khoản 2 Điều 8"])
        #expect(events.map(\.name) == ["rejectedAtIntake", "paperIssued"])
        #expect(events.first == .rejectedAtIntake(reason: "Sai đối tượng", article: "Khoản 2 Điều 8"))
        #expect(given.state.stage == .rejectedAtIntake)
        #expect(given.state.refusal?.reason == "Sai đối tượng")
        #expect(given.state.refusal?.article == "Khoản 2 Điều 8")
        #expect(given.state.marking.isEnded)
        #expect(given.state.clock.last == .stopped(given.now.date))
        #expect(given.paperNames == ["request -", "intake-refusal 01/BPTNTKQ-CAHN"])
    }

    @Test func isGuarded() throws { try expectGuarded("reject-at-intake", by: .clerk, at: .filed) }

    @Test func theArticleMayBeLeftOutTheReasonNot() throws {
        let given = try GivenCase.at(.filed)
        let act = "reject-at-intake"
        #expect(try given.refusal(act, by: given.clerk, ["reason": "Sai"]) == nil)
        #expect(try given.problems(act, by: given.clerk, "reason", "") == ["reason problem.required"])
        #expect(try given.problems(act, by: given.clerk, "article", tooLong(500)) == ["article problem.too-long"])
        #expect(
            try given.problems(act, by: given.clerk, "article", "a\nb") == ["article problem.control-character"],
            "an article is one line")
        #expect(given.numbers["outgoing/01/2026"] == nil)
    }
}
