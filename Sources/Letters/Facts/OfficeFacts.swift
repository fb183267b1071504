// The office whose letterhead stands on the paper.

public import Casework

/// Whose paper it is; for a request, who is asked.
public struct OfficeFacts: FactSource {
    public var office: Office

    public init(_ office: Office) { self.office = office }

    public var group: FactGroup { .office }

    public func write(_ pen: inout FactPen) {
        pen.text("officeName", office.name)
        pen.upper("officeNameUpper", office.name)
        pen.text("officeSuperior", office.superior)
        pen.text("officeLetterhead", office.letterhead)
        pen.text("officeUnit", office.unit)
        pen.text("officeAddress", office.address)
        pen.text("officeAddressWithin", LetterWording.within(office.address))
        pen.text("officeTelephone", office.telephone)
    }
}
