// A store in one SQLite file, through GRDB.

import Basics
import Foundation
import GRDB
public import Storage

/// One SQLite file in WAL mode with `synchronous = FULL`: one writer connection, several readers, writes grouped
/// (`WriteQueue`). Several processes may open the same file; they take turns at the write lock.
public final class SQLiteStore: Store {
    private let reader: any DatabaseReader
    /// Absent when the file was opened for reading only.
    private let writer: Writer?
    /// A directory to be removed at `close`, for temporary stores.
    private let disposable: String?

    private struct Writer {
        let pool: DatabasePool
        let queue: WriteQueue
    }

    private init(reader: any DatabaseReader, writer: Writer?, disposable: String?) {
        self.reader = reader
        self.writer = writer
        self.disposable = disposable
    }

    deinit { removeDisposable() }

    public var dialect: Dialect { .sqlite }

    // MARK: Opening

    /// Opens the file, making it when it does not exist.
    public static func open(path: String) throws -> SQLiteStore { try open(path: path, disposable: nil) }

    /// A store in a new directory of its own, removed at `close`: for tests. The same code and the same durability as
    /// `open`, so that tests prove what runs.
    public static func temporary() throws -> SQLiteStore {
        let directory = FileManager.default.temporaryDirectory.appending(path: "trinhky-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        return try open(path: directory + "/store.sqlite", disposable: directory)
    }

    /// Opens an existing file for reading only, beside a running server or without one. Writes are refused.
    public static func openReadOnly(path: String) throws -> SQLiteStore {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError.unavailable("there is no file \(path)")
        }
        var configuration = baseConfiguration()
        configuration.readonly = true
        let queue = try mappingErrors { try DatabaseQueue(path: path, configuration: configuration) }
        // Opening is lazy: read once, so that a file that is no database is refused here.
        try mappingErrors { try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") } }
        return SQLiteStore(reader: queue, writer: nil, disposable: nil)
    }

    private static func open(path: String, disposable: String?) throws -> SQLiteStore {
        var configuration = baseConfiguration()
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount)
        let pool = try mappingErrors {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL on its writer after `prepareDatabase` has run, so FULL must come after opening; the one
            // writer connection then keeps it. Under NORMAL a power cut may take back what a page said was filed.
            let level = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA journal_size_limit = \(Limits.journalBytesKeptMax)")
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw StorageError.unavailable("SQLite does not keep synchronous = FULL") }
            return pool
        }
        return SQLiteStore(reader: pool, writer: Writer(pool: pool, queue: WriteQueue(pool)), disposable: disposable)
    }

    private static func baseConfiguration() -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(Limits.lockWaitSecondsMax))
        configuration.label = "store"
        return configuration
    }

    // MARK: Store

    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            reader.asyncRead { access in
                continuation.resume(
                    with: Result { try mappingErrors { try body(SQLiteConnection(try access.get())) } })
            }
        }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        guard let writer else { throw StorageError.unavailable("the store is open for reading only") }
        return try await writer.queue.write(body)
    }

    public func close() async throws {
        if let writer {
            writer.queue.close()
            // The writer's queue is serial: once this runs, all that was accepted before has been committed.
            await withCheckedContinuation { continuation in
                writer.pool.asyncWriteWithoutTransaction { _ in continuation.resume() }
            }
        }
        try mappingErrors { try reader.close() }
        removeDisposable()
    }

    private func removeDisposable() {
        guard let disposable else { return }
        // Best effort: what stays behind lies in the system's temporary directory.
        try? FileManager.default.removeItem(atPath: disposable)
    }

    // MARK: Upkeep

    /// Copies one consistent state into a new file while the store is in use. The copy appears under its name only when
    /// it is complete and on disk; an existing file is never touched.
    public func backup(to path: String) async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StorageError.unavailable("\(path) exists already")
        }
        let partial = path + ".partial"
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            // A thread of its own: copying takes as long as the file is big and must not hold up other work.
            DispatchQueue.global(qos: .utility).async { [reader] in
                continuation.resume(with: Result { try mappingErrors { try Self.copy(reader, to: partial) } })
            }
        }
        try FileManager.default.moveItem(atPath: partial, toPath: path)
    }

    private static func copy(_ reader: any DatabaseReader, to path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        let target = try DatabaseQueue(path: path)
        try reader.backup(to: target)
        // The copy is one plain file: no journal beside it that could be forgotten when it is moved.
        try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try target.close()
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.synchronize()
        try handle.close()
    }

    /// What SQLite finds wrong with the file; empty when it is sound. Reads the whole file.
    public func integrityProblems() async throws -> [String] {
        try await read { db in
            let found = try db.rows("PRAGMA integrity_check").map { try $0.text(at: 0) }
            return found == ["ok"] ? [] : found
        }
    }
}
