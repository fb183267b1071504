// Rows whose content the log proves by digest: those that cannot be folded from what happened.

import Basics
import Casework
import Storage

/// A table whose rows are recorded: with each change of a row the log says by digest what it holds from then on.
///
/// The digest covers every column that is not NULL, but for `unproved`: a column that a later migration adds must
/// therefore begin as NULL.
enum RecordedTable: String, CaseIterable, Codable, Sendable {
    case receipts = "act_receipt"
    case incoming = "incoming_document"
    case outgoing = "outgoing_document"
    case grants = "data_grant"
    case begunReleases = "begun_release"
    case accounts = "account"
    case secondFactors = "second_factor"
    case recoveryCodes = "recovery_code"
    case organizations = "organization"
    case clientKeys = "client_key"
    case offices = "office"
    case heldPayments = "held_payment"
    case authorities = "signing_authority"

    /// Those whose rows belong to a case.
    static let ofCases: [RecordedTable] = [.receipts, .incoming, .outgoing, .grants, .begunReleases]

    /// Those whose rows belong to an account or an organisation: grants that rest on the law alone among them.
    static let ofUnits: [RecordedTable] = [
        .accounts, .secondFactors, .recoveryCodes, .organizations, .clientKeys, .grants, .authorities,
    ]

    /// The tables in which an account, an organisation or one of the common owners can have rows.
    static func tables(of owner: String) -> [RecordedTable] {
        switch owner {
        case RecordedRows.offices: [.offices]
        case RecordedRows.payments: [.heldPayments]
        default: ofUnits
        }
    }

    /// The columns that tell one row from another.
    var keys: [String] {
        switch self {
        case .receipts: ["case_id", "version"]
        case .incoming, .outgoing: ["office", "year", "number"]
        case .grants, .begunReleases, .accounts, .organizations, .clientKeys, .authorities: ["id"]
        case .secondFactors: ["account_id"]
        case .recoveryCodes: ["account_id", "digest"]
        case .offices: ["code"]
        case .heldPayments: ["transaction_id"]
        }
    }

    /// Columns that are proved otherwise (docs/storage.md, "What audit verify proves").
    var unproved: Set<String> {
        switch self {
        case .grants: ["uses_made", "standing"]
        case .accounts: ["active_ms"]
        case .secondFactors: ["last_step"]
        default: []
        }
    }

    /// Every row, with all its columns.
    var selection: Query {
        switch self {
        case .receipts: "SELECT * FROM act_receipt"
        case .incoming: "SELECT * FROM incoming_document"
        case .outgoing: "SELECT * FROM outgoing_document"
        case .grants: "SELECT * FROM data_grant"
        case .begunReleases: "SELECT * FROM begun_release"
        case .accounts: "SELECT * FROM account"
        case .secondFactors: "SELECT * FROM second_factor"
        case .recoveryCodes: "SELECT * FROM recovery_code"
        case .organizations: "SELECT * FROM organization"
        case .clientKeys: "SELECT * FROM client_key"
        case .offices: "SELECT * FROM office"
        case .heldPayments: "SELECT * FROM held_payment"
        case .authorities: "SELECT * FROM signing_authority"
        }
    }

    /// The rows of a case, an account or an organisation; offices have one owner together, and so have payments held.
    /// (Those of cases are read many at once, by `CaseRun`.)
    func rows(of owner: String) -> Query {
        switch self {
        case .receipts, .incoming, .outgoing, .begunReleases: "\(selection) WHERE case_id = \(owner)"
        case .grants: "\(selection) WHERE case_id IS NULL AND recipient = \("person:\(owner)")"
        case .secondFactors, .recoveryCodes, .authorities: "\(selection) WHERE account_id = \(owner)"
        case .clientKeys: "\(selection) WHERE organization_id = \(owner)"
        case .accounts, .organizations: "\(selection) WHERE id = \(owner)"
        case .offices, .heldPayments: selection
        }
    }
}

/// What the log says of one row.
struct RecordedRow: Hashable, Codable, Sendable {
    var table: RecordedTable
    /// The values of `RecordedTable.keys`, with slashes between.
    var key: String
    var digest: Digest

    /// A row as it stands, with all its columns.
    init(_ table: RecordedTable, _ row: Row) throws(StorageError) {
        self = try Layout(table, row.columns).read(row)
    }

