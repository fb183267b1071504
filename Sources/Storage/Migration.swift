// Steps that bring the schema of a database up to date, forward only.

public import Basics

/// One step of the schema. A step that was ever applied anywhere never changes again: its text is recorded by digest
/// and compared at every start.
public struct Migration: Sendable {
    public let number: Int
    /// A word or two, as in the file name `0001Ledger.swift`.
    public let name: String
    /// One statement each, in the words of the dialect.
    public let statements: @Sendable (Dialect) -> [String]

    public init(_ number: Int, _ name: String, statements: @escaping @Sendable (Dialect) -> [String]) {
        self.number = number
        self.name = name
        self.statements = statements
    }

    /// The digest of the whole text, as it is recorded when the step is applied.
    public func digest(_ dialect: Dialect) -> Digest { Digest(of: statements(dialect).joined(separator: ";\n")) }
}

/// Why a database and this program do not fit together.
public enum MigrationError: Error, Sendable, Hashable {
    /// The text of an applied migration is not the recorded one.
    case changed(number: Int, name: String)
    /// The database was migrated by a newer program.
    case unknown(number: Int, name: String)
    /// The list of this program is not numbered 1, 2, 3 …
    case misnumbered(number: Int, expected: Int)
}

/// Applies migrations in order, each in a transaction of its own together with its record.
public enum MigrationRunner {
    /// Brings `store` up to date and returns the names of the migrations applied now. Running it again does nothing;
    /// two processes that run it at once take turns, since each step looks again inside its transaction.
    public static func migrate(_ store: any Store, _ migrations: [Migration], now: Timestamp) async throws -> [String] {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw MigrationError.misnumbered(number: migration.number, expected: index + 1)
        }
        try await store.write { db in
            try db.waitForTurn()
            try db.run(Query(raw: record(db.dialect)))
        }
        var applied: [String] = []
        for migration in migrations {
            let isNew = try await store.write { db in
                try db.waitForTurn()
                try check(db, migrations)
                guard try db.one("SELECT 1 FROM schema_migration WHERE number = \(migration.number)") == nil else {
                    return false
                }
                for statement in migration.statements(db.dialect) { try db.run(Query(raw: statement)) }
                try db.run(
                    """
                    INSERT INTO schema_migration (number, name, digest, applied_ms)
                    VALUES (\(migration.number), \(migration.name), \(migration.digest(db.dialect)), \(now))
                    """)
                return true
            }
            if isNew { applied.append(migration.name) }
        }
        return applied
    }

    /// The table in which applied migrations are recorded.
    private static func record(_ words: Dialect) -> String {
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number \(words.int64) PRIMARY KEY,
            name TEXT NOT NULL,
            digest \(words.bytes) NOT NULL,
            applied_ms \(words.int64) NOT NULL
        )\(words.strictSuffix)
        """
    }

    /// The schema as these migrations make it in an empty database of the kind of `store`.
    public static func schema(_ store: any Store, _ migrations: [Migration]) async throws -> [String: String] {
        let words = store.dialect
        return try await store.schema(madeBy: [record(words)] + migrations.flatMap { $0.statements(words) })
    }

    /// Whether any program of ours has ever migrated the database.
    public static func isStarted(_ store: any Store) async throws -> Bool {
        do {
            return try await store.read { db in try db.one("SELECT 1 FROM schema_migration") } != nil
        } catch StorageError.unavailable {
            return false  // there is no such table
        }
    }

    /// Whether all of `migrations` are applied, for a program that only reads. Throws as `migrate` does.
    public static func isCurrent(_ store: any Store, _ migrations: [Migration]) async throws -> Bool {
        try await store.read { db in try check(db, migrations) == migrations.count }
    }

    /// Compares what is recorded with what this program has; gives the number of recorded migrations.
    @discardableResult
    private static func check(_ db: any Connection, _ migrations: [Migration]) throws -> Int {
        let recorded = try db.rows("SELECT number, name, digest FROM schema_migration ORDER BY number")
        for row in recorded {
            let number = try row.int("number")
            let name = try row.text("name")
            guard let migration = migrations.first(where: { $0.number == number }) else {
                throw MigrationError.unknown(number: number, name: name)
            }
            guard try row.digest("digest") == migration.digest(db.dialect) else {
                throw MigrationError.changed(number: number, name: name)
            }
        }
        return recorded.count
    }
}
