// `propose-approval`: everything asked for, to everybody named, until the day asked for.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct ProposeApprovalTests {
    @Test func proposesWhatWasAskedFor() throws {
        var given = try GivenCase.at(.accepted)
        let events = try given.act(
            "propose-approval", by: given.officer, ["article": "Điều 10", "comment": "Đủ điều kiện"])
        let proposal = Proposal(
            kind: .approval, fields: ["blood_type"], rows: nil, until: GivenCase.askedUntil(given.now.date),
            reason: "Đủ điều kiện", article: "Điều 10", officer: Signatory(given.officer))
        #expect(events == [.proposed(proposal: proposal)])
        #expect(given.state.stage == .proposed)
        #expect(given.state.proposal == proposal)
        #expect(given.state.decision == nil, "nothing is decided yet")
        #expect(given.state.preparedBy == [try #require(given.officer.account)])
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["sign", "withdrawal"])
    }

    @Test func theArticleOfTheCompetenceIsNoGround() throws {
        var given = try GivenCase.at(.accepted)
        try given.act("propose-approval", by: given.officer, [:])
        #expect(given.state.proposal?.article.isEmpty == true)
    }

    @Test func onlyTheFieldsThatWereChosen() throws {
        let given = try GivenCase.at(.proposed, "provide.fields")
        #expect(given.state.proposal?.fields == ["full_name", "other_name", "birth_date"])
    }

    @Test func isGuarded() throws { try expectGuarded("propose-approval", by: .officer, at: .accepted) }

    @Test func itsFieldsHaveLimits() throws {
        let given = try GivenCase.at(.accepted)
        let act = "propose-approval"
        #expect(try given.problems(act, by: given.officer, "article", tooLong(500)) == ["article problem.too-long"])
        #expect(try given.problems(act, by: given.officer, "comment", tooLong(4_000)) == ["comment problem.too-long"])
        #expect(try given.refusal(act, by: given.officer, [:]) == nil)
    }
}
