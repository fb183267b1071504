// Where every store of these tests comes from.

import Basics
import Records
import Storage
import TestKit

/// An empty store with the schema of the server: on that database, or on the one that tests are on.
func migratedStore(on database: TestDatabase? = nil, now: Timestamp) async throws -> any Store {
    let store = try await (database ?? TestDatabase.usual).makeStore()
    _ = try await MigrationRunner.migrate(store, Migrations.all, now: now)
    // Where all writers take turns, nobody waits for a row.
    return store.dialect.turn == nil ? store : try await WatchedStore(store)
}

extension Connection {
    /// What somebody does who wants to change what is append-only.
    func dropTrigger(_ name: String, of table: String) throws {
        try run(Query(raw: "DROP TRIGGER \(name)\(dialect.name == "sqlite" ? "" : " ON \(table)")"))
    }
}
