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
