// `accept`: the dossier is complete; the receipt slip goes out.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct AcceptTests {
    @Test func takesTheCaseInAndSendsTheReceiptSlip() throws {
        var given = try GivenCase.at(.filed)
        given.now = given.now.adding(seconds: 3_600)
        let events = try given.act("accept", by: given.clerk)
        #expect(events.map(\.name) == ["accepted", "paperIssued"])
        #expect(given.state.stage == .accepted)
        #expect(given.state.acceptedBy == Signatory(given.clerk))
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["examine", "withdrawal"])
        let slip = try #require(given.state.papers.last)
        #expect(slip.n == 2 && slip.kind == .receiptSlip && slip.number == 1)
        #expect(slip.reference == "01/BPTNTKQ-CAHN")
        #expect(slip.office == OfficeCode("01") && slip.date == given.now.date)
        #expect(slip.signer == Signatory(given.clerk))
        #expect(given.numbers["outgoing/01/2026"] == 1)
        #expect(given.state.clock == [.started(Samples.monday.date)], "the clock runs on")
    }

    @Test func isGuarded() throws { try expectGuarded("accept", by: .clerk, at: .filed) }

    @Test func aCaseNobodyIsCompetentForCannotBeAccepted() throws {
        let given = try GivenCase.at(.filed, for: Samples.unknown)
        #expect(
            try given.refusal("accept", by: given.clerk)
                == .conflict(version: given.state.version, stage: .filed))
    }

    @Test func cannotBeDoneTwice() throws {
        var given = try GivenCase.at(.filed)
        let seen = given.state.version
        try given.act("accept", by: given.clerk, expected: seen)
        #expect(
            try given.refusal("accept", by: given.clerk, expected: seen)
                == .conflict(version: given.state.version, stage: .accepted))
        #expect(given.numbers["outgoing/01/2026"] == 1)
    }
}
