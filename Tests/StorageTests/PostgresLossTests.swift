// Connections to PostgreSQL that die: unnoticed, in the middle of a body, at the commit.

import Basics
import Storage
import Synchronization
import TestKit
import Testing

@testable import StoragePostgres

@Suite struct PostgresLossTests {
    /// How often something was done.
    private final class Runs: Sendable {
        private let number = Mutex(0)
        func count() { number.withLock { $0 += 1 } }
        var value: Int { number.withLock { $0 } }
    }

    private static let insert: Query = "INSERT INTO item (id, name) VALUES (1, 'a')"
    private static let die: Query = "SELECT pg_terminate_backend(pg_backend_pid())"

    @Test func connectionThatDiedUnnoticedIsReplaced() async throws {
        try await PostgresSample.inStore { store, address in
            try await StorageContract.makeItems(store)
            let ended = try await PostgresServer.shared.administer(
                """
                SELECT count(pg_terminate_backend(pid, 60000)) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'trinhky'
                """, in: address)
            #expect(ended == "2")
            let runs = Runs()
            try await store.write { db in
                runs.count()
                try db.run(Self.insert)
            }
            #expect(try await StorageContract.count(store) == 1)
            #expect(runs.value == 1)
        }
    }

    @Test func connectionThatDiesInABodyUndoesItAndIsNotTriedAgain() async throws {
        try await PostgresSample.inStore { store, _ in
            try await StorageContract.makeItems(store)
            let runs = Runs()
            let error = await #expect(throws: StorageError.self) {
                try await store.write { db in
                    runs.count()
                    try db.run(Self.insert)
                    _ = try db.one(Self.die)
                    try db.run("DELETE FROM item")
                }
            }
            #expect(!PostgresSample.unavailable(error).isEmpty)
            #expect(runs.value == 1)
            #expect(try await StorageContract.count(store) == 0)
            try await store.write { try $0.run(Self.insert) }
        }
    }

    @Test func commitWithoutAnAnswerIsNotTriedAgain() async throws {
        try await PostgresSample.inStore { store, _ in
            try await StorageContract.makeItems(store)
            try await store.write { db in
                try db.run(
                    """
                    CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                    """)
                try db.run(
                    """
                    CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION die()
                    """)
            }
            let runs = Runs()
            let error = await #expect(throws: StorageError.self) {
                try await store.write { db in
                    runs.count()
                    try db.run(Self.insert)
                }
            }
            #expect(PostgresSample.unavailable(error).contains("whether it was done is not known"))
            #expect(runs.value == 1)
            #expect(try await StorageContract.count(store) == 0)
        }
    }

    @Test func ruleThatIsBrokenAtTheCommitUndoesAll() async throws {
        try await PostgresSample.inStore { store, _ in
            try await store.write { db in
                try db.run("CREATE TABLE top (id bigint PRIMARY KEY)")
                try db.run("CREATE TABLE sub (top_id bigint REFERENCES top (id) DEFERRABLE INITIALLY DEFERRED)")
            }
            let error = await #expect(throws: StorageError.self) {
                try await store.write { try $0.run("INSERT INTO sub (top_id) VALUES (99)") }
            }
            #expect(error?.isConstraint(.foreignKey, "sub") == true)
            #expect(try await store.read { try $0.one("SELECT count(*) FROM sub")?.int(at: 0) } == 0)
        }
    }

    @Test func commitsAreToldAndNothingElseIs() async throws {
        try await PostgresSample.inDatabase { address in
            let commits = Runs()
            let store = try await PostgresStore.open(try DatabaseAddress(address)) { _ in commits.count() }
            try await StorageContract.makeItems(store)
            await #expect(throws: StorageError.self) { try await store.write { try $0.run("DELETE FROM nothing") } }
            #expect(try await StorageContract.count(store) == 0)
            #expect(commits.value == 1)
            try await store.close()
        }
    }
}
