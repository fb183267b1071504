// What PostgreSQL says of the shape of a database, and of what is not in force.

import Basics
import Storage
import Testing

@testable import StoragePostgres

@Suite struct PostgresShapeTests {
    private static let sample = Migration(1, "sample") { words in
        [
            "CREATE TABLE item (id \(words.int64) PRIMARY KEY, kept TEXT NOT NULL, gone TEXT)",
            "CREATE TABLE part (item_id \(words.int64) REFERENCES item (id), twin \(words.int64) REFERENCES item (id))",
            "CREATE INDEX part_item ON part (item_id) WHERE item_id > 0",
        ] + words.appendOnly("item", columns: ["id", "kept"], erasing: ["gone"])
    }

    private func inSample(_ body: (PostgresStore) async throws -> Void) async throws {
        try await PostgresSample.inStore { store, _ in
            _ = try await MigrationRunner.migrate(store, [Self.sample], now: Timestamp(milliseconds: 1))
            try await body(store)
        }
    }

    @Test func whatIsAppendOnlyIsNotEmptiedEither() async throws {
        try await inSample { store in
            try await store.write { try $0.run("INSERT INTO item (id, kept, gone) VALUES (1, 'a', 'b')") }
            for query in [
                "TRUNCATE item CASCADE", "DELETE FROM item", "UPDATE item SET kept = 'c'", "UPDATE item SET gone = 'c'",
            ] as [Query] {
                let error = await #expect(throws: StorageError.self) { try await store.write { try $0.run(query) } }
                #expect(error == .constraint(.init(kind: .trigger, detail: "item is append-only")))
            }
            #expect(try await store.write { try $0.run("UPDATE item SET gone = NULL") } == 1)
        }
    }

    @Test func theSchemaIsTheSameInEveryDatabaseAndNamesEachThing() async throws {
        var schemas: [[String: String]] = []
        for _ in 0..<2 { try await inSample { schemas.append(try await $0.schema()) } }
        #expect(schemas[0] == schemas[1])
        #expect(
            schemas[0].keys.sorted() == [
                "item", "item_is_not_emptied", "item_keeps_content", "item_keeps_rows", "item_loses_none", "item_pkey",
                "part", "part_item", "refuse_change", "schema_migration", "schema_migration_pkey",
            ])
        #expect(schemas[0]["item"]?.contains("kept text NOT NULL;gone text;") == true)
        #expect(schemas[0]["part"]?.contains("FOREIGN KEY (twin) REFERENCES item(id)") == true)
    }

    @Test(arguments: [
        "ALTER TABLE part ADD COLUMN more TEXT", "ALTER TABLE part DROP CONSTRAINT part_twin_fkey",
        "DROP TRIGGER item_loses_none ON item", "ALTER TABLE item DISABLE TRIGGER item_loses_none",
        "DROP INDEX part_item", "CREATE INDEX part_twin ON part (twin)", "ALTER TABLE item ALTER kept DROP NOT NULL",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ])
    func aSchemaThatWasChangedIsAnother(statement: String) async throws {
        try await inSample { store in
            let before = try await store.schema()
            try await store.write { try $0.run(Query(raw: statement)) }
            #expect(try await store.schema() != before)
        }
    }

    @Test func whatIsNotInForceIsFound() async throws {
        try await inSample { store in
            try await store.write { db in
                try db.run("INSERT INTO item (id, kept) VALUES (1, 'a')")
                try db.run("INSERT INTO part (item_id) VALUES (1)")
            }
            #expect(try await store.integrityProblems() == [])
            try await store.write { db in
                try db.run("ALTER TABLE item DISABLE TRIGGER item_loses_none")
                try db.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'part_item'::regclass")
                try db.run("ALTER TABLE part DISABLE TRIGGER ALL")
                try db.run("INSERT INTO part (item_id, twin) VALUES (1, 9)")
                try db.run("ALTER TABLE part ADD CONSTRAINT part_is_small CHECK (item_id < 1) NOT VALID")
                try db.run("ALTER TABLE part ENABLE TRIGGER ALL")
            }
            #expect(
                try await store.integrityProblems().sorted() == [
                    "a row of part refers to nothing in item", "the index part_item is not valid",
                    "the key part_is_small was never held against the rows",
                    "the trigger item_loses_none of item is switched off",
                ])
        }
    }
}
