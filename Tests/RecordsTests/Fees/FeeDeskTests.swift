// From the answer to the paid fee: computed field by field, asked for by a notice, and nothing opened before.

import Basics
import Casework
import Forms
import Registry
import Storage
import TestKit
import Testing

@testable import Records

@Suite(.serialized) struct FeeDeskTests {
    private static let agency = Samples.organization(.stateAgency, level: .province)

    // MARK: What it costs

    @Test func eachFieldThatWasToldIsPaidFor() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered("auth.identity", persons: 3)
        let fee = try #require(state.fee)
        let told = try await Self.told(state, sample)
        #expect(fee.fields == told.reduce(0, +) && fee.fields > 0)
        #expect(fee.persons == told.count { $0 > 0 })
        #expect(fee.tariff == "SPDC01" && fee.amountPerField == 1_000 && fee.amount == fee.fields * 1_000)
        #expect(fee.on == FeeSample.now.date && !fee.isExempt)
        #expect(try await sample.findings() == [])
    }

    /// Fields told of each person, by the answers themselves.
    private static func told(_ state: CaseState, _ sample: FeeSample) async throws -> [Int] {
        let release = try #require(state.release)
        return try await sample.sample.store.read { db in
            let id = try #require(try db.release(release)).grant
            let grant = try #require(try db.grant(id))
            return try db.blocks(of: release).flatMap { try db.answers(of: $0, in: release) }
                .map { $0.disclosed(under: grant).count }
        }
    }

    @Test func aNoticeAsksForItAndNobodyOfTheRecipientOpensTheResultBefore() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        #expect(state.stage == .paymentDue && state.isHeldForFee && state.feeAskedOn == FeeSample.now.date)
        #expect(state.papers.last?.kind == PaperKind(rawValue: "fee-notice"))
        let desk = ResultDesk(store: sample.sample.store)
        for format in [ResultFormat.page, .csv, .xml, .pdf] {
            await #expect(throws: FulfilmentRefusal.unpaid) {
                _ = try await desk.open(state, as: format, by: DeskSample.filer, at: FeeSample.now)
            }
        }
        let inspector = Samples.person(.inspector)
        #expect(try await desk.open(state, as: .page, by: inspector, at: FeeSample.now) != nil)
        let paid = try await sample.record(state)
        #expect(paid.stage == .fulfilled && !paid.owesFee)
        #expect(try await desk.open(paid, as: .csv, by: DeskSample.filer, at: FeeSample.now) != nil)
        #expect(try await sample.findings() == [])
    }

    @Test func whereItIsPaidLaterTheResultIsOpenAtOnceAndTheFeeStillAskedFor() async throws {
        let sample = try await FeeSample(payment: .afterResult)
        let state = try await sample.answered()
        #expect(state.stage == .fulfilled && state.owesFee && !state.isHeldForFee && state.asksForPayment)
        #expect(state.feeAskedOn == FeeSample.now.date)
        #expect(state.papers.last?.kind == .resultNotice)
        let desk = ResultDesk(store: sample.sample.store)
        #expect(try await desk.open(state, as: .csv, by: DeskSample.filer, at: FeeSample.now) != nil)
        #expect(try await sample.take(FeeSample.claims(state)) == .recorded)
        let paid = try await sample.sample.state(state.id)
        #expect(paid.stage == .fulfilled && !paid.owesFee && !paid.asksForPayment)
        #expect(try await sample.findings() == [])
    }

    @Test func classesThatPayNothingGetTheirResultAtOnce() async throws {
        let sample = try await FeeSample()
        try await Accounts(store: sample.sample.store, passwords: try Passwords(cost: .cheapest))
            .addOrganization(Self.agency, by: .system, now: DeskSample.now)
        let state = try await sample.answered(by: Samples.person(.filer, of: Self.agency))
        #expect(state.stage == .fulfilled && state.fee?.isExempt == true && state.fee?.amount == 0)
        #expect(!state.papers.contains { $0.kind == PaperKind(rawValue: "fee-notice") })
        #expect(try await sample.findings() == [])
    }

    @Test func theNoticeSaysTheSumInWords() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered(persons: 3)
        let paper = try #require(state.papers.last)
        let text = try await sample.sample.store.read { db in
            let row = try db.one(
                "SELECT content FROM paper_version WHERE case_id = \(state.id) AND n = \(paper.n) AND form = 'text'")
            return try #require(row).blob(at: 0)
        }
        let letter = String(decoding: text, as: UTF8.self)
        let fee = try #require(state.fee)
        #expect(letter.contains("SPDC01") && letter.contains("phải nộp: \(fee.fields).000 đồng"))
        #expect(letter.contains("nghìn đồng") && letter.contains("2421"))
        #expect(letter.contains("hết ngày 01 tháng 5 năm 2026"))
    }

    // MARK: The desk

    @Test(arguments: [
        ("amount", "999", "problem.other-sum"), ("amount", nil, "problem.required"),
        ("paid_on_day", "3", "problem.date-in-future"), ("paid_on_day", "1", "problem.paid-before-fee"),
        ("means", "platform", "problem.unknown-choice"), ("receipt", nil, "problem.required"),
    ])
    func whatDoesNotFitIsSaidAtItsField(_ field: String, _ typed: String?, _ code: String) async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        let input = try FeeSample.input(state).with(field, typed)
        let refusal = try await sample.sample.refusal { try await sample.record(state, input) }
        guard case .invalid(let problems)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(problems.map(\.code) == [code])
        #expect(try await sample.sample.state(state.id) == state)
    }

    @Test func aReceiptPaysOneFeeHoweverItIsWritten() async throws {
        let sample = try await FeeSample()
        let (one, other) = (try await sample.answered(), try await sample.answered())
        try await sample.record(one)
        let input = try FeeSample.input(other, receipt: "aa-24e  0000017.")
        let refusal = try await sample.sample.refusal { try await sample.record(other, input) }
        guard case .invalid(let problems)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(problems == [Problem("receipt", code: "problem.receipt-used", ["case": one.code ?? ""])])
        #expect(try await sample.sample.state(other.id).stage == .paymentDue)
        try await sample.record(other, try FeeSample.input(other, receipt: "AA/24E 0000018"))
        #expect(try await sample.findings() == [])
    }

    @Test func whatIsNotPaidInTimeEndsWithoutAResult() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        let after = Timestamp(FeeSample.until.adding(days: 4), hour: 8)
        try await sample.sample.worker.runDue(at: after)
        let ended = try await sample.sample.state(state.id)
        #expect(ended.stage == .closed && ended.isHeldForFee)
        await #expect(throws: FulfilmentRefusal.unpaid) {
            _ = try await ResultDesk(store: sample.sample.store).open(ended, as: .csv, by: DeskSample.filer, at: after)
        }
        #expect(try await sample.findings() == [])
    }

    @Test func theRequestIsNotTakenBackOnceItWasDecided() async throws {
        let sample = try await FeeSample()
        let state = try await sample.answered()
        let refusal = try await sample.sample.refusal {
            try await sample.sample.act("withdraw", state.id, FieldValues([:]), at: FeeSample.now)
        }
        #expect(refusal == .rule("decision-issued"))
    }

    // MARK: The register

    @Test func theMonthAddsUp() async throws {
        let sample = try await FeeSample()
        let (one, other) = (try await sample.answered(), try await sample.answered(persons: 2))
        try await sample.record(one)
        let sums = (one.fee?.amount ?? 0, other.fee?.amount ?? 0)
        let known = ["\(one.code ?? "") \(sums.0)", "\(other.code ?? "") \(sums.1)"]
        let (lines, totals, paid, next) = try await sample.sample.store.read { db in
            let assessed = try #require(FeeList(.assessed, of: DeskSample.office, year: 2026, month: 3))
            let paid = try #require(FeeList(.paid, of: DeskSample.office, year: 2026, month: 3))
            let next = try #require(FeeList(.assessed, of: DeskSample.office, year: 2026, month: 4))
            let first = try db.fees(paid, after: nil, limit: 1)
            let lines = try db.fees(assessed, at: .first).lines
            return (lines, try db.totals(of: assessed), first, try db.totals(of: next))
        }
        // Of one day in no order that means anything.
        #expect(Set(lines.map { "\($0.caseCode) \($0.amount)" }) == Set(known))
        #expect(Set(lines.map(\.persons)) == [one.fee?.persons, other.fee?.persons])
        #expect(totals == FeeTotals(lines: 2, amount: sums.0 + sums.1, paid: sums.0, exempt: 0))
        #expect(totals.open == sums.1)
        #expect(paid.map(\.caseID) == [one.id])
        #expect(paid.first?.reference == "AA24E0000017" && paid.first?.means == .cash)
        #expect(next == FeeTotals())
        let last = try #require(paid.first)
        let rest = try await sample.sample.store.read { db in
            let list = try #require(FeeList(.paid, of: DeskSample.office, year: 2026, month: 3))
            return try db.fees(list, after: last, limit: 1)
        }
        #expect(rest.isEmpty)
        #expect(FeeList(.paid, of: DeskSample.office, year: 2026, month: 13) == nil)
        #expect(FeeList(.paid, of: DeskSample.office, year: 2026, month: 12)?.last == LocalDate("2026-12-31"))
    }
}
