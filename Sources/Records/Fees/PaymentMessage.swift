// One message of a payment platform.

import Basics
import Casework
import Storage
import Tokens

/// What a message says was paid.
struct PaymentMessage: Sendable {
    /// The platform's own name of the payment, the same in every message of it.
    let transaction: String
    /// Mã hồ sơ, as whoever paid gave it.
    let caseCode: String
    /// Đồng.
    let amount: Int
    let paidOn: LocalDate

    /// Throws `PaymentRefusal.unreadable` for the first claim that is missing or no such thing.
    init(_ claims: Claims, _ now: Timestamp) throws(PaymentRefusal) {
        transaction = try Self.text("transaction", claims)
        // As somebody typed it; what is no code is nobody's.
        guard let code = claims.text("case"), code.utf8.count <= Limits.paymentCaseBytesMax else {
            throw .unreadable(claim: "case")
        }
        let shown = code.unicodeScalars.filter { $0.properties.generalCategory != .control }
        caseCode = String(String.UnicodeScalarView(shown)).trimmed
        guard let amount = claims.wholeNumber("amount"), amount > 0, amount <= Self.amountMax else {
            throw .unreadable(claim: "amount")
        }
        guard claims.text("currency") == "VND" else { throw .unreadable(claim: "currency") }
        guard let day = claims.text("paid_on").flatMap({ LocalDate($0) }), day <= now.date.adding(days: 1) else {
            throw .unreadable(claim: "paid_on")
        }
        (self.amount, paidOn) = (amount, day)
    }

    /// More is no fee, whatever it is.
    private static let amountMax = 1_000_000_000_000_000

    /// A name without blanks and control characters.
    private static func text(_ name: String, _ claims: Claims) throws(PaymentRefusal) -> String {
        guard let text = claims.text(name), (1...Limits.paymentReferenceCharactersMax).contains(text.utf8.count),
            text.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { throw .unreadable(claim: name) }
        return text
    }

    /// Why it does not pay the fee of that case; `nil` where it does.
    func obstacle(_ state: CaseState) -> HeldPayment.Reason? {
        if state.stage.isFinal { return .late }
        guard state.owesFee, state.asksForPayment, let fee = state.fee, fee.on <= paidOn else { return .nothingDue }
        if let until = state.feeUntil, state.isHeldForFee, until < paidOn { return .late }
        return fee.amount == amount ? nil : .otherSum
    }
}

extension Connection {
    func caseID(ofCode code: String) throws -> CaseID? {
        try one("SELECT id FROM case_row WHERE code = \(code)").map { try $0.id(at: 0) }
    }

    /// What came of the same transaction before; `nil` where nobody told of it. Throws `PaymentRefusal.otherBefore`
    /// where it was told of otherwise.
    func outcome(of said: PaymentMessage) throws -> PaymentOutcome? {
        let paid = try one(
            """
            SELECT c.code, f.amount, f.paid_on FROM case_fee f JOIN case_row c ON c.id = f.case_id
            WHERE f.reference = \(FeeRow.reference(ofTransaction: said.transaction))
            """)
        if let paid {
            guard try paid.text(at: 0) == said.caseCode, try paid.int(at: 1) == said.amount,
                try paid.date(at: 2) == said.paidOn
            else { throw PaymentRefusal.otherBefore }
            return .recorded
        }
        if let held = try heldPayment(said.transaction) {
            guard held.caseCode == said.caseCode, held.amount == said.amount, held.paidOn == said.paidOn else {
                throw PaymentRefusal.otherBefore
            }
            return .held(held.reason)
        }
        return nil
    }

    /// Keeps what paid nothing; of two that come at once the first.
    func hold(_ said: PaymentMessage, at office: OfficeCode, for reason: HeldPayment.Reason, at now: Timestamp) throws {
        try hold(
            HeldPayment(
                transaction: said.transaction, office: office, caseCode: said.caseCode, amount: said.amount,
                paidOn: said.paidOn, receivedAt: now, reason: reason), at: now)
    }
}
