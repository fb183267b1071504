// Where every store of these tests comes from.

import Basics
import Records
import Storage
import StoragePostgres
import TestKit

/// An empty store with the schema of the server: on that database, or on the one that tests are on.
func migratedStore(on database: TestDatabase? = nil, now: Timestamp) async throws -> any Store {
    switch try database ?? TestDatabase.usual {
    case .sqlite:
        let store = try await TestDatabase.sqlite.makeStore()
        _ = try await MigrationRunner.migrate(store, Migrations.all, now: now)
        return store
    case .postgres:
        return try await WatchedStore(try await PostgresTestStore(copyOf: try await MigratedDatabase.address.value))
    }
}

/// What all databases of a server are copied from: copying takes a tenth of the time.
private enum MigratedDatabase {
    static let address = Task {
        let address = try await PostgresServer.shared.makeDatabase()
        let store = try await PostgresStore.open(try DatabaseAddress(address))
        _ = try await MigrationRunner.migrate(store, Migrations.all, now: Timestamp(milliseconds: 0))
        try await store.close()
        return address
    }
}

extension Connection {
    /// What somebody does who wants to change what is append-only.
    func dropTrigger(_ name: String, of table: String) throws {
        try run(Query(raw: "DROP TRIGGER \(name)\(dialect.name == "sqlite" ? "" : " ON \(table)")"))
    }
}
