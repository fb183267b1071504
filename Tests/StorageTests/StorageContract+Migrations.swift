// The contract, part four: migrations.

import Basics
import Storage
import Testing

extension StorageContract {
    private static let now = Timestamp(milliseconds: 1_625_450_400_000)

    private static let first = Migration(1, "first") { words in
        ["CREATE TABLE item (id \(words.int64) PRIMARY KEY, name TEXT NOT NULL)\(words.strictSuffix)"]
    }
    private static let second = Migration(2, "second") { _ in
        ["INSERT INTO item (id, name) VALUES (1, 'a')", "INSERT INTO item (id, name) VALUES (2, 'b')"]
    }

    static let migrationChecks: [Check] = [
        Check("the schema that statements make is told, and nothing of it stays") { store in
            let made = try await MigrationRunner.schema(store, [first])
            #expect(try await store.schema() == [:])
            #expect(try await MigrationRunner.migrate(store, [first], now: now) == ["first"])
            #expect(try await store.schema() == made)
            #expect(try await MigrationRunner.schema(store, [first, second]) == made)
            #expect(try await count(store) == 0)
            await #expect(throws: StorageError.self) { try await store.schema(madeBy: ["CREATE TABLE"]) }
            #expect(try await store.schema() == made)
        },
        Check("migrations are applied once, in order, and recorded") { store in
            #expect(try await MigrationRunner.migrate(store, [first], now: now) == ["first"])
            #expect(try await MigrationRunner.isCurrent(store, [first, second]) == false)
            #expect(try await MigrationRunner.migrate(store, [first, second], now: now) == ["second"])
            #expect(try await MigrationRunner.migrate(store, [first, second], now: now) == [])
            #expect(try await MigrationRunner.isCurrent(store, [first, second]))
            #expect(try await count(store) == 2)
            let recorded = try await store.read { db in
                try db.rows("SELECT number, name, applied_ms FROM schema_migration ORDER BY number").map {
                    "\(try $0.int("number")) \(try $0.text("name")) \(try $0.timestamp("applied_ms").date)"
                }
            }
            #expect(recorded == ["1 first 2021-07-05", "2 second 2021-07-05"])
        },
        Check("a migration whose text changed stops the start") { store in
            _ = try await MigrationRunner.migrate(store, [first, second], now: now)
            let changed = Migration(2, "second") { _ in ["INSERT INTO item (id, name) VALUES (3, 'c')"] }
            let error = MigrationError.changed(number: 2, name: "second")
            await #expect(throws: error) { try await MigrationRunner.migrate(store, [first, changed], now: now) }
            await #expect(throws: error) { try await MigrationRunner.isCurrent(store, [first, changed]) }
        },
        Check("a database of a newer program is refused") { store in
            _ = try await MigrationRunner.migrate(store, [first, second], now: now)
            await #expect(throws: MigrationError.unknown(number: 2, name: "second")) {
                try await MigrationRunner.migrate(store, [first], now: now)
            }
        },
        Check("a migration that fails leaves nothing of itself") { store in
            let broken = Migration(2, "broken") { _ in
                ["INSERT INTO item (id, name) VALUES (1, 'a')", "INSERT INTO nowhere (id) VALUES (1)"]
            }
            await #expect(throws: StorageError.self) {
                try await MigrationRunner.migrate(store, [first, broken], now: now)
            }
            let left = try await count(store)
            #expect(left == 0)
            let applied = try await MigrationRunner.migrate(store, [first, second], now: now)
            #expect(applied == ["second"])
        },
        Check("migrations are numbered without gaps") { store in
            await #expect(throws: MigrationError.misnumbered(number: 2, expected: 1)) {
                try await MigrationRunner.migrate(store, [second], now: now)
            }
        },
        Check("two runners at once apply each migration once") { store in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 {
                    group.addTask { try await MigrationRunner.migrate(store, [first, second], now: now) }
                }
                return try await group.reduce(into: [String]()) { $0 += $1 }
            }
            #expect(applied.sorted() == ["first", "second"])
            #expect(try await count(store) == 2)
        },
    ]
}
