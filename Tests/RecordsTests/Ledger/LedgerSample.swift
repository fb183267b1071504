// Logs for the tests of the ledger.

import Basics
import Records
import Storage
import StorageSQLite

enum LedgerSample {
    static let now = Timestamp(milliseconds: 1_625_450_400_000)

    /// The hashes of `entry(1)` and `entry(2)` in stream `case:a`, computed once by an independent script
    /// (Python's hashlib over the bytes that docs/storage.md describes).
    static let knownHashes = [
        "2d604667b4eedb3f9ae414d203368771d2168369adfc1fe12fd73591126b59d8",
        "93824710f8e909dc0d8eed927a77353024450ee0997ceb483c4b0d82e4cd7f7d",
    ]

    static func entry(_ number: Int) -> LedgerEntry {
        LedgerEntry(
            type: "noted", version: 1, at: now.adding(seconds: number), actor: "system",
            payload: "{\"n\":\(number),\"text\":\"Đã ký\"}")
    }

    /// A migrated store with `entries` entries: odd ones in `case:a`, even ones in `case:b`.
    static func store(entries: Int = 0) async throws -> SQLiteStore {
        let store = try SQLiteStore.temporary()
        _ = try await MigrationRunner.migrate(store, Migrations.all, now: now)
        for number in 0..<entries {
            try await store.write { db in
                try db.append([entry(number + 1)], to: number.isMultiple(of: 2) ? "case:a" : "case:b")
            }
        }
        return store
    }
}
