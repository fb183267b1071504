// The two registers with their ten statutory columns (Decree 30/2020, Annex IV).

import Basics
import Casework
import Records
import Storage

/// One line: ten cells in the order of the columns.
struct RegisterLine: Sendable {
    var caseID: CaseID
    var number: String
    var cells: [String]
}

enum Register: String, Sendable {
    case incoming, outgoing

    /// The keys of the column headings.
    var columns: [String] {
        switch self {
        case .incoming:
            [
                "arrived", "number", "author", "reference", "dated", "subject", "handed-to", "handed-on", "received",
                "note",
            ].map { "registers.in.\($0)" }
        case .outgoing:
            [
                "reference", "dated", "subject", "signed", "sent-to", "kept", "copies", "sent", "received", "note",
            ].map { "registers.out.\($0)" }
        }
    }

    /// The column that leads to the case.
    var linkColumn: Int {
        switch self {
        case .incoming: 1
        case .outgoing: 0
        }
    }

    /// The lines of a year, in the order of their numbers.
    func lines(of office: OfficeCode, year: Int, _ db: any Connection) throws -> [RegisterLine] {
        switch self {
        case .incoming:
            try db.incomingDocuments(office: office, year: year, limit: Limits.registerRowsMax).map { line in
                RegisterLine(
                    caseID: line.caseID, number: padded(line.number, to: 2),
                    cells: [
                        line.arrivedOn.dayFirst, padded(line.number, to: 2), line.author, line.reference,
                        line.datedOn?.dayFirst ?? "", line.subject, line.handedTo, line.handedOn?.dayFirst ?? "",
                        line.receivedBy, line.note,
                    ])
            }
        case .outgoing:
            try db.outgoingDocuments(office: office, year: year, limit: Limits.registerRowsMax).map { line in
                RegisterLine(
                    caseID: line.caseID, number: padded(line.number, to: 2),
                    cells: [
                        line.reference, line.datedOn.dayFirst, line.subject, line.signedBy, line.sentTo, line.keptBy,
                        padded(line.copies, to: 2), line.sentOn.dayFirst, line.receivedBy, line.note,
                    ])
            }
        }
    }
}
