// A GRDB connection in the shape of the storage seam.

import Foundation
import GRDB
import GRDBSQLite
import Storage

extension Dialect {
    /// The words of SQLite.
    static let sqlite = Dialect(
        name: "sqlite", placeholders: .questionMark, int64: "INTEGER", bytes: "BLOB", real: "REAL",
        strictSuffix: " STRICT", claim: "", lock: "", turn: nil,
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
        ], words: .sqlite)
}

/// Lives for one body and only on the queue of its database connection.
final class SQLiteConnection: Connection {
    private let database: Database
    /// Texts whose rows are being visited now: a cached statement must not be started again meanwhile.
    private var visiting: [String] = []
    /// What the first statement that failed said: SQLite could go on after it, the seam promises that nobody does.
    private var failure: (any Error)?

    init(_ database: Database) { self.database = database }

    var dialect: Dialect { .sqlite }

    /// Runs the body, which fails when one of its statements did.
    func perform<T>(_ body: (any Connection) throws -> T) throws -> T {
        let result = try body(self)
        if let failure { throw failure }
        return result
    }

    /// Bound and stepped by SQLite's own calls: GRDB looks at each row for observers and makes values of its own, which
    /// took as long as reading a short row.
    func visit(_ query: Query, _ body: (Storage.Row) throws -> Bool) throws {
        let text = query.text(.questionMark)
        let statement = try step { try self.statement(text) }
        let (columns, handle) = (statement.columnNames, statement.sqliteStatement)
        sqlite3_reset(handle)
        try bind(query.values, to: handle, of: text)
        visiting.append(text)
        defer {
            visiting.removeLast()
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        while try isAtRow(handle, of: text) {
            let values = columns.indices.map { SQLValue(handle, at: Int32($0)) }
            guard try body(Storage.Row(columns: columns, values: values)) else { return }
        }
    }

    private func bind(_ values: [SQLValue], to statement: SQLiteStatement, of text: String) throws {
        guard sqlite3_bind_parameter_count(statement) == values.count else {
            throw StorageError.unavailable("other values than it has places for, in: \(text)")
        }
        for (index, value) in values.enumerated() { value.bind(to: statement, at: Int32(index + 1)) }
    }

    /// Goes on to the next row; `false` when there is none.
    private func isAtRow(_ statement: SQLiteStatement, of text: String) throws -> Bool {
        if let failure { throw failure }
        let code = sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let error = StorageError(databaseError(code, of: text))
            failure = error
            throw error
        }
    }

    /// What SQLite says of the call that failed last.
    private func databaseError(_ code: CInt, of text: String) -> DatabaseError {
        let message = sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: text)
    }

    func run(_ query: Query) throws -> Int {
        try step {
            try statement(query.text(.questionMark)).execute(arguments: arguments(query.values))
            return database.changesCount
        }
    }

    /// One statement for all, bound by SQLite's own calls: GRDB makes a value of its own of each value.
    func insert(_ rows: [[SQLValue]], into table: Query, _ columns: Query) throws {
        guard let width = rows.first?.count else { return }
        let places = repeatElement("?", count: width).joined(separator: ", ")
        let head: Query = "INSERT INTO \(table) (\(columns)) VALUES"
        try step {
            let text = "\(head.text(.questionMark)) (\(places))"
            let statement = try database.cachedStatement(sql: text).sqliteStatement
            for row in rows {
                guard row.count == width else {
                    throw StorageError.unavailable("a row of other columns in: \(text)")
                }
                for (index, value) in row.enumerated() { value.bind(to: statement, at: Int32(index + 1)) }
                sqlite3_step(statement)
                // Says of the step what the step came to.
                let code = sqlite3_reset(statement)
                guard code == SQLITE_OK else { throw databaseError(code, of: text) }
            }
            sqlite3_clear_bindings(statement)
        }
    }

    private func step<T>(_ work: () throws -> T) throws -> T {
        if let failure { throw failure }
        do {
            return try mappingErrors(work)
        } catch {
            failure = error
            throw error
        }
    }

    /// The statement of that text, prepared once for each connection.
    private func statement(_ text: String) throws -> Statement {
        visiting.contains(text) ? try database.makeStatement(sql: text) : try database.cachedStatement(sql: text)
    }

    /// As a list of any values: for one of a single type GRDB makes a key path each time, a tenth of an act.
    private func arguments(_ values: [SQLValue]) -> StatementArguments {
        StatementArguments(values.map { value -> (any DatabaseValueConvertible)? in value.databaseValue })
    }
}

extension SQLValue {
    /// The value of a column of the row at which the statement stands. Read from SQLite itself: GRDB's own values copy
    /// bytes twice, and end a text at U+0000.
    init(_ statement: SQLiteStatement, at index: Int32) {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            // The pointer first: only then does the length count the bytes of UTF-8.
            let start = sqlite3_column_text(statement, index)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
            self = .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, index)
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
            self = .blob([UInt8](bytes))
        default: self = .null
        }
    }

    /// Sets the parameter of that number. SQLite copies texts and bytes.
    fileprivate func bind(to statement: SQLiteStatement, at index: Int32) {
        let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .real(let number): sqlite3_bind_double(statement, index, number)
        // Nothing at no place would be NULL.
        case .text(let text) where text.isEmpty: sqlite3_bind_text(statement, index, "", 0, copies)
        case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
        case .text(var text):
            text.withUTF8 { bytes in
                _ = bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text(statement, index, characters.baseAddress, Int32(characters.count), copies)
                }
            }
        case .blob(let bytes):
            _ = bytes.withUnsafeBytes { bytes in
                sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), copies)
            }
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
            case .SQLITE_FULL: self = .unavailable(StorageError.diskFull)
            case .SQLITE_CONSTRAINT: self = constraint(.type)
            default:
                let statement = error.sql.map { " in: \($0)" } ?? ""
                self = .unavailable("SQLite \(error.extendedResultCode.rawValue): \(message)\(statement)")
            }
        }
    }
}
