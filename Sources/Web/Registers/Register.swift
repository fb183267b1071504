// The two registers with their ten statutory columns (Decree 30/2020, Annex IV).

import Basics
import Casework
import Records
import Storage

/// One line: ten cells in the order of the columns.
struct RegisterLine: Sendable {
    var caseID: CaseID
    var number: Int
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

    /// One page of a year, the newest line first.
    func page(_ year: RegisterYear, at place: PagePlace, _ db: any Connection) throws -> ListPage<RegisterLine> {
        switch self {
        case .incoming:
            let page = try db.incomingDocuments(year, at: place, size: Limits.registerPageRows)
            return page.map(RegisterLine.init)
        case .outgoing:
            let page = try db.outgoingDocuments(year, at: place, size: Limits.registerPageRows)
            return page.map(RegisterLine.init)
        }
    }

    /// The next lines behind that number, in the order of the numbers.
    func lines(_ year: RegisterYear, after number: Int, _ db: any Connection) throws -> [RegisterLine] {
        switch self {
        case .incoming:
            try db.incomingDocuments(year, after: number, limit: Limits.registerRowsRead).map(RegisterLine.init)
        case .outgoing:
            try db.outgoingDocuments(year, after: number, limit: Limits.registerRowsRead).map(RegisterLine.init)
        }
    }

    /// How many lines the year has.
    func count(_ year: RegisterYear, _ db: any Connection) throws -> Int {
        switch self {
        case .incoming: try db.incomingDocumentCount(year)
        case .outgoing: try db.outgoingDocumentCount(year)
        }
    }
}

extension RegisterLine {
    fileprivate init(_ line: IncomingDocument) {
        self.init(
            caseID: line.caseID, number: line.number,
            cells: [
                line.arrivedOn.dayFirst, padded(line.number, to: 2), line.author, line.reference,
                line.datedOn?.dayFirst ?? "", line.subject, line.handedTo, line.handedOn?.dayFirst ?? "",
                line.receivedBy, line.note,
            ])
    }

    fileprivate init(_ line: OutgoingDocument) {
        self.init(
            caseID: line.caseID, number: line.number,
            cells: [
                line.reference, line.datedOn.dayFirst, line.subject, line.signedBy, line.sentTo, line.keptBy,
                padded(line.copies, to: 2), line.sentOn.dayFirst, line.receivedBy, line.note,
            ])
    }
}
