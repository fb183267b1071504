// What one answer costs.

public import Basics
import Forms
import Foundation
import Registry
import Workflow

/// The fee of an answer, computed at the result by the tariff of that day and never again: what was told is counted
/// field by field (Circular 48/2022/TT-BTC, Articles 3 and 4).
public struct FeeAssessment: Hashable, Codable, Sendable {
    /// The code of the tariff, such as `SPDC01`.
    public var tariff: String
    /// Đồng for one field of one person.
    public var amountPerField: Int
    /// Fields that were told, over all persons: what the registry has nothing on costs nothing.
    public var fields: Int
    /// Persons of whom any was told.
    public var persons: Int
    /// Whether the requester's class pays nothing.
    public var isExempt: Bool
    public var on: LocalDate

    public init(tariff: String, amountPerField: Int, fields: Int, persons: Int, isExempt: Bool, on: LocalDate) {
        self.tariff = tariff
        self.amountPerField = amountPerField
        self.fields = fields
        self.persons = persons
        self.isExempt = isExempt
        self.on = on
    }

    /// Đồng to be paid.
    public var amount: Int { isExempt ? 0 : fields * amountPerField }
}

/// Money that came in for a fee: all of it at once, and nothing else.
public struct FeePayment: Hashable, Codable, Sendable {
    public enum Means: String, CaseIterable, Codable, Sendable {
        case cash
        /// To the account of the office.
        case transfer
        /// By the payment platform, which says so itself.
        case platform

        /// Those that a clerk records.
        static let ofDesk: [Means] = [.cash, .transfer]
    }

    public var means: Means
    /// Series and number of the receipt that the office gave, or the platform's own name of the transaction.
    public var reference: String
    /// Đồng.
    public var amount: Int
    public var on: LocalDate
    /// The clerk who took it; `nil` where the platform said so.
    public var by: Signatory?

    public init(means: Means, reference: String, amount: Int, on: LocalDate, by: Signatory?) {
        self.means = means
        self.reference = reference
        self.amount = amount
        self.on = on
        self.by = by
    }
}

extension FeePayment {
    /// Letters and digits of the receipt alone, in one form: what stands between them is written in many ways.
    public var receipt: String { Self.receipt(reference) }

    static func receipt(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.uppercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension CaseState {
    /// Whether there is a fee that nobody has paid.
    public var owesFee: Bool { (fee?.amount ?? 0) > 0 && feePayment == nil }

    /// The last day on which the fee can be paid: that of use, but never in a hurry.
    public var feeUntil: LocalDate? {
        fee.map { fee in max(useUntil ?? fee.on, fee.on.adding(days: Limits.paymentDays)) }
    }

    /// Whether the answer is kept back until its fee is paid.
    public var isHeldForFee: Bool { isResultKeptBack && owesFee }

    /// The task in which the process waits for a payment now.
    var paymentTask: OpenTask? { marking.tasks.first { $0.acts.contains(Acts.payment.slug) } }
    public var asksForPayment: Bool { paymentTask != nil }

    /// The most that an answer to the request as it stands would cost on that day: each field told of each person.
    /// `nil` where nothing can be said yet, or the service has no fee for an answer to a list.
    public func feeEstimate(of service: ServiceEntry, on date: LocalDate) -> FeeAssessment? {
        guard service.scope == .list, let persons = proposal?.rows?.count ?? subjects?.count else { return nil }
        let fields = proposal.map(\.fields) ?? requestedFields(of: service)
        return service.assessment(
            of: fields.count * persons, about: persons, for: requester.requesterClass, on: date)
    }
}