    /// How rows of a table are read that have these columns, for many at once.
    struct Layout {
        private let table: RecordedTable
        private let keys: [Int]
        /// The columns that are proved, in the order of their names.
        private let proved: [Int]

        init(_ table: RecordedTable, _ columns: [String]) throws(StorageError) {
            self.table = table
            let row = Row(columns: columns, values: [])
            var keys: [Int] = []
            for column in table.keys { keys.append(try row.index(column)) }
            self.keys = keys
            let unproved = table.unproved
            proved = columns.indices.filter { !unproved.contains(columns[$0]) }.sorted { columns[$0] < columns[$1] }
        }

        /// The digest is SHA-256 over the columns in the order of their names, each as its name, the kind of its value
        /// and the value; texts stand behind their length, so that no two rows share their bytes.
        func read(_ row: Row) -> RecordedRow {
            var bytes = Array("trinhky row 1\n".utf8)
            for index in proved where row.values[index] != .null {
                append(row.columns[index], "c", to: &bytes)
                switch row.values[index] {
                case .null: break
                case .integer(let number): append(String(number), "i", to: &bytes)
                case .real(let number): append(String(number.bitPattern), "r", to: &bytes)
                case .text(let text): append(text, "t", to: &bytes)
                case .blob(let content): append(content, "b", to: &bytes)
                }
            }
            let key = keys.map { RecordedRow.text(row.values[$0]) }.joined(separator: "/")
            return RecordedRow(table: table, key: key, digest: Digest(of: bytes))
        }

        private func append(_ text: String, _ kind: Unicode.Scalar, to bytes: inout [UInt8]) {
            append(text.utf8, kind, to: &bytes)
        }

        private func append(_ content: some Collection<UInt8>, _ kind: Unicode.Scalar, to bytes: inout [UInt8]) {
            bytes.append(UInt8(ascii: kind))
            bytes.append(contentsOf: String(content.count).utf8)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: content)
        }
    }

    private init(table: RecordedTable, key: String, digest: Digest) {
        self.table = table
        self.key = key
        self.digest = digest
    }

    private static func text(_ value: SQLValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        case .blob(let bytes): Hex.encode(bytes)
        case .null, .real: "?"
        }
    }
}

/// The payload of an entry of type `recorded`.
struct RecordedRows: Codable, Sendable {
    static let type = "recorded"

    var rows: [RecordedRow]

    /// The stream that records what belongs to a case, an account or an organisation; offices have one together, and so
    /// have payments that are held.
    static func stream(of owner: String) -> String { "rows:\(owner)" }
    static let offices = "offices"
    static let payments = "payments"

    /// What was said last of each row, by these in the order of the log.
    static func last(of entries: [RecordedRows]) -> [RecordedTable: [String: Digest]] {
        var last: [RecordedTable: [String: Digest]] = [:]
        for row in entries.lazy.flatMap(\.rows) { last[row.table, default: [:]][row.key] = row.digest }
        return last
    }

    /// What the log is told of rows that were written; nothing when there are none.
    static func entry(
        _ rows: [RecordedRow], of owner: String, by actor: Actor, at now: Timestamp
    ) throws -> StreamEntries {
        var recorded = StreamEntries(stream: stream(of: owner), entries: [])
        guard !rows.isEmpty else { return recorded }
        recorded.entries = [try LedgerEntry(type: type, at: now, actor: actor, payload: RecordedRows(rows: rows))]
        return recorded
    }
}

extension Connection {
    /// Enters in the log what the rows of that owner hold now, in the transaction that wrote them.
    func record(_ table: RecordedTable, of owner: String, by actor: Actor, at now: Timestamp) throws {
        try record(try rows(table.rows(of: owner)).map { try RecordedRow(table, $0) }, of: owner, by: actor, at: now)
    }

    func record(_ rows: [RecordedRow], of owner: String, by actor: Actor, at now: Timestamp) throws {
        try append([RecordedRows.entry(rows, of: owner, by: actor, at: now)])
    }

    /// What the log says last of each row of that owner.
    func recordedRows(of owner: String) throws -> [RecordedTable: [String: Digest]] {
        RecordedRows.last(of: try entries(of: RecordedRows.stream(of: owner)).map { try $0.decoded() })
    }
}
