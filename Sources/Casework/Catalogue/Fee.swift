// What an answer costs.

public import Basics
public import Forms

/// A price for each field of each person, for a period (Circular 48/2022/TT-BTC).
public struct Fee: Hashable, Sendable {
    /// The code of the tariff, such as `SPDC01`.
    public var code: String
    /// Đồng for one field of one person.
    public var amountPerField: Int
    public var from: LocalDate
    /// The last day; `nil` while it is in force.
    public var through: LocalDate?
    /// Classes that pay nothing when they act within their functions.
    public var exempt: Set<RequesterClass>
    public var provenance: Provenance

    func isInForce(on date: LocalDate) -> Bool { from <= date && date <= through ?? date }
}

extension ServiceEntry {
    /// The fee in force on `date`; `nil` before there was any.
    public func fee(on date: LocalDate) -> Fee? { fees.first { $0.isInForce(on: date) } }

    /// Đồng for `persons` persons with `fields` fields each, due when the result is received. (Roadmap, "Payment".)
    public func amount(on date: LocalDate, requester: RequesterClass, persons: Int, fields: Int) -> Int {
        guard let fee = fee(on: date), !fee.exempt.contains(requester) else { return 0 }
        return fee.amountPerField * persons * fields
    }
}
