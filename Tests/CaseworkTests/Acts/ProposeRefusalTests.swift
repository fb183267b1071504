// `propose-refusal`: in writing, with the reason and the article.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct ProposeRefusalTests {
    @Test func proposesARefusalThatReleasesNothing() throws {
        var given = try GivenCase.at(.accepted)
        let events = try given.act(
            "propose-refusal", by: given.officer, ["reason": "Sai mục đích", "article": "Điều 10"])
        let proposal = Proposal(
            kind: .refusal, fields: [], rows: nil, until: nil, reason: "Sai mục đích", article: "Điều 10",
            officer: Signatory(given.officer))
        #expect(events == [.proposed(proposal: proposal)])
        #expect(given.state.stage == .proposed)
        #expect(given.state.preparedBy.count == 1)
    }

    @Test func isGuarded() throws { try expectGuarded("propose-refusal", by: .officer, at: .accepted) }

    @Test func reasonAndArticleAreNeeded() throws {
        let given = try GivenCase.at(.accepted)
        let act = "propose-refusal"
        #expect(
            try given.problems(act, by: given.officer, [:])
                == ["reason problem.required", "article problem.ground-missing"])
        #expect(try given.problems(act, by: given.officer, "article", tooLong(500)) == ["article problem.too-long"])
        #expect(try given.problems(act, by: given.officer, "reason", tooLong(4_000)) == ["reason problem.too-long"])
    }
}
