// The organisation that asks.

public import Casework

/// The requester as the case keeps it.
public struct RequesterFacts: FactSource {
    public var organization: Organization

    public init(_ organization: Organization) { self.organization = organization }

    public var group: FactGroup { .requester }

    public func write(_ pen: inout FactPen) {
        pen.text("requesterName", organization.name)
        pen.upper("requesterNameUpper", organization.name)
        pen.text("requesterAddress", organization.address)
        pen.text("requesterTelephone", organization.telephone)
        pen.text("requesterEmail", organization.email)
    }
}
