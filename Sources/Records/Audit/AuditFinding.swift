// What a check of the tables against the log finds.

import Basics
import Storage

/// One difference between a table and the log.
public struct AuditFinding: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// The log knows of it, and the row is not there.
        case missing
        /// The row is there, and the log knows nothing of it.
        case unknown
        /// The row is not what the log says.
        case different
    }

    /// The table, or another part of the database: `integrity`, `schema`.
    public var table: String
    /// The row by its keys; never what it holds.
    public var row: String
    public var kind: Kind

    init(_ table: String, _ row: String, _ kind: Kind) {
        self.table = table
        self.row = row
        self.kind = kind
    }
}

/// The first finding of each table, in the order in which they were made.
struct AuditFindings: Sendable {
    private(set) var all: [AuditFinding] = []

    mutating func add(_ table: String, _ row: String, _ kind: AuditFinding.Kind) {
        guard !all.contains(where: { $0.table == table }) else { return }
        all.append(AuditFinding(table, row, kind))
    }

    mutating func add(_ others: [AuditFinding]) {
        for finding in others { add(finding.table, finding.row, finding.kind) }
    }

    /// Holds rows of a table, by key, against what the log says of each.
    mutating func compare<Value: Equatable>(
        _ table: String, of owner: String, found: [String: Value], expected: [String: Value]
    ) {
        guard found != expected else { return }
        for key in expected.keys.sorted() where found[key] != expected[key] {
            add(table, Self.name(owner, key), found[key] == nil ? .missing : .different)
        }
        for key in found.keys.sorted() where expected[key] == nil { add(table, Self.name(owner, key), .unknown) }
    }

    private static func name(_ owner: String, _ key: String) -> String {
        key.isEmpty || key == owner ? owner : "\(owner) \(key)"
    }
}
