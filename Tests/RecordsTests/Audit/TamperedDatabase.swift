// A database that somebody changes with a tool of their own, on either kind.

import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import TestKit

@testable import Records

/// A copy of a database that was made once, for one change.
struct TamperedDatabase {
    let store: any Store
    private let place: String

    /// Makes a database, closed, and gives its place.
    static func make(_ body: (any Store) async throws -> Void) async throws -> String {
        switch try TestDatabase.usual {
        case .sqlite:
            let path = FileManager.default.temporaryDirectory.appending(path: "trinhky-tamper-\(UUID())").path
            let store = try SQLiteStore.open(path: path)
            try await body(store)
            try await store.close()
            return path
        case .postgres:
            let address = try await PostgresServer.shared.makeDatabase()
            let store = try await PostgresStore.open(try DatabaseAddress(address))
            try await body(store)
            try await store.close()
            return address
        }
    }

    init(copyOf template: String) async throws {
        switch try TestDatabase.usual {
        case .sqlite:
            place = FileManager.default.temporaryDirectory.appending(path: "trinhky-tampered-\(UUID())").path
            try FileManager.default.copyItem(atPath: template, toPath: place)
            store = try SQLiteStore.open(path: place)
            try await store.write { try $0.run("PRAGMA ignore_check_constraints = ON") }
        case .postgres:
            place = try await PostgresServer.shared.makeCopy(of: template)
            store = try await PostgresStore.open(try DatabaseAddress(place))
        }
    }

    func remove() async throws {
        try await store.close()
        switch try TestDatabase.usual {
        case .sqlite:
            for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place + ending) }
        case .postgres: try await PostgresServer.shared.removeDatabase(place)
        }
    }

    /// Takes away what guards the rows: triggers, and what tables refer to and check.
    static func unguard(_ store: any Store) async throws {
        if store.dialect.name == "sqlite" { return try await unguardFile(store) }
        try await store.write { db in
            let triggers = try db.rows(
                """
                SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass FROM pg_trigger
                WHERE NOT tgisinternal
                """)
            let rules = try db.rows(
                """
                SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || conname FROM pg_constraint
                WHERE contype IN ('c', 'f') AND connamespace = current_schema()::regnamespace
                """)
            for statement in triggers + rules { try db.run(Query(raw: try statement.text(at: 0))) }
        }
    }

    private static func unguardFile(_ store: any Store) async throws {
        let schema = try await store.schema()
        try await store.write { db in
            for trigger in schema where trigger.value.hasPrefix("CREATE TRIGGER") {
                try db.run(Query(raw: "DROP TRIGGER \(trigger.key)"))
            }
            try db.run("PRAGMA writable_schema = ON")
            for (name, sql) in schema where sql.hasPrefix("CREATE TABLE") {
                let free = sql.replacing(/,\s*FOREIGN KEY \([a-z_, ]+\) REFERENCES [a-z_]+ \([a-z_, ]+\)/, with: "")
                    .replacing(/\ REFERENCES [a-z_]+ \([a-z_, ]+\)( DEFERRABLE INITIALLY DEFERRED)?/, with: "")
                try db.run("UPDATE sqlite_schema SET sql = \(free) WHERE type = 'table' AND name = \(name)")
            }
        }
    }

    /// The names of all tables.
    func tables() async throws -> Set<String> {
        let isFile = store.dialect.name == "sqlite"
        return try await store.read { db in
            let names = try db.rows(
                isFile
                    ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
                    : """
                    SELECT relname::text FROM pg_class
                    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY 1
                    """)
            return Set(try names.map { try $0.text(at: 0) })
        }
    }

    func columns(of table: String) async throws -> [String] {
        try await store.read { try $0.one(Query(raw: "SELECT * FROM \(table) LIMIT 1"))?.columns ?? [] }
    }

    /// Where a row lies, as text, and the condition that finds it again.
    private var address: (column: String, condition: String) {
        store.dialect.name == "sqlite"
            ? ("CAST(rowid AS TEXT)", "rowid = CAST(? AS INTEGER)")
            : ("ctid::text", "ctid = CAST(CAST(? AS TEXT) AS tid)")
    }

    /// Takes one row away.
    func removeRow(of table: String) async throws -> Int {
        let (column, condition) = address
        return try await store.write { db in
            guard let row = try db.one(Query(raw: "SELECT \(column) FROM \(table) ORDER BY 1 DESC LIMIT 1")) else {
                return 0
            }
            return try db.run(Self.query("DELETE FROM \(table) WHERE \(condition)", [row.values[0]]))
        }
    }

    /// Gives one row another value in that column: that of another row, or one of the same kind.
    func change(_ table: String, _ column: String) async throws -> Bool {
        let (place, condition) = address
        let rows = try await store.read { db in
            try db.rows(Query(raw: "SELECT \(place), \(column) FROM \(table) LIMIT 40")).map { row in
                (row.values[0], row.values[1])
            }
        }
        for (row, old) in rows {
            for value in Self.other(than: old, rows.map(\.1)) {
                let changed = try? await store.write { db in
                    try db.run(Self.query("UPDATE \(table) SET \(column) = ? WHERE \(condition)", [value, row]))
                }
                if changed == 1 { return true }
            }
        }
        return false
    }

    /// A statement with a value for each question mark.
    private static func query(_ text: String, _ values: [SQLValue]) -> Query {
        var made = Query.Interpolation(literalCapacity: 0, interpolationCount: values.count)
        for (index, part) in text.split(separator: "?", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { made.appendInterpolation(values[index - 1]) }
            made.appendLiteral(String(part))
        }
        return Query(stringInterpolation: made)
    }

    private static func other(than old: SQLValue, _ all: [SQLValue]) -> [SQLValue] {
        let made: [SQLValue] =
            switch old {
            case .null: [.text("x"), .integer(1), .blob([1])]
            case .integer(let number): [.integer(number + 1), .integer(number - 1), .integer(number + 1_000)]
            case .real(let number): [.real(number + 1)]
            case .text(let text): [.text(text + "1"), .text("x")]
            case .blob(let bytes): [.blob(bytes.dropLast() + [(bytes.last ?? 0) ^ 1])]
            }
        return made + Set(all).subtracting([old, .null])
    }
}
