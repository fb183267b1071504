// A GRDB connection in the shape of the storage seam.

import Foundation
import GRDB
import Storage

extension Dialect {
    /// The words of SQLite.
    static let sqlite = Dialect(
        name: "sqlite", placeholders: .questionMark, int64: "INTEGER", bytes: "BLOB", real: "REAL",
        strictSuffix: " STRICT", claim: "", lock: "",
        appendOnlyTemplates: [
            """
            CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
            """,
            """
            CREATE TRIGGER {table}_loses_none BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
            """,
        ],
        erasableTemplates: [
            """
            CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OF {others} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
            """,
            """
            CREATE TRIGGER {table}_keeps_content BEFORE UPDATE OF {erasable} ON {table} WHEN {kept}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
            """,
            """
            CREATE TRIGGER {table}_loses_none BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
            """,
        ])
}

/// Lives for one body and only on the queue of its database connection.
final class SQLiteConnection: Connection {
    private let database: Database
    /// Texts whose rows are being visited now: a cached statement must not be started again meanwhile.
    private var visiting: [String] = []

    init(_ database: Database) { self.database = database }

    var dialect: Dialect { .sqlite }

    func visit(_ query: Query, _ body: (Storage.Row) throws -> Bool) throws {
        let text = query.text(.questionMark)
        let (cursor, columns) = try mappingErrors {
            let statement = try statement(text)
            return (
                try GRDB.Row.fetchCursor(statement, arguments: arguments(query.values)), statement.columnNames
            )
        }
        visiting.append(text)
        defer { visiting.removeLast() }
        while let row = try mappingErrors({ try cursor.next() }) {
            let values = columns.indices.map { SQLValue(row[$0] as DatabaseValue) }
            guard try body(Storage.Row(columns: columns, values: values)) else { return }
        }
    }

    func run(_ query: Query) throws -> Int {
        try mappingErrors {
            try statement(query.text(.questionMark)).execute(arguments: arguments(query.values))
            return database.changesCount
        }
    }

    /// The statement of that text, prepared once for each connection.
    private func statement(_ text: String) throws -> Statement {
        visiting.contains(text) ? try database.makeStatement(sql: text) : try database.cachedStatement(sql: text)
    }

    private func arguments(_ values: [SQLValue]) -> StatementArguments {
        StatementArguments(values.map(\.databaseValue))
    }
}

extension SQLValue {
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}

/// Runs `body` and turns SQLite's errors into ours; all others pass.
func mappingErrors<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw StorageError(error)
    }
}

extension StorageError {
    /// What an error of SQLite means. The text names the statement but never its values.
    init(_ error: DatabaseError) {
        let message = error.message ?? "no message"
        func constraint(_ kind: Constraint.Kind) -> StorageError {
            // "UNIQUE constraint failed: account.username_key": what comes after the colon names the rule.
            let detail = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
            return .constraint(.init(kind: kind, detail: detail))
        }
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = constraint(.unique)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = constraint(.foreignKey)
        case .SQLITE_CONSTRAINT_CHECK: self = constraint(.check)
        case .SQLITE_CONSTRAINT_NOTNULL: self = constraint(.notNull)
        case .SQLITE_CONSTRAINT_TRIGGER: self = .constraint(.init(kind: .trigger, detail: message))
        default:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(message)
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(message)
            case .SQLITE_CONSTRAINT: self = constraint(.type)
            default:
                let statement = error.sql.map { " in: \($0)" } ?? ""
                self = .unavailable("SQLite \(error.extendedResultCode.rawValue): \(message)\(statement)")
            }
        }
    }
}
