// What a case says of its fee: a pure function of the case.

import Basics
import Casework
import Forms
import Storage

/// The row of a case in `case_fee`.
struct FeeRow: Hashable, Sendable {
    /// The office that has the money: the one that held the case when the fee was computed.
    var office: String
    var assessedOn: LocalDate
    var tariff: String
    var fields: Int
    var persons: Int
    var amount: Int
    var isExempt: Bool
    var askedOn: LocalDate?
    var paidOn: LocalDate?
    var means: String?
    var reference: String?

    static let columns: Query = """
        office, assessed_on, tariff, fields, persons, amount, is_exempt, asked_on, paid_on, means, reference
        """
    /// The same where other tables are read with it, and this one as `f`.
    static let columnsBesideOthers: Query = """
        f.office, f.assessed_on, f.tariff, f.fields, f.persons, f.amount, f.is_exempt, f.asked_on, f.paid_on, f.means,
        f.reference
        """
}

extension FeeRow {
    /// `nil` while the case has no fee.
    init?(_ state: CaseState) {
        guard let fee = state.fee, let office = state.office else { return nil }
        let payment = state.feePayment
        self.init(
            office: office.text, assessedOn: fee.on, tariff: fee.tariff, fields: fee.fields, persons: fee.persons,
            amount: fee.amount, isExempt: fee.isExempt, askedOn: state.feeAskedOn, paidOn: payment?.on,
            means: payment?.means.rawValue, reference: payment.map { Self.reference($0, of: office) })
    }

    /// Reads `columns`, in their order.
    init(_ row: Row) throws(StorageError) {
        self.init(
            office: try row.text(at: 0), assessedOn: try row.date(at: 1), tariff: try row.text(at: 2),
            fields: try row.int(at: 3), persons: try row.int(at: 4), amount: try row.int(at: 5),
            isExempt: try row.int(at: 6) == 1, askedOn: try row.optionalDate(at: 7),
            paidOn: try row.optionalDate(at: 8), means: try row.optionalText(at: 9),
            reference: try row.optionalText(at: 10))
    }

    /// What tells one payment from all others: a receipt is one of its office's, a transaction one of the platform's.
    static func reference(_ payment: FeePayment, of office: OfficeCode) -> String {
        guard payment.means != .platform else { return reference(ofTransaction: payment.reference) }
        return "\(office.text) \(payment.receipt)"
    }

    static func reference(ofTransaction transaction: String) -> String {
        "\(FeePayment.Means.platform.rawValue) \(transaction)"
    }
}

extension Connection {
    /// Writes what a case costs, where an act changed it. A receipt that was given for another case refuses the act.
    func writeFee(_ state: CaseState, before: CaseState?) throws {
        guard let row = FeeRow(state), row != before.flatMap({ FeeRow($0) }) else { return }
        if let reference = row.reference, let other = try caseCode(paidBy: reference, otherThan: state.id) {
            throw Rejection.invalid([Problem("receipt", code: "problem.receipt-used", ["case": other])])
        }
        try send(
            """
            INSERT INTO case_fee (case_id, \(FeeRow.columns))
            VALUES (\(state.id), \(row.office), \(row.assessedOn), \(row.tariff), \(row.fields), \(row.persons),
                \(row.amount), \(row.isExempt), \(row.askedOn), \(row.paidOn), \(row.means), \(row.reference))
            ON CONFLICT (case_id) DO UPDATE SET asked_on = excluded.asked_on, paid_on = excluded.paid_on,
                means = excluded.means, reference = excluded.reference
            """, conflict: "a payment was recorded for two cases at once")
    }

    private func caseCode(paidBy reference: String, otherThan id: CaseID) throws -> String? {
        try one(
            """
            SELECT c.code FROM case_fee f JOIN case_row c ON c.id = f.case_id
            WHERE f.reference = \(reference) AND f.case_id <> \(id)
            """)?.text(at: 0)
    }

    /// What a release told, as its fee counts it: fields over all persons, and persons of whom any was told.
    func toldFields(of release: ReleaseID) throws -> (fields: Int, persons: Int) {
        // A clause stands behind each field, with one blank between two: `blood_type:1.1 spouse_id:1.2`.
        let row = try one(
            """
            SELECT coalesce(sum(length(fields) - length(replace(fields, ' ', '')) + 1), 0), count(*) FROM disclosure
            WHERE release_id = \(release) AND fields <> ''
            """)
        guard let row else { return (0, 0) }
        return (try row.int(at: 0), try row.int(at: 1))
    }
}
