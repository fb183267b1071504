// `sign`: the approver makes the proposal the decision, after proving again who they are; four eyes always.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct SignTests {
    @Test func makesTheProposalTheDecision() throws {
        var given = try GivenCase.at(.proposed)
        given.now = given.now.adding(seconds: 7_200)
        let events = try given.act("sign", by: given.approver, ["password": "x", "comment": "Đồng ý"])
        #expect(events == [.signed(by: given.approver.signatory(on: given.now.date), comment: "Đồng ý")])
        #expect(given.state.stage == .signed)
        #expect(given.state.signedBy == given.approver.signatory(on: given.now.date))
        #expect(given.state.signedAt == given.now)
        #expect(given.state.decision == given.state.proposal)
        #expect(given.state.marking.tasks.map(\.node).sorted() == ["issue", "withdrawal"])
        #expect(given.paperNames.count == 2, "the letter goes out when it is issued")
    }

    @Test func isGuarded() throws { try expectGuarded("sign", by: .approver, at: .proposed) }

    @Test func needsProofOfWhoSigns() throws {
        let given = try GivenCase.at(.proposed)
        #expect(try given.problems("sign", by: given.approver, [:]) == ["password problem.password-missing"])
        #expect(try given.problems("sign", by: given.approver, "password", "") == ["password problem.password-missing"])
        #expect(
            try given.refusal("sign", by: given.approver, ["password": "falsch"], reauthenticated: false)
                == .invalid([Problem("password", code: "problem.wrong-password")]))
        #expect(
            try given.problems("sign", by: given.approver, "comment", tooLong(4_000)) == ["comment problem.too-long"])
    }

    @Test func anApprovalWhosePeriodIsOverIsNeitherSignedNorProposedAgain() throws {
        var given = try GivenCase.at(.proposed)
        let until = try #require(given.state.proposal?.until)
        given.now = Timestamp(until, hour: 23)
        #expect(try given.refusal("sign", by: given.approver) == nil, "on the last day it still has a use")
        given.now = Timestamp(until.adding(days: 1))
        #expect(try given.refusal("sign", by: given.approver) == .rule("period-over"))
        try given.act("return-to-officer", by: given.approver)
        #expect(try given.refusal("propose-approval", by: given.officer) == .rule("period-over"))
        #expect(try given.refusal("propose-narrower", by: given.officer) == .rule("period-over"))
        try given.act("propose-refusal", by: given.officer)
        try given.act("sign", by: given.approver)
        try given.act("issue", by: given.clerk)
        #expect(given.state.stage == .refused, "a refusal has no period, so the case can end")
    }

    @Test func thePasswordIsKeptNowhere() throws {
        var given = try GivenCase.at(.proposed)
        let events = try given.act("sign", by: given.approver, ["password": "bí-mật-7391"])
        #expect(!"\(events) \(given.state)".contains("7391"))
    }

    /// An account that is officer and approver of one office.
    static func both(_ given: GivenCase, _ number: Int = 0) -> Actor {
        Samples.person([.officer, .approver], number: 900 + number, office: given.office)
    }

    @Test func nobodySignsWhatTheyProposed() throws {
        var given = try GivenCase.at(.accepted)
        let both = Self.both(given)
        try given.act("propose-approval", by: both)
        #expect(Permissions.permitted(both, given.state).map(\.slug) == ["return-to-officer"])
        #expect(try given.refusal("sign", by: both) == .rule("four-eyes"))
        #expect(try given.refusal("sign", by: both, expected: given.state.version) == .rule("four-eyes"))
        #expect(try given.refusal("sign", by: given.approver) == nil)
    }

    @Test func norAfterAnotherOfficerProposedAgain() throws {
        var given = try GivenCase.at(.accepted)
        let both = Self.both(given)
        try given.act("propose-approval", by: both)
        try given.act("return-to-officer", by: given.approver)
        try given.act("propose-refusal", by: given.officer)
        #expect(given.state.proposal?.officer == Signatory(given.officer))
        #expect(try given.refusal("sign", by: both) == .rule("four-eyes"), "their hand is in it still")
        #expect(try given.refusal("sign", by: Self.both(given, 1)) == nil, "somebody of the same roles may")
    }
}
