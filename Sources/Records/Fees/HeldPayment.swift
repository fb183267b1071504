// Money that came in and paid no fee.

public import Basics
public import Casework
public import Storage

/// A payment that a platform told of, and that paid nothing: the money is there, and somebody has to look after it.
public struct HeldPayment: Sendable, Hashable {
    public enum Reason: String, CaseIterable, Sendable {
        /// No dossier has that code.
        case unknownCase = "unknown-case"
        /// The fee is another sum.
        case otherSum = "other-sum"
        /// The dossier has no fee, its fee was paid already, or nothing asks for it yet.
        case nothingDue = "nothing-due"
        /// The dossier is over, or it was paid after the last day.
        case late
        /// What the dossier came to cannot be read, as where something of it was erased.
        case unreadableCase = "unreadable-case"
    }

    public var transaction: String
    /// The office of the case; the central one where there is none.
    public var office: OfficeCode
    /// As the platform said it.
    public var caseCode: String
    /// Đồng.
    public var amount: Int
    public var paidOn: LocalDate
    public var receivedAt: Timestamp
    public var reason: Reason
}

extension Connection {
    private static var columns: Query {
        "transaction_id, office, case_code, amount, paid_on, received_ms, reason"
    }

    func heldPayment(_ transaction: String) throws -> HeldPayment? {
        try one("SELECT \(Self.columns) FROM held_payment WHERE transaction_id = \(transaction)").map(HeldPayment.init)
    }

    /// Those of an office, the newest first, at most `Limits.heldPaymentsShownMax`.
    public func heldPayments(of office: OfficeCode) throws -> [HeldPayment] {
        try rows(
            """
            SELECT \(Self.columns) FROM held_payment WHERE office = \(office.text)
            ORDER BY paid_on DESC, transaction_id DESC LIMIT \(Limits.heldPaymentsShownMax)
            """
        ).map(HeldPayment.init)
    }

    /// Keeps it, with its line in the log, unless the transaction is kept already.
    func hold(_ payment: HeldPayment, at now: Timestamp) throws {
        let written = try rows(
            """
            INSERT INTO held_payment (\(Self.columns))
            VALUES (\(payment.transaction), \(payment.office.text), \(payment.caseCode), \(payment.amount),
                \(payment.paidOn), \(payment.receivedAt), \(payment.reason.rawValue))
            ON CONFLICT (transaction_id) DO NOTHING RETURNING *
            """
        ).map { try RecordedRow(.heldPayments, $0) }
        try record(written, of: RecordedRows.payments, by: .system, at: now)
    }
}

extension HeldPayment {
    fileprivate init(_ row: Row) throws {
        let reason = try row.text(at: 6)
        guard let known = Reason(rawValue: reason) else {
            throw StorageError.corrupt("a held payment has the reason \(reason)")
        }
        self.init(
            transaction: try row.text(at: 0), office: OfficeCode(try row.text(at: 1)), caseCode: try row.text(at: 2),
            amount: try row.int(at: 3), paidOn: try row.date(at: 4), receivedAt: try row.timestamp(at: 5),
            reason: known)
    }
}
