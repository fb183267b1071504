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
    func enter(_ document: IncomingDocument, office: OfficeCode) throws -> [RecordedRow] {
        try rows(
            """
            INSERT INTO incoming_document (office, year, number, case_id, arrived_on, author, reference, dated_on,
                subject, handed_to, handed_on, received_by, note)
            VALUES (\(office.text), \(document.arrivedOn.year), \(document.number), \(document.caseID),
                \(document.arrivedOn), \(document.author), \(document.reference), \(document.datedOn),
                \(document.subject), \(document.handedTo), \(document.handedOn), \(document.receivedBy),
                \(document.note))
            RETURNING *
            """
        ).map { try RecordedRow(.incoming, $0) }
    }

    func enter(_ document: OutgoingDocument, office: OfficeCode) throws -> [RecordedRow] {
        try rows(
            """
            INSERT INTO outgoing_document (office, year, number, case_id, paper_n, notation, dated_on, subject,
                signed_by, sent_to, kept_by, copies, sent_on, received_by, note)
            VALUES (\(office.text), \(document.datedOn.year), \(document.number), \(document.caseID),
                \(document.paper), \(document.notation), \(document.datedOn), \(document.subject),
                \(document.signedBy), \(document.sentTo), \(document.keptBy), \(document.copies), \(document.sentOn),
                \(document.receivedBy), \(document.note))
            RETURNING *
            """
        ).map { try RecordedRow(.outgoing, $0) }
    }

    /// When a clerk takes a dossier in, the register says who handles it from then on.
    func handOver(_ caseID: CaseID, office: OfficeCode, to person: String, on date: LocalDate) throws -> [RecordedRow] {
        try rows(
            """
            UPDATE incoming_document SET handed_to = \(person), handed_on = \(date), received_by = \(person)
            WHERE case_id = \(caseID) AND office = \(office.text) RETURNING *
            """
        ).map { try RecordedRow(.incoming, $0) }
    }

    /// Adds what came of the document to the remark of its line.
    func noteIncoming(_ note: String, of caseID: CaseID, office: OfficeCode) throws -> [RecordedRow] {
        try rows(
            """
            UPDATE incoming_document SET note = CASE WHEN note = '' THEN \(note) ELSE note || '; ' || \(note) END
            WHERE case_id = \(caseID) AND office = \(office.text) RETURNING *
            """
        ).map { try RecordedRow(.incoming, $0) }
    }
}

// MARK: Reading

/// The register of an office for one year: its numbers run from 1 without gaps.
public struct RegisterYear: Sendable, Hashable {
    public var office: OfficeCode
    public var year: Int

    public init(office: OfficeCode, year: Int) {
        self.office = office
        self.year = year
    }

    fileprivate func list(_ columns: Query, _ table: Query, newestFirst: Bool) -> SortedList {
        SortedList(
            columns, from: table, where: ["office = \(office.text) AND year = \(year)"],
            by: newestFirst ? .register : SortKey(.integer("number")))
    }
}

extension SortKey {
    /// The order of a register as a page shows it: the newest line first.
    public static let register = SortKey(.integer("number"), descending: true)
}

extension RegisterYear {
    fileprivate func incoming(newestFirst: Bool) -> SortedList {
        list(
            """
            case_id, arrived_on, author, reference, dated_on, subject, handed_to, handed_on, received_by, note
            """, "incoming_document", newestFirst: newestFirst)
    }

    fileprivate func outgoing(newestFirst: Bool) -> SortedList {
        list(
            """
            case_id, paper_n, notation, dated_on, subject, signed_by, sent_to, kept_by, copies, sent_on, received_by,
            note
            """, "outgoing_document", newestFirst: newestFirst)
    }
}

extension Connection {
    /// One page of the register, the newest line first.
    public func incomingDocuments(
        _ register: RegisterYear, at place: PagePlace, size: Int
    ) throws -> ListPage<IncomingDocument> {
        try page(of: register.incoming(newestFirst: true), at: place, size: size, IncomingDocument.init)
    }

    public func outgoingDocuments(
        _ register: RegisterYear, at place: PagePlace, size: Int
    ) throws -> ListPage<OutgoingDocument> {
        try page(of: register.outgoing(newestFirst: true), at: place, size: size, OutgoingDocument.init)
    }

    /// The next lines behind that number, in the order of the numbers: for files, which are read piece by piece.
    public func incomingDocuments(
        _ register: RegisterYear, after number: Int, limit: Int
    ) throws -> [IncomingDocument] {
        try lines(
            of: register.incoming(newestFirst: false), after: Cursor([.integer(Int64(number))]), limit: limit,
            IncomingDocument.init)
    }

    public func outgoingDocuments(
        _ register: RegisterYear, after number: Int, limit: Int
    ) throws -> [OutgoingDocument] {
        try lines(
            of: register.outgoing(newestFirst: false), after: Cursor([.integer(Int64(number))]), limit: limit,
            OutgoingDocument.init)
    }

    /// The newest number, which is how many lines there are; 0 where there is none.
    public func incomingDocumentCount(_ register: RegisterYear) throws -> Int {
        try lastNumber("incoming_document", register)
    }

    public func outgoingDocumentCount(_ register: RegisterYear) throws -> Int {
        try lastNumber("outgoing_document", register)
    }

    private func lastNumber(_ table: Query, _ register: RegisterYear) throws -> Int {
        let row = try one(
            "SELECT max(number) FROM \(table) WHERE office = \(register.office.text) AND year = \(register.year)")
        return try row?.optionalInt(at: 0) ?? 0
    }
}

extension IncomingDocument {
    fileprivate init(_ row: Row) throws {
        self.init(
            number: try row.int(at: 0), caseID: try row.id(at: 1), arrivedOn: try row.date(at: 2),
            author: try row.text(at: 3), reference: try row.text(at: 4), datedOn: try row.optionalDate(at: 5),
            subject: try row.text(at: 6), handedTo: try row.text(at: 7), handedOn: try row.optionalDate(at: 8),
            receivedBy: try row.text(at: 9), note: try row.text(at: 10))
    }
}

extension OutgoingDocument {
    fileprivate init(_ row: Row) throws {
        self.init(
            number: try row.int(at: 0), caseID: try row.id(at: 1), paper: try row.int(at: 2),
            notation: try row.text(at: 3), datedOn: try row.date(at: 4), subject: try row.text(at: 5),
            signedBy: try row.text(at: 6), sentTo: try row.text(at: 7), keptBy: try row.text(at: 8),
            copies: try row.int(at: 9), sentOn: try row.date(at: 10), receivedBy: try row.text(at: 11),
            note: try row.text(at: 12))
    }
}
