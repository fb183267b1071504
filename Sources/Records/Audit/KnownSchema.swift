// The schema that a database of this program has, known without asking anybody who may write.

import Foundation
public import Storage

/// What `Store.schema` says of a new database of this program.
public enum KnownSchema {
    /// For a database of the kind of `store`. SQLite makes one in memory and looks. A server of PostgreSQL that takes
    /// no statement that writes, such as a standby, could not; so what it would say is kept in
    /// `schema-postgresql.json`, which a test holds against the migrations and prints anew with `TRINHKY_GOLDEN=1`.
    public static func of(_ store: any Store) async throws -> [String: String] {
        if store.dialect.turn == nil { return try await MigrationRunner.schema(store, Migrations.all) }
        return try JSONDecoder().decode(
            [String: String].self, from: Data(PackageResources.schema_postgresql_json))
    }
}
