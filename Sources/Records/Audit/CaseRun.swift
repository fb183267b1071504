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
    /// What is read of every case.
    enum Part: CaseIterable {
        // Of the log.
        case events, recorded, drawings, erasures
        // Tables that are folded from it.
        case caseRow, offices, filedRequest, fee, tasks, timers, work, papers, paperFiles, documents
    }

    private var rows: [Part: [String: [Row]]] = [:]
    /// Of the tables whose rows the log has the digests of.
    private var recorded: [RecordedTable: [String: [RecordedRow]]] = [:]

    /// - Parameter ids: in the order of their texts, with no other case of the log between them.
    init(_ ids: [CaseID], _ db: any Connection) throws {
        guard let first = ids.first, let last = ids.last else { return }
        let those: Query = "case_id >= \(first) AND case_id <= \(last)"
        for part in Part.allCases {
            rows[part] = try db.rows(of: ids, part.query(those, from: first, to: last)) { row in
                part.isOfFiles ? row.digestingLast() : row
            }
        }
        for table in RecordedTable.ofCases {
            var layout: RecordedRow.Layout?
            recorded[table] = try db.rows(of: ids, "\(table.selection) WHERE \(those)") { row in
                let known = try layout ?? RecordedRow.Layout(table, row.columns)
                layout = known
                return known.read(row)
            }
        }
    }

    /// The rows of a table that the log has digests of, as they stand.
    func recorded(_ table: RecordedTable, of id: CaseID) -> [RecordedRow] { recorded[table]?[id.text] ?? [] }

    func rows(_ part: Part, of id: CaseID) -> [Row] { rows[part]?[id.text] ?? [] }

    /// What the log says in entries of one kind, and when. Throws `StorageError.erased` when it says so no more.
    func said<Value: Decodable>(_ part: Part, of id: CaseID) throws -> [(value: Value, at: Timestamp)] {
        let entries = rows(part, of: id)
        let texts = try entries.map { row in
            guard let payload = try row.optionalText(at: 3) else {
                throw StorageError.erasedEntry(try row.int64(at: 0), try row.text(at: 1))
            }
            return payload
        }
        let values: [Value] = try StoredJSON.values(texts, of: "what the log says of the case \(id)")
        return try zip(values, entries).map { ($0, try $1.timestamp(at: 2)) }
    }
}

extension CaseRun.Part {
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
        case .caseRow: "SELECT \(CaseRow.columns), id AS case_id FROM case_row WHERE id >= \(first) AND id <= \(last)"
        case .offices: "SELECT office, \(CaseOfficeRow.columns), case_id FROM case_office WHERE \(those)"
        case .filedRequest: "SELECT \(FiledRequestRow.columns), case_id FROM filed_request WHERE \(those)"
        case .fee: "SELECT \(FeeRow.columns), case_id FROM case_fee WHERE \(those)"
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
    /// What `read` makes of each row of these cases, by case; the column `case_id` says whose it is.
    fileprivate func rows<Kept>(
        of ids: [CaseID], _ query: Query, _ read: (Row) throws -> Kept
    ) throws -> [String: [Kept]] {
        var found = Dictionary(uniqueKeysWithValues: ids.map { ($0.text, [Kept]()) })
        var place: Int?
        try forEach(query) { row in
            let index = try place ?? row.index("case_id")
            place = index
            guard case .text(let owner) = row.values[index], found[owner] != nil else { return }
            found[owner]?.append(try read(row))
        }
        return found
    }
}

extension Row {
    /// The row with the digest of the bytes in its last column in their place.
    fileprivate func digestingLast() -> Row {
        guard case .blob(let bytes) = values.last else { return self }
        return Row(columns: columns, values: values.dropLast() + [.blob(Digest(of: bytes).bytes)])
    }
}
