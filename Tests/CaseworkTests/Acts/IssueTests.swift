// `issue`: number and date from the outgoing register; an approval becomes the grant.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct IssueTests {
    @Test func numbersTheDecisionAndAsksForTheData() throws {
        var given = try GivenCase.at(.signed)
        given.now = Timestamp(given.now.date.adding(days: 1), hour: 9)
        let events = try given.act("issue", by: given.clerk)
        #expect(events.map(\.name) == ["issued", "paperIssued"])
        #expect(events.first == .issued(by: Signatory(given.clerk), on: given.now.date, paper: 3))
        #expect(given.state.stage == .issued)
        #expect(given.state.issuedOn == given.now.date)
        let letter = try #require(given.state.papers.last)
        #expect(letter.kind == .approvalDecision && letter.n == 3 && letter.number == 2)
        #expect(letter.reference == "02/QĐ-CAHN-PC06", "after the receipt slip of the same register")
        let day = try #require(given.state.signedAt?.date)
        let signer = given.approver.signatory(on: day)
        #expect(letter.signer == signer, "the approver's name stands under it, not the clerk's")
        #expect(letter.date == given.now.date)
        #expect(given.state.marking.services.map(\.action) == ["fulfil"])
        #expect(given.state.marking.tasks.map(\.node) == ["withdrawal", "oversight"])
        #expect(given.state.clock.last == .stopped(given.now.date))
    }

    @Test func aRefusalEndsTheCase() throws {
        let given = try GivenCase.at(.refused)
        #expect(given.state.stage == .refused)
        #expect(given.state.marking.isEnded && given.state.marking.services == [])
        #expect(given.state.papers.map(\.kind) == [.request, .receiptSlip, .refusal])
        #expect(given.state.papers.last?.reference == "02/CAHN-PC06", "a letter without a type name")
        #expect(given.state.clock.last == .stopped(given.now.date))
    }

    @Test func theCentralOfficeHasItsOwnNotation() throws {
        let bank = try GivenCase.at(.issued, for: Samples.bank)
        #expect(bank.paperNames == ["request -", "receipt-slip 01/BPTNTKQ-C06", "approval-decision 02/QĐ-C06"])
        #expect(try GivenCase.at(.refused, for: Samples.bank).paperNames.last == "refusal 02/C06")
    }

    @Test func isGuarded() throws { try expectGuarded("issue", by: .clerk, at: .signed) }

    @Test func needsProofOfWhoIssues() throws {
        let given = try GivenCase.at(.signed)
        #expect(try given.problems("issue", by: given.clerk, [:]) == ["password problem.password-missing"])
        #expect(
            try given.refusal("issue", by: given.clerk, ["password": "sai"], reauthenticated: false)
                == .invalid([Problem("password", code: "problem.wrong-password")]))
    }

    @Test func whoSignedIsNoBarToIssuing() throws {
        var given = try GivenCase.at(.proposed)
        let both = Samples.person([.clerk, .approver], number: 920, office: given.office)
        try given.act("sign", by: both)
        try given.act("issue", by: both)
        #expect(given.state.stage == .issued)
    }

    @Test func aDecisionWhosePeriodIsOverIsNotIssued() throws {
        var given = try GivenCase.at(.signed)
        let until = try #require(given.state.decision?.until)
        given.now = Timestamp(until, hour: 12)
        #expect(try given.refusal("issue", by: given.clerk) == nil, "on the last day it still has a use")
        given.now = Timestamp(until.adding(days: 1))
        #expect(try given.refusal("issue", by: given.clerk) == .rule("period-over"))
    }

    @Test func theDataIsProvidedAndUseEnds() throws {
        var given = try GivenCase.at(.issued)
        let release: ReleaseID = Samples.id(7)
        let events = try given.complete("fulfil", [.fulfilled(release: release, rows: 3, persons: 2, notice: 4)])
        #expect(events == [.fulfilled(release: release, rows: 3, persons: 2, notice: 4)])
        #expect(given.state.stage == .fulfilled)
        #expect(given.state.release == release)
        #expect(given.state.releaseCounts?.rows == 3 && given.state.releaseCounts?.persons == 2)
        let until = try #require(given.state.useUntil)
        #expect(given.state.marking.subscriptions.map(\.due) == [Timestamp(until.adding(days: 1))])
        let timer = try #require(given.state.marking.subscriptions.first)
        #expect(throws: Rejection.self, "not a moment early") { try Decide.fire(timer.id, given.context(.system)) }
        #expect(try given.fireTimer("use-ends") == [.closed])
        #expect(given.state.stage == .closed && given.state.marking.isEnded)
        #expect(given.now == Timestamp(until.adding(days: 1)))
    }

    @Test func theServiceIsAskedForOnce() throws {
        var given = try GivenCase.at(.issued)
        let service = try #require(given.state.marking.services.first)
        try given.complete("fulfil", [])
        #expect(throws: Rejection.self) {
            try Decide.completeService(service.id, events: [], given.context(.system))
        }
    }
}
