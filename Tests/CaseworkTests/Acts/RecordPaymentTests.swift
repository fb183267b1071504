// `record-payment`: the whole fee came in; an answer that waited for it may be opened.

import Basics
import Forms
import TestKit
import Testing
import Workflow

@testable import Casework

struct RecordPaymentTests {
    @Test func paysTheFeeAndTheCaseGoesOn() throws {
        var given = try GivenCase.at(.paymentDue)
        #expect(given.state.isHeldForFee && given.state.feeAskedOn == given.now.date)
        #expect(given.state.papers.last?.kind == PaperKind(rawValue: "fee-notice"))
        let events = try given.act("record-payment", by: given.clerk)
        let payment = FeePayment(
            means: .cash, reference: "AA/24E 0000017", amount: 6_000, on: given.now.date, by: Signatory(given.clerk))
        #expect(events == [.feePaid(payment: payment)])
        #expect(given.state.stage == .fulfilled && !given.state.owesFee && !given.state.isHeldForFee)
    }

    @Test func isGuarded() throws { try expectGuarded("record-payment", by: .clerk, at: .paymentDue) }

    @Test func needsProofOfWhoRecords() throws {
        let given = try GivenCase.at(.paymentDue)
        let input = GivenCase.input("record-payment", given.state, given.service)
        #expect(
            try given.refusal("record-payment", by: given.clerk, input, reauthenticated: false)
                == .invalid([Problem("password", code: "problem.wrong-password")]))
    }

    @Test func nothingIsPaidTwiceOrWithoutAFee() throws {
        var given = try GivenCase.at(.paymentDue)
        try given.act("record-payment", by: given.clerk)
        #expect(
            try given.refusal("record-payment", by: given.clerk)
                == .conflict(version: given.state.version, stage: .fulfilled))
        let free = try GivenCase.at(.fulfilled)
        #expect(
            try free.refusal("record-payment", by: free.clerk)
                == .conflict(version: free.state.version, stage: .fulfilled))
    }

    @Test func thePlatformPaysOnceToo() throws {
        var given = try GivenCase.at(.paymentDue)
        let payment = FeePayment(means: .platform, reference: "PP-1", amount: 6_000, on: given.now.date, by: nil)
        let paid = try Decide.pay(payment, given.context(.system))
        #expect(paid.state.stage == .fulfilled && paid.state.feePayment == payment)
        try given.act("record-payment", by: given.clerk)
        #expect(throws: Rejection.rule("no-fee-due")) { try Decide.pay(payment, given.context(.system)) }
    }

    @Test func theEstimateIsTheMostThatCanBeTold() throws {
        let given = try GivenCase.at(.filed)
        let estimate = try #require(given.state.feeEstimate(of: given.service, on: given.now.date))
        #expect(estimate.fields == given.state.requestedFields(of: given.service).count * 3)
        #expect(estimate.persons == 3 && estimate.amount == estimate.fields * 1_000)
        var narrower = try GivenCase.at(.accepted)
        try narrower.act("propose-narrower", by: narrower.officer)
        #expect(narrower.state.feeEstimate(of: narrower.service, on: narrower.now.date)?.persons == 1)
        let agency = try GivenCase.at(.filed, for: Samples.commune)
        #expect(agency.state.feeEstimate(of: agency.service, on: agency.now.date)?.isExempt == true)
    }
}
