// The running numbers of the offices.

import Basics
import Casework
public import Storage

/// Numbers taken inside the transaction of an act: a refused act takes none, so the books have no gaps.
struct Books: Numbering {
    let db: any Connection
    let offices: [OfficeCode: Office]

    /// `<agency>-<yyMMdd>-<4 digits>`, counted within the day (TT 01/2018/TT-VPCP Art. 19, in the agency codes of
    /// TT 58/2025/TT-BCA). Offices with one agency code share the count.
    func nextDossierCode(office: OfficeCode, on date: LocalDate) throws -> String {
        let agency = offices[office]?.agencyCode ?? office.text
        let (year, month, day) = date.parts
        let stamp = padded(year % 100, to: 2) + padded(month, to: 2) + padded(day, to: 2)
        return "\(agency)-\(stamp)-\(padded(try db.count("dossier/\(agency)/\(date)"), to: 4))"
    }

    func nextIncoming(office: OfficeCode, on date: LocalDate) throws -> Int {
        try db.count("incoming/\(office)/\(date.year)")
    }

    func nextOutgoing(office: OfficeCode, on date: LocalDate) throws -> Int {
        try db.count("outgoing/\(office)/\(date.year)")
    }
}

extension Connection {
    /// The next value of that counter, from 1.
    @discardableResult
    public func count(_ counter: String) throws -> Int {
        let row = try one(
            """
            INSERT INTO counter (name, value) VALUES (\(counter), 1)
            ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value
            """)
        guard let row else { throw StorageError.corrupt("counter \(counter) gave no value") }
        return try row.int(at: 0)
    }
}

/// For looking only: no number can be taken.
struct NoBooks: Numbering {
    func nextDossierCode(office: OfficeCode, on date: LocalDate) throws -> String {
        throw StorageError.unavailable(why)
    }
    func nextIncoming(office: OfficeCode, on date: LocalDate) throws -> Int { throw StorageError.unavailable(why) }
    func nextOutgoing(office: OfficeCode, on date: LocalDate) throws -> Int { throw StorageError.unavailable(why) }

    private var why: String { "numbers are only taken inside an act" }
}
