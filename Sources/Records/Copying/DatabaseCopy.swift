// Moving everything from one database into another, of whatever kind.

public import Storage

/// Why a copy is not made.
public enum CopyRefusal: Error, Sendable, Hashable {
    /// One of the two has not the schema of this program.
    case sourceIsOld
    /// The target holds rows already, as the table says.
    case targetIsNotEmpty(table: String)
    /// Somebody wrote into the source meanwhile: nobody may be at work on it.
    case sourceChanged
    /// The copy is not what the log says.
    case unsound(AuditReport)
}

/// Copies all rows of `source` into `target`, which has the same schema and no rows, and proves the copy by its log.
/// Nobody else may work on either meanwhile. What is broken off leaves a target that no server takes up.
public struct DatabaseCopy: Sendable {
    let source: any Store
    let target: any Store
    /// Told the table and how many of its rows are copied, now and then.
    let progress: @Sendable (_ table: String, _ rows: Int) -> Void

    public init(
        from source: any Store, to target: any Store,
        progress: @escaping @Sendable (_ table: String, _ rows: Int) -> Void = { _, _ in }
    ) {
        self.source = source
        self.target = target
        self.progress = progress
    }

    /// Bytes of the values that are read at once, and rows at most: enclosures are large, answers are many.
    private static let bytesAtOnce = 4 * 1024 * 1024
    private static let rowsAtOnce = 500

    /// Gives how many rows were copied, and what the check of the copy found, which is sound.
    public func run() async throws -> (rows: Int, report: AuditReport) {
        guard try await MigrationRunner.isCurrent(source, Migrations.all) else { throw CopyRefusal.sourceIsOld }
        for table in CopiedTable.all + [CopiedTable.head] {
            let isEmpty = try await target.read { db in
                try db.one("SELECT 1 FROM \(raw: table.quoted) LIMIT 1") == nil
            }
            guard isEmpty else { throw CopyRefusal.targetIsNotEmpty(table: table.name) }
        }
        let head = try await source.read { try $0.ledgerHead() }
        var rows = 0
        for table in CopiedTable.all { rows += try await copy(table) }
        guard try await source.read({ try $0.ledgerHead() }) == head else { throw CopyRefusal.sourceChanged }
        try await target.write { db in try db.noteAllWords() }
        rows += try await copy(CopiedTable.head)
        let anchors = head.position > 0 ? [head] : []
        let schema = try await MigrationRunner.schema(target, Migrations.all)
        let report = try await DatabaseAudit(target, anchors: anchors).verify(schema: schema)
        guard report.isSound else { throw CopyRefusal.unsound(report) }
        return (rows, report)
    }

    private func copy(_ table: CopiedTable) async throws -> Int {
        if table.parent != nil { return try await copyTree(table) }
        var (count, last): (Int, [SQLValue]?) = (0, nil)
        while true {
            let piece = try await source.read { [last] db in
                try db.piece(of: table, after: last, rows: Self.rowsAtOnce, bytes: Self.bytesAtOnce)
            }
            guard let end = piece.last else { return count }
            try await target.write { db in try db.insert(piece, into: table) }
            count += piece.count
            last = try table.key.map { try end.value($0) }
            progress(table.name, count)
        }
    }

    /// Rows that refer to one another: whoever is referred to comes first. Such tables are small.
    private func copyTree(_ table: CopiedTable) async throws -> Int {
        guard let parent = table.parent, let key = table.key.first else { return 0 }
        var waiting = try await source.read { try $0.rows("SELECT * FROM \(raw: table.quoted)") }
        let count = waiting.count
        var written: Set<SQLValue> = [.null]
        while !waiting.isEmpty {
            let ready = try waiting.filter { written.contains(try $0.value(parent)) }
            guard !ready.isEmpty else { throw StorageError.corrupt("rows of \(table.name) refer to one another") }
            waiting = try waiting.filter { !written.contains(try $0.value(parent)) }
            try await target.write { db in try db.insert(ready, into: table) }
            for row in ready { written.insert(try row.value(key)) }
        }
        progress(table.name, count)
        return count
    }
}

extension CopiedTable {
    /// In marks, since some names are words of some database.
    fileprivate var quoted: String { Self.quoted(name) }
    fileprivate static func quoted(_ name: String) -> String { "\"\(name)\"" }
}

extension Connection {
    /// Whether a copy into this database was broken off: there are entries, and no head of the log.
    public func isCopyBrokenOff() throws -> Bool {
        try one("SELECT 1 FROM ledger_head") == nil && one("SELECT 1 FROM event LIMIT 1") != nil
    }

    /// The next rows by the key; fewer than `rows` when they have more than so many bytes.
    fileprivate func piece(
        of table: CopiedTable, after last: [SQLValue]?, rows limit: Int, bytes: Int
    ) throws -> [Row] {
        let key = table.key.map(CopiedTable.quoted).joined(separator: ", ")
        var condition: Query = ""
        if let last {
            let values = last.dropFirst().reduce("\(last[0])" as Query) { "\($0), \($1)" }
            condition = " WHERE (\(raw: key)) > (\(values))"
        }
        let query: Query = "SELECT * FROM \(raw: table.quoted)\(condition) ORDER BY \(raw: key) LIMIT \(limit)"
        var (piece, size): ([Row], Int) = ([], 0)
        try visit(query) { row in
            piece.append(row)
            size += row.values.reduce(0) { $0 + $1.bytes }
            return size < bytes
        }
        return piece
    }

    fileprivate func insert(_ rows: [Row], into table: CopiedTable) throws {
        guard let columns = rows.first?.columns else { return }
        let names = columns.map(CopiedTable.quoted).joined(separator: ", ")
        try insert(rows.map(\.values), into: "\(raw: table.quoted)", "\(raw: names)")
    }
}

extension SQLValue {
    fileprivate var bytes: Int {
        switch self {
        case .null, .integer, .real: 8
        case .text(let text): text.utf8.count
        case .blob(let bytes): bytes.count
        }
    }
}
