// Who asks.

public import Casework

/// The requester as the case keeps it.
public struct RequesterFacts: FactSource {
    public var requester: Requester

    public init(_ requester: Requester) { self.requester = requester }

    public var group: FactGroup { .requester }

    public func write(_ pen: inout FactPen) {
        pen.text("requesterName", requester.name)
        pen.upper("requesterNameUpper", requester.name)
        pen.upper("requesterSuperior", requester.superiorName)
        pen.text("requesterAddress", requester.address)
        pen.text("requesterAddressWithin", LetterWording.within(requester.address))
        pen.text("requesterTelephone", requester.telephone)
        pen.text("requesterEmail", requester.email)
        pen.text("requesterPersonalID", requester.personalID.map { "\($0)" })
    }
}
