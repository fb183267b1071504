// The two registers of an office (Decree 30/2020, Annex IV).

public import Basics
public import Casework
public import Storage

/// A line of the register of incoming documents (sổ đăng ký văn bản đến).
public struct IncomingDocument: Sendable, Hashable {
    public var number: Int
    public var caseID: CaseID
    public var arrivedOn: LocalDate
    public var author: String
    public var reference: String
    public var datedOn: LocalDate?
    public var subject: String
    public var handedTo: String
    public var handedOn: LocalDate?
    public var receivedBy: String
    public var note: String
}

/// A line of the register of outgoing documents (sổ đăng ký văn bản đi).
public struct OutgoingDocument: Sendable, Hashable {
    public var number: Int
    public var caseID: CaseID
    public var paper: Int
    public var notation: String
    public var datedOn: LocalDate
    public var subject: String
    public var signedBy: String
    public var sentTo: String
    public var keptBy: String
    public var copies: Int
    public var sentOn: LocalDate
    public var receivedBy: String
    public var note: String

    /// `05/QĐ-C06`.
    public var reference: String { "\(padded(number, to: 2))/\(notation)" }
}

extension Connection {
    func enter(_ document: IncomingDocument, office: OfficeCode) throws {
        try run(
            """
            INSERT INTO incoming_document (office, year, number, case_id, arrived_on, author, reference, dated_on,
                subject, handed_to, handed_on, received_by, note)
            VALUES (\(office.text), \(document.arrivedOn.year), \(document.number), \(document.caseID),
                \(document.arrivedOn), \(document.author), \(document.reference), \(document.datedOn),
                \(document.subject), \(document.handedTo), \(document.handedOn), \(document.receivedBy),
                \(document.note))
            """)
    }

    func enter(_ document: OutgoingDocument, office: OfficeCode) throws {
        try run(
            """
            INSERT INTO outgoing_document (office, year, number, case_id, paper_n, notation, dated_on, subject,
                signed_by, sent_to, kept_by, copies, sent_on, received_by, note)
            VALUES (\(office.text), \(document.datedOn.year), \(document.number), \(document.caseID),
                \(document.paper), \(document.notation), \(document.datedOn), \(document.subject),
                \(document.signedBy), \(document.sentTo), \(document.keptBy), \(document.copies), \(document.sentOn),
                \(document.receivedBy), \(document.note))
            """)
    }

    /// When a clerk takes a dossier in, the register says who handles it from then on.
    func handOver(_ caseID: CaseID, office: OfficeCode, to person: String, on date: LocalDate) throws {
        try run(
            """
            UPDATE incoming_document SET handed_to = \(person), handed_on = \(date), received_by = \(person)
            WHERE case_id = \(caseID) AND office = \(office.text)
            """)
    }

    /// Adds what came of the document to the remark of its line.
    func noteIncoming(_ note: String, of caseID: CaseID, office: OfficeCode) throws {
        try run(
            """
            UPDATE incoming_document SET note = CASE WHEN note = '' THEN \(note) ELSE note || '; ' || \(note) END
            WHERE case_id = \(caseID) AND office = \(office.text)
            """)
    }

    /// The newest `limit` lines of one year, in the order of their numbers.
    public func incomingDocuments(
        office: OfficeCode, year: Int, limit: Int
    ) throws -> [IncomingDocument] {
        try rows(
            """
            SELECT number, case_id, arrived_on, author, reference, dated_on, subject, handed_to, handed_on,
                received_by, note FROM incoming_document
            WHERE office = \(office.text) AND year = \(year) ORDER BY number DESC LIMIT \(limit)
            """
        ).reversed().map { row in
            IncomingDocument(
                number: try row.int(at: 0), caseID: try row.id(at: 1), arrivedOn: try row.date(at: 2),
                author: try row.text(at: 3), reference: try row.text(at: 4), datedOn: try row.optionalDate(at: 5),
                subject: try row.text(at: 6), handedTo: try row.text(at: 7), handedOn: try row.optionalDate(at: 8),
                receivedBy: try row.text(at: 9), note: try row.text(at: 10))
        }
    }

    /// The newest `limit` lines of one year, in the order of their numbers.
    public func outgoingDocuments(
        office: OfficeCode, year: Int, limit: Int
    ) throws -> [OutgoingDocument] {
        try rows(
            """
            SELECT number, case_id, paper_n, notation, dated_on, subject, signed_by, sent_to, kept_by, copies,
                sent_on, received_by, note FROM outgoing_document
            WHERE office = \(office.text) AND year = \(year) ORDER BY number DESC LIMIT \(limit)
            """
        ).reversed().map { row in
            OutgoingDocument(
                number: try row.int(at: 0), caseID: try row.id(at: 1), paper: try row.int(at: 2),
                notation: try row.text(at: 3), datedOn: try row.date(at: 4), subject: try row.text(at: 5),
                signedBy: try row.text(at: 6), sentTo: try row.text(at: 7), keptBy: try row.text(at: 8),
                copies: try row.int(at: 9), sentOn: try row.date(at: 10), receivedBy: try row.text(at: 11),
                note: try row.text(at: 12))
        }
    }
}
