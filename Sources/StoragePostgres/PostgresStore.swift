// A store in a database of a PostgreSQL server, through libpq.

import Basics
import Foundation
public import Storage

/// One database. Reads and writes have connections of their own, so that writers who wait for one another hold up no
/// reader. Several processes may use the same database.
/// (Roadmap, "Operation at level 3": a country runs several processes over one database.)
public final class PostgresStore: Store {
    private let reading: ConnectionPool
    private let writing: ConnectionPool?
    private let onCommit: @Sendable (Duration) -> Void

    public var dialect: Dialect { .postgres }

    // MARK: Opening

    /// Opens the database, which must be there, in UTF-8 and with the collation `C`, on a server of version 15 at
    /// least, and without tables of another program. `onCommit` is told how long each commit took until the server
    /// acknowledged it; it runs on the thread of the connection and must not wait.
    public static func open(
        _ address: DatabaseAddress, onCommit: @escaping @Sendable (Duration) -> Void = { _ in }
    ) async throws -> PostgresStore {
        try await open(address, PostgresBounds(), onCommit: onCommit)
    }

    /// Opens it for reading only, as on a standby. Writes are refused.
    public static func openReadOnly(_ address: DatabaseAddress) async throws -> PostgresStore {
        try await open(address, PostgresBounds(), isReadOnly: true)
    }

    static func open(
        _ address: DatabaseAddress, _ bounds: PostgresBounds, isReadOnly: Bool = false,
        onCommit: @escaping @Sendable (Duration) -> Void = { _ in }
    ) async throws -> PostgresStore {
        let store = PostgresStore(address, bounds, isReadOnly: isReadOnly, onCommit: onCommit)
        do {
            try await store.read { db in
                guard let stranger = try db.tableOfAnotherProgram() else { return }
                throw StorageError.unavailable(
                    "\(address.place) belongs to another program: it has a table \(stranger)")
            }
        } catch {
            try await store.close()
            throw error
        }
        return store
    }

    private init(
        _ address: DatabaseAddress, _ bounds: PostgresBounds, isReadOnly: Bool,
        onCommit: @escaping @Sendable (Duration) -> Void
    ) {
        reading = ConnectionPool(address, bounds, waitingMax: bounds.readsWaiting)
        writing = isReadOnly ? nil : ConnectionPool(address, bounds, waitingMax: bounds.writesWaiting)
        self.onCommit = onCommit
    }

    // MARK: Store

    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        // Who may not write is no server: a check, or a list that is drawn up once.
        try await perform(reading, writing == nil ? .checking : .reading, body)
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        guard let writing else { throw StorageError.unavailable("the store is open for reading only") }
        return try await perform(writing, .writing, body)
    }

    public func close() async throws {
        await writing?.close()
        await reading.close()
    }

    private func perform<T: Sendable>(
        _ pool: ConnectionPool, _ mode: PostgresConnection.Mode,
        _ body: @escaping @Sendable (any Connection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try pool.submit { [onCommit] line in
                    continuation.resume(
                        with: Result { try Transaction(mode: mode, onCommit: onCommit).perform(body, on: line) })
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
