// What the tables and the log hold of many cases, each read once for all of them.

import Basics
import Casework
import Storage

/// The rows of cases that follow one another by their ids: asking for those of each case by itself was a third of the
/// work of a check.
///
/// A row that belongs to none of these cases is left out: what belongs to nobody is found by counting
/// (`AuditCounts.surplus`).
struct CaseRun {
    private(set) var cases: [AuditedCase]

    /// - Parameter ids: in the order of their texts, with no other case of the log between them.
    init(_ ids: [CaseID], _ db: any Connection) throws {
        cases = ids.map(AuditedCase.init)
        guard let first = ids.first, let last = ids.last else { return }
        let places = Dictionary(uniqueKeysWithValues: zip(ids.map(\.text), ids.indices))
        let those: Query = "case_id >= \(first) AND case_id <= \(last)"
        for part in AuditedCase.Part.allCases {
            try db.visit(part.query(those, from: first, to: last), by: places) { place, row in
                cases[place].add(part.isOfFiles ? row.digestingLast() : row, to: part)
            }
        }
        for table in RecordedTable.ofCases {
            var layout: RecordedRow.Layout?
            try db.visit("\(table.selection) WHERE \(those)", by: places) { place, row in
                let known = try layout ?? RecordedRow.Layout(table, row.columns)
                layout = known
                cases[place].recorded[table, default: []].append(known.read(row))
            }
        }
    }
}

/// What the tables and the log hold of one case.
struct AuditedCase {
    /// What is read of every case.
    enum Part: Int, CaseIterable {
        // Of the log.
        case events, recorded, drawings, erasures, remarks
        // Tables that are folded from it.
        case caseRow, offices, filedRequest, fee, remarkWaits, tasks, timers, work, papers, paperFiles, documents
    }

    let id: CaseID
    /// By the number of their part.
    private var parts = [[Row]](repeating: [], count: Part.allCases.count)
    /// The rows of tables that the log has digests of, as they stand.
    fileprivate(set) var recorded: [RecordedTable: [RecordedRow]] = [:]

    fileprivate init(_ id: CaseID) { self.id = id }

    fileprivate mutating func add(_ row: Row, to part: Part) { parts[part.rawValue].append(row) }

    func rows(_ part: Part) -> [Row] { parts[part.rawValue] }

    /// What the log says in entries of one kind, and when. Throws `StorageError.erased` when it says so no more.
    func said<Value: Decodable>(_ part: Part) throws -> [(value: Value, at: Timestamp)] {
        try rows(part).map { row in
            guard let payload = try row.optionalText(at: 3) else {
                throw StorageError.erasedEntry(try row.int64(at: 0), try row.text(at: 1))
            }
            let value: Value = try StoredJSON.value(payload, of: "what the log says of the case \(id)")
            return (value, try row.timestamp(at: 2))
        }
    }
}

extension AuditedCase.Part {
    /// Of a file its digest is held, in place of the bytes.
    fileprivate var isOfFiles: Bool { self == .paperFiles || self == .documents }

    /// The rows of all cases in that range; each says in the column `case_id` whose it is.
    /// - Parameter those: the same range, as the condition of a table that has such a column.
    fileprivate func query(_ those: Query, from first: CaseID, to last: CaseID) -> Query {
        switch self {
        case .events: log(StoredCaseEvent.columns, CaseEvent.stream, first, last)
        case .recorded: log(Self.said, { RecordedRows.stream(of: $0.text) }, first, last)
        case .drawings: log(Self.said, DrawnPaper.stream, first, last)
        case .erasures: log(Self.said, Erasure.stream, first, last)
        case .remarks: log("seq, type, at_ms, payload", Remark.stream, first, last)
        case .caseRow: "SELECT \(CaseRow.columns), id AS case_id FROM case_row WHERE id >= \(first) AND id <= \(last)"
        case .offices: "SELECT office, \(CaseOfficeRow.columns), case_id FROM case_office WHERE \(those)"
        case .filedRequest: "SELECT \(FiledRequestRow.columns), case_id FROM filed_request WHERE \(those)"
        case .fee: "SELECT \(FeeRow.columns), case_id FROM case_fee WHERE \(those)"
        case .remarkWaits: "SELECT holder, since_ms, case_id FROM remark_wait WHERE \(those)"
        case .tasks: "SELECT \(TaskRow.columns), opened_ms, due_on, case_id FROM task WHERE \(those)"
        case .timers: "SELECT item_key, kind, reference, due_ms, attempts, case_id FROM timer WHERE \(those)"
        case .work: "SELECT item_key, kind, reference, case_id FROM outbox WHERE \(those)"
        case .papers: "SELECT n, kind, verification_code, case_id FROM paper WHERE \(those)"
        case .paperFiles: "SELECT n, form, digest, made_ms, case_id, content FROM paper_version WHERE \(those)"
        case .documents: "SELECT id, file_name, digest, case_id, content FROM attachment WHERE \(those)"
        }
    }

    private static let said: Query = "position, type, at_ms, payload"

    private func log(_ columns: Query, _ stream: (CaseID) -> String, _ first: CaseID, _ last: CaseID) -> Query {
        let prefix = stream(first).utf8.count - first.text.utf8.count
        return """
            SELECT \(columns), substr(stream, \(prefix + 1)) AS case_id FROM event
            WHERE stream >= \(stream(first)) AND stream <= \(stream(last)) ORDER BY stream, seq
            """
    }
}

extension Connection {
    /// Hands over the rows of these cases, each with the place of its case; the column `case_id` says whose it is.
    fileprivate func visit(
        _ query: Query, by places: [String: Int], _ take: (_ place: Int, Row) throws -> Void
    ) throws {
        var column: Int?
        // Nearly every row is of the same case as the one before it.
        var (owner, place): (String, Int?) = ("", nil)
        try forEach(query) { row in
            let index = try column ?? row.index("case_id")
            column = index
            guard case .text(let text) = row.values[index] else { return }
            if text != owner { (owner, place) = (text, places[text]) }
            if let place { try take(place, row) }
        }
    }
}

extension Row {
    /// The row with the digest of the bytes in its last column in their place.
    fileprivate func digestingLast() -> Row {
        guard case .blob(let bytes) = values.last else { return self }
        return Row(columns: columns, values: values.dropLast() + [.blob(Digest(of: bytes).bytes)])
    }
}
