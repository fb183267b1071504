// The clerk records that the fee was paid.

import Basics
public import Forms

/// `record-payment`: the whole fee came in, and a receipt was given for it; an answer that waited for it may be opened.
/// A payment platform says the same without anybody (`Decide.pay`).
public struct RecordPayment: Act {
    public let slug = "record-payment"
    public let allowed: [Role: Set<Stage>] = [.clerk: [.paymentDue, .fulfilled]]
    public var page: ActPage { .with { $0.asksForPassword = true } }

    /// The most that can be typed as a sum, in đồng.
    private static let amountMax = 1_000_000_000_000

    public func rehearse(_ outcome: String, _ settled: inout Settled, _ form: ApplicantForm) -> RehearsedAct {
        settled.isAnswered ? .done : .impossible("\(slug) is of the fee of an answer: fulfil must come first")
    }

    public func form(_ context: CaseContext) -> Form {
        let means = FeePayment.Means.ofDesk.map { Option($0.rawValue, .key("means.\($0.rawValue)")) }
        return Form(
            id: slug,
            fields: [
                Field("amount", .number(1...Self.amountMax)), Field("means", .choice(Options(means))),
                Field("receipt", .text(max: Limits.paymentReferenceCharactersMax), hintKey: "hint.receipt"),
                Field("paid_on", .date(DateLimits(notAfter: .today(plus: 0)))),
            ])
    }

    public func problems(_ answers: Answers, _ context: CaseContext) -> [Problem] {
        guard let fee = context.state.fee else { return [] }
        var problems: [Problem] = []
        if let receipt = answers.text("receipt"), FeePayment.receipt(receipt).isEmpty {
            problems.append(Problem("receipt", .required))
        }
        if let amount = answers.number("amount"), amount != fee.amount {
            problems.append(Problem("amount", code: "problem.other-sum", ["amount": String(fee.amount)]))
        }
        if let day = answers.date("paid_on"), day < fee.on {
            problems.append(Problem("paid_on", code: "problem.paid-before-fee", ["day": fee.on.dayFirst]))
        }
        return problems
    }

    public func decide(_ answers: Answers, _ context: CaseContext) throws -> [CaseEvent] {
        guard context.state.owesFee, let amount = answers.number("amount"), let day = answers.date("paid_on"),
            let means = answers.text("means").flatMap(FeePayment.Means.init)
        else { throw Rejection.rule("no-fee-due") }
        let payment = FeePayment(
            means: means, reference: answers.words("receipt"), amount: amount, on: day, by: context.signatory)
        return [.feePaid(payment: payment)]
    }
}
