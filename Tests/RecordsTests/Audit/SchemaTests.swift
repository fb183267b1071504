// What `audit verify` holds the schema of a database against.

import Basics
import Foundation
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct SchemaTests {
    @Test(arguments: TestDatabase.allCases)
    func aNewDatabaseIsWhatTheMigrationsMake(on database: TestDatabase) async throws {
        let store = try await migratedStore(on: database, now: DeskSample.now)
        let made = try await MigrationRunner.schema(store, Migrations.all)
        #expect(try await store.schema() == made)
        #expect(made.count > 60 && made["event"] != nil)
        try await store.write { try $0.run("CREATE INDEX of_somebody ON event (type)") }
        #expect(try await store.schema() != made)
        #expect(try await MigrationRunner.schema(store, Migrations.all) == made)
    }

    /// Databases that are at work began with this very text, and no program that has another one opens them.
    @Test(arguments: TestDatabase.allCases)
    func theBaselineIsTheOneThatDatabasesBeganWith(on database: TestDatabase) async throws {
        let digest =
            switch database {
            case .sqlite: "938e59a3c81afa2a37f406ac9ee18449ed55b4ee3cea3c1bdd53eb1f29024bdf"
            case .postgres: "412ea50616c61ade32310e5762d5a25dbd7b7dc3b47ac57fc521533d25fe315c"
            }
        let store = try await database.makeStore()
        #expect(Migrations.baseline.digest(store.dialect).hex == digest)
        try await store.close()
    }

    /// After a new migration: `TRINHKY_GOLDEN=1`, and build again.
    @Test func theKnownSchemaIsWhatTheMigrationsMake() async throws {
        let store = try await TestDatabase.postgres.makeStore()
        let made = try await MigrationRunner.schema(store, Migrations.all)
        if ProcessInfo.processInfo.environment["TRINHKY_GOLDEN"] == "1" {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let path = "Sources/Records/Audit/schema-postgresql.json"
            try (encoder.encode(made) + Data("\n".utf8)).write(to: repositoryRoot.appending(path: path))
        }
        #expect(try await KnownSchema.of(store) == made, "print it anew: TRINHKY_GOLDEN=1")
    }
}
