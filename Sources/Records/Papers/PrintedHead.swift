// What an issued paper says of itself.

import Basics
public import Casework
import Letters
import Storage

/// Number, date, addressees and signatories as they are printed: whoever checks a paper compares these with it. A
/// requester's own document has what the requester gave it, and not what the log knows of its arrival.
public struct PrintedHead: Sendable, Hashable {
    /// `15/CV-VPCC`; empty for a paper without a number.
    public var number = ""
    /// `Hà Nội, ngày 05 tháng 7 năm 2021`; empty where none is printed.
    public var placeAndDate = ""
    public var addressees: [String] = []
    public var signatories: [Signatory] = []

    /// Reads the stored text of the paper.
    init(_ markup: [UInt8]) throws {
        for block in try LetterMarkup.read(markup).blocks {
            switch block {
            case .heading(let heading):
                number = String(heading.number.trimmingPrefix("Số: "))
                placeAndDate = heading.placeAndDate
            case .addressee(let names): addressees = names
            case .closing(_, let signatures):
                signatories = signatures.map { signature in
                    let position = Position(title: signature.title, authority: signature.authority)
                    return Signatory(account: nil, name: signature.name, position: position)
                }
            default: break
            }
        }
    }
}

extension Connection {
    /// What is printed on an issued paper of that case.
    func printedHead(of paper: Paper, in id: CaseID) throws -> PrintedHead {
        try PrintedHead(try text(of: paper, in: id))
    }
}
