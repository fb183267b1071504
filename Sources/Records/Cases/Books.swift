// The running numbers of the offices.

import Basics
import Casework
import Storage

/// Numbers taken inside the transaction of an act: a refused act takes none, so the books have no gaps. While the clock
/// lies behind the log, none is given (`Connection.requireRightClock`).
struct Books: Numbering {
    let db: any Connection
    let offices: [OfficeCode: Office]
    let now: Timestamp

    /// `<agency>-<yyMMdd>-<4 digits>`, counted within the day (TT 01/2018/TT-VPCP Art. 19, in the agency codes of
    /// TT 58/2025/TT-BCA). Offices with one agency code share the count.
    func nextDossierCode(office: OfficeCode, on date: LocalDate) throws -> String {
        let agency = offices[office]?.agencyCode ?? office.text
        let (year, month, day) = date.parts
        let stamp = padded(year % 100, to: 2) + padded(month, to: 2) + padded(day, to: 2)
        return "\(agency)-\(stamp)-\(padded(try next("dossier/\(agency)/\(date)"), to: 4))"
    }

    func nextIncoming(office: OfficeCode, on date: LocalDate) throws -> Int {
        try next("incoming/\(office)/\(date.year)")
    }

    func nextOutgoing(office: OfficeCode, on date: LocalDate) throws -> Int {
        try next("outgoing/\(office)/\(date.year)")
    }

    private func next(_ counter: String) throws -> Int {
        try db.requireRightClock(at: now)
        return try db.count(counter)
    }
}

extension Books {
    /// The counter that gave that code of a dossier, and the number it gave; `nil` when it is no such code.
    static func counter(ofDossier code: String) -> (name: String, number: Int)? {
        let parts = code.split(separator: "-")
        guard parts.count >= 3, let number = Int(parts[parts.count - 1]),
            let day = LocalDate(stamp: parts[parts.count - 2])
        else { return nil }
        return ("dossier/\(parts.dropLast(2).joined(separator: "-"))/\(day)", number)
    }
}

extension LocalDate {
    /// Reads `yyMMdd` of this century.
    fileprivate init?(stamp: Substring) {
        let digits = stamp.compactMap(\.wholeNumberValue)
        guard stamp.count == 6, digits.count == 6 else { return nil }
        self.init(
            year: 2000 + digits[0] * 10 + digits[1], month: digits[2] * 10 + digits[3],
            day: digits[4] * 10 + digits[5])
    }
}

extension Connection {
    /// The next value of that counter, from 1.
    func count(_ counter: String) throws -> Int {
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
