// The fees of an office in a month, to be held against its receipts and its account.

public import Basics
public import Casework
public import Storage

/// Which fees of an office, or of all of them.
public struct FeeList: Sendable, Hashable {
    public enum Kind: String, CaseIterable, Sendable {
        /// Those computed in the month.
        case assessed
        /// Those paid in the month, whenever they were computed.
        case paid
    }

    public var kind: Kind
    public var office: OfficeCode
    public var first: LocalDate
    public var last: LocalDate

    /// - Returns: `nil` for no month of the calendar.
    public init?(_ kind: Kind, of office: OfficeCode, year: Int, month: Int) {
        guard let first = LocalDate(year: year, month: month, day: 1),
            let next = LocalDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
        else { return nil }
        (self.kind, self.office, self.first, last) = (kind, office, first, next.adding(days: -1))
    }

    fileprivate var condition: Query {
        let months: Query = "BETWEEN \(first) AND \(last)"
        return switch kind {
        case .assessed: "f.office = \(office.text) AND f.assessed_on \(months)"
        case .paid: "f.office = \(office.text) AND f.paid_on IS NOT NULL AND f.paid_on \(months)"
        }
    }

    /// In the order of the days.
    fileprivate var list: SortedList {
        SortedList(
            "c.code, c.requester_name, c.service, \(FeeRow.columnsBesideOthers)", from: "case_fee f",
            joined: "JOIN case_row c ON c.id = f.case_id", where: [condition], by: .fees(kind))
    }
}

extension SortKey {
    public static func fees(_ kind: FeeList.Kind) -> SortKey {
        SortKey(.text(kind == .assessed ? "f.assessed_on" : "f.paid_on"), .text("f.case_id"))
    }
}

/// One fee with its case.
public struct FeeLine: Sendable, Hashable {
    public var caseID: CaseID
    public var caseCode: String
    public var requesterName: String
    public var service: String
    public var tariff: String
    public var fields: Int
    public var persons: Int
    public var amount: Int
    public var isExempt: Bool
    public var assessedOn: LocalDate
    public var askedOn: LocalDate?
    public var paidOn: LocalDate?
    public var means: FeePayment.Means?
    /// The number of the receipt, or the transaction.
    public var reference: String
}

/// What the lines of a list come to, in đồng.
public struct FeeTotals: Sendable, Hashable {
    public var lines = 0
    public var amount = 0
    public var paid = 0
    /// Lines that cost nothing, since their requesters pay nothing.
    public var exempt = 0

    public var open: Int { amount - paid }
}

extension Connection {
    public func fees(_ list: FeeList, at place: PagePlace, size: Int = Limits.pageRows) throws -> ListPage<FeeLine> {
        try page(of: list.list, at: place, size: size) { row in try FeeLine(row) }
    }

    /// The next lines behind one, for files, which are read piece by piece; the first ones without it.
    public func fees(_ list: FeeList, after line: FeeLine?, limit: Int) throws -> [FeeLine] {
        guard let line else { return try fees(list, at: .first, size: limit).lines }
        let day = list.kind == .assessed ? line.assessedOn : line.paidOn ?? line.assessedOn
        let cursor = Cursor([day.sqlValue, line.caseID.sqlValue])
        return try lines(of: list.list, after: cursor, limit: limit) { row in try FeeLine(row) }
    }

    public func totals(of list: FeeList) throws -> FeeTotals {
        let row = try one(
            """
            SELECT count(*), coalesce(sum(f.amount), 0),
                coalesce(sum(CASE WHEN f.paid_on IS NULL THEN 0 ELSE f.amount END), 0), coalesce(sum(f.is_exempt), 0)
            FROM case_fee f WHERE \(list.condition)
            """)
        guard let row else { return FeeTotals() }
        return FeeTotals(
            lines: try row.int(at: 0), amount: try row.int(at: 1), paid: try row.int(at: 2),
            exempt: try row.int(at: 3))
    }
}

extension FeeLine {
    /// Behind the two columns of the key: day and case.
    fileprivate init(_ row: Row) throws {
        let skipped = 5
        let fee = try FeeRow(Row(columns: [], values: Array(row.values.dropFirst(skipped))))
        let reference = fee.reference.flatMap { $0.split(separator: " ", maxSplits: 1).last }
        self.init(
            caseID: try row.id(at: 1), caseCode: try row.text(at: 2), requesterName: try row.text(at: 3),
            service: try row.text(at: 4), tariff: fee.tariff, fields: fee.fields, persons: fee.persons,
            amount: fee.amount, isExempt: fee.isExempt, assessedOn: fee.assessedOn, askedOn: fee.askedOn,
            paidOn: fee.paidOn, means: fee.means.flatMap(FeePayment.Means.init),
            reference: reference.map { String($0) } ?? "")
    }
}
