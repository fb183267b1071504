// The tariff of a service.

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

    /// What an answer of that day costs a requester of that class; `nil` where the service has no fee then.
    /// - Parameters:
    ///   - fields: Fields that the answer tells, over all persons.
    ///   - persons: Persons of whom it tells any.
    public func assessment(
        of fields: Int, about persons: Int, for requester: RequesterClass, on date: LocalDate
    ) -> FeeAssessment? {
        fee(on: date).map { fee in
            FeeAssessment(
                tariff: fee.code, amountPerField: fee.amountPerField, fields: fields, persons: persons,
                isExempt: fee.exempt.contains(requester), on: date)
        }
    }
}
