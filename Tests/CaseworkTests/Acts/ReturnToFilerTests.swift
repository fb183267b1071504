// `return-to-filer`: the official will not vouch yet and says why.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct ReturnToFilerTests {
    @Test func sendsTheDraftBackWithTheReason() throws {
        var given = try GivenCase.at(.awaitingVouch)
        let events = try given.act("return-to-filer", by: given.official, ["reason": " Thiếu căn cứ\r\npháp lý "])
        #expect(events == [.returnedToFiler(reason: "Thiếu căn cứ\npháp lý")])
        #expect(given.state.stage == .draft)
        #expect(given.state.returnReason == "Thiếu căn cứ\npháp lý")
        #expect(given.state.marking.tasks.map(\.node) == ["draft"])
        #expect(Permissions.mayEdit(given.filer, given.state))
    }

    @Test func theDraftCanBeSentAgainAndTheReasonGoesOnceItIsVouchedFor() throws {
        var given = try GivenCase.at(.awaitingVouch)
        for _ in 1...3 {
            try given.act("return-to-filer", by: given.official)
            try given.act("submit", by: given.filer)
            #expect(!Permissions.mayEdit(given.filer, given.state))
        }
        #expect(given.state.returnReason != nil, "the filer still sees why")
        try given.act("vouch", by: given.official)
        #expect(given.state.returnReason == nil)
    }

    @Test func isGuarded() throws { try expectGuarded("return-to-filer", by: .official, at: .awaitingVouch) }

    @Test func theReasonIsNeeded() throws {
        let given = try GivenCase.at(.awaitingVouch)
        let act = "return-to-filer"
        #expect(try given.problems(act, by: given.official, "reason", nil) == ["reason problem.required"])
        #expect(try given.problems(act, by: given.official, "reason", " \n\t ") == ["reason problem.required"])
        #expect(try given.problems(act, by: given.official, "reason", tooLong(4_000)) == ["reason problem.too-long"])
        #expect(
            try given.problems(act, by: given.official, "reason", "a\u{202E}b") == ["reason problem.control-character"])
    }
}
