// Databases of PostgreSQL for the tests of its driver.

import Basics
import Storage
import TestKit
import Testing

@testable import StoragePostgres

enum PostgresSample {
    /// Runs `body` with the address of an empty database, which goes afterwards.
    static func inDatabase(
        encoding: String = "UTF8", locale: String = "C", _ body: (String) async throws -> Void
    ) async throws {
        let server = try await PostgresServer.shared
        let address = try await server.makeDatabase(encoding: encoding, locale: locale)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(address))
        } catch {
            outcome = .failure(error)
        }
        try await server.removeDatabase(address)
        try outcome.get()
    }

    static func inStore(
        _ bounds: PostgresBounds = PostgresBounds(), _ body: (PostgresStore, String) async throws -> Void
    ) async throws {
        try await inDatabase { address in
            let store = try await PostgresStore.open(try DatabaseAddress(address), bounds)
            try await body(store, address)
            try await store.close()
        }
    }

    /// The table of the contract, in a database that is ours: it may be opened again.
    static func makeItems(_ store: PostgresStore, count: Int = 0) async throws {
        _ = try await MigrationRunner.migrate(store, [], now: Timestamp(milliseconds: 1))
        try await StorageContract.makeItems(store, count: count)
    }

    /// Starts a write that goes on only when the gate opens, and returns once it has begun.
    static func hold(
        _ store: PostgresStore, until gate: Gate, _ body: @escaping @Sendable (any Connection) throws -> Void = { _ in }
    ) async -> Task<Void, any Error> {
        let (begun, didBegin) = AsyncStream.makeStream(of: Void.self)
        let holder = Task {
            try await store.write { db in
                try body(db)
                didBegin.finish()
                gate.wait()
            }
        }
        for await _ in begun {}
        return holder
    }

    /// What `unavailable` says; any other error is an issue.
    static func unavailable(_ error: StorageError?) -> String {
        guard case .unavailable(let text) = error else {
            Issue.record("expected .unavailable, got \(String(describing: error))")
            return ""
        }
        return text
    }

    static func expectBusy(_ error: StorageError?) {
        guard case .busy = error else {
            Issue.record("expected .busy, got \(String(describing: error))")
            return
        }
    }
}
