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

    /// Opens the file, making it when it does not exist. `onCommit` is told how long each commit took until it was on
    /// disk; it runs on the queue of the writer and must not wait.
    public static func open(
        path: String, onCommit: @escaping @Sendable (Duration) -> Void = { _ in }
    ) throws -> SQLiteStore {
        try open(path: path, disposable: nil, onCommit: onCommit)
    }

    /// A store in a new directory of its own, removed at `close`: for tests. The same code and the same durability as
    /// `open`, so that tests prove what runs.
    public static func temporary() throws -> SQLiteStore {
        let directory = FileManager.default.temporaryDirectory.appending(path: "trinhky-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        return try open(path: directory + "/store.sqlite", disposable: directory, onCommit: { _ in })
    }

    /// Opens an existing file for reading only, beside a running server or without one. Writes are refused.
    ///
    /// What a killed process left half done beside the file has to be undone first, which takes somebody who may write.
    public static func openReadOnly(path: String) throws -> SQLiteStore {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError.unavailable("there is no file \(path)")
        }
        var configuration = baseConfiguration()
        configuration.readonly = true
        return try mappingErrors {
            do {
                return SQLiteStore(reader: try reading(path, configuration), writer: nil, disposable: nil)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
                try reading(path, baseConfiguration()).close()
                return SQLiteStore(reader: try reading(path, configuration), writer: nil, disposable: nil)
            }
        }
    }

    /// Opening is lazy: read once, so that a file that is no database is refused here.
    private static func reading(_ path: String, _ configuration: GRDB.Configuration) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { database in
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
            try database.execute(sql: pageCache)
        }
        return queue
    }

    private static func open(
        path: String, disposable: String?, onCommit: @escaping @Sendable (Duration) -> Void
    ) throws -> SQLiteStore {
        var configuration = baseConfiguration()
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount)
        let pool = try mappingErrors {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL on its writer after `prepareDatabase` has run, so FULL must come after opening; the one
            // writer connection then keeps it. Under NORMAL a power cut may take back what a page said was filed.
            let level = try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA journal_size_limit = \(Limits.journalBytesKeptMax)")
                // Each body of a group has a savepoint, whose pages SQLite otherwise copies into a file: 30 writes for
                // a release to one person.
                try database.execute(sql: "PRAGMA temp_store = MEMORY")
                // The upper levels of the registry's trees: of ten million people they do not fit into SQLite's own
                // 2 MB, and looking people up takes a tenth longer.
                try database.execute(sql: pageCache)
                return try Int.fetchOne(database, sql: "PRAGMA synchronous")
            }
            guard level == 2 else { throw StorageError.unavailable("SQLite does not keep synchronous = FULL") }
            return pool
        }
        let writer = Writer(pool: pool, queue: WriteQueue(pool, onCommit: onCommit))
        return SQLiteStore(reader: pool, writer: writer, disposable: disposable)
    }

    private static var pageCache: String { "PRAGMA cache_size = -\(Limits.pageCacheBytes / 1024)" }

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
                    with: Result { try mappingErrors { try SQLiteConnection(try access.get()).perform(body) } })
            }
        }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        guard let writer else { throw StorageError.unavailable("the store is open for reading only") }
        return try await writer.queue.write(body)
    }

    /// Also folds the journal into the file, so that the file alone is whole, unless another process has it open still.
    public func close() async throws {
        if let writer {
            writer.queue.close()
            // The writer's queue is serial: once this runs, all that was accepted before has been committed.
            await withCheckedContinuation { continuation in
                writer.pool.asyncWriteWithoutTransaction { _ in continuation.resume() }
            }
            await Self.onItsOwnThread { Self.fold(writer.pool) }
        }
        try mappingErrors { try reader.close() }
        removeDisposable()
    }

    /// Closes the readers first and has the journal written home: SQLite does that when the last connection closes,
    /// which the writer must be, since a reader may not write.
    private static func fold(_ pool: DatabasePool) {
        pool.releaseMemory()
        do {
            try pool.writeWithoutTransaction { database in
                // Whoever waits for readers of other processes here holds up their writers.
                try database.execute(sql: "PRAGMA busy_timeout = 0")
                try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        } catch {
            // Nothing is lost: what was committed stays in the journal beside the file (docs/operating.md).
        }
    }

    /// Runs what takes long and waits, so that it holds up no other work.
    private static func onItsOwnThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: body()) }
        }
    }

    private func removeDisposable() {
        guard let disposable else { return }
        // Best effort: what stays behind lies in the system's temporary directory.
        try? FileManager.default.removeItem(atPath: disposable)
    }

    // MARK: Upkeep

    public func backup(to path: String, noting: @Sendable (_ copy: String) async throws -> Void) async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StorageError.unavailable("\(path) exists already")
        }
        let partial = path + ".partial"
        do {
            try DatabaseFile.remove(partial)
            // Copying takes as long as the file is big.
            try await Self.onItsOwnThread { [reader] in
                Result { try mappingErrors { try Self.copy(reader, to: partial) } }
            }.get()
            try await noting(partial)
            try DatabaseFile.move(partial, to: path)
        } catch {
            // The reason to stop counts, not what tidying up says after it.
            try? DatabaseFile.remove(partial)
            throw error
        }
    }

    private static func copy(_ reader: any DatabaseReader, to path: String) throws {
        let target = try DatabaseQueue(path: path)
        try reader.backup(to: target)
        // The copy is one plain file: no journal beside it that could be forgotten when it is moved.
        try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try target.close()
        try DatabaseFile.sync(path)
    }

    public func integrityProblems() async throws -> [String] {
        try await read { db in
            let found = try db.rows("PRAGMA integrity_check").map { try $0.text(at: 0) }
            let strays = try db.rows("PRAGMA foreign_key_check").map { row in
                "a row of \(try row.text(at: 0)) refers to nothing in \(try row.text(at: 2))"
            }
            return found.filter { $0 != "ok" } + strays
        }
    }

    public func schema(madeBy statements: [String]) async throws -> [String: String] {
        let blank = try Self.temporary()
        do {
            try await blank.write { db in for statement in statements { try db.run(Query(raw: statement)) } }
            let schema = try await blank.schema()
            try await blank.close()
            return schema
        } catch {
            // The first error counts, not what closing says after it.
            try? await blank.close()
            throw error
        }
    }

    public func schema() async throws -> [String: String] {
        try await read { db in
            let rows = try db.rows("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
            return Dictionary(try rows.map { (try $0.text(at: 0), try $0.text(at: 1)) }) { first, _ in first }
        }
    }
}
