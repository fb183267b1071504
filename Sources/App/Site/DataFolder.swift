// The database of a site: opened for writing, opened for reading, and held against being replaced meanwhile.

import Foundation
import Records
import Storage
import StorageSQLite

/// An open database and the shared hold on it.
struct OpenSite: Sendable {
    let store: SQLiteStore
    let hold: FileHold

    /// Opens the database of the settings, makes it when it does not exist, and brings its schema up to date.
    static func open(_ settings: Settings) async throws -> (site: OpenSite, applied: [String]) {
        let path = settings.databasePath
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let hold = try FileHold(of: path, .shared)
        let store = try SQLiteStore.open(path: path)
        let applied = try await MigrationRunner.migrate(store, Migrations.all, now: Present.moment())
        return (OpenSite(store: store, hold: hold), applied)
    }

    /// Opens it, does `work`, closes it.
    static func with<T>(_ settings: Settings, _ work: (SQLiteStore) async throws -> T) async throws -> T {
        let site = try await open(settings).site
        defer { site.hold.end() }
        return try await closing(site.store, work)
    }

    /// The same with a database that is there: a command that reads what somebody loaded must not make an empty one.
    static func existing<T>(_ settings: Settings, _ work: (SQLiteStore) async throws -> T) async throws -> T {
        try requireDatabase(settings)
        return try await with(settings, work)
    }

    /// Opens an existing database for reading only, beside a server or without one. It needs no hold: a file that is
    /// replaced meanwhile is read to its end.
    static func reading<T>(_ settings: Settings, _ work: (SQLiteStore) async throws -> T) async throws -> T {
        try requireDatabase(settings)
        return try await closing(try SQLiteStore.openReadOnly(path: settings.databasePath), work)
    }

    private static func requireDatabase(_ settings: Settings) throws {
        guard FileManager.default.fileExists(atPath: settings.databasePath) else {
            throw CommandFault("there is no database at \(settings.databasePath)")
        }
    }

    /// Does `work` with the store and closes it, however the work ends.
    static func closing<T>(_ store: SQLiteStore, _ work: (SQLiteStore) async throws -> T) async throws -> T {
        let result: T
        do {
            result = try await work(store)
        } catch {
            // The reason to stop counts, not what closing says after it.
            try? await store.close()
            throw error
        }
        try await store.close()
        return result
    }
}

/// A hold on a database file: shared by all who use it, exclusive for the one who replaces it. It ends with the process
/// if not before.
final class FileHold: Sendable {
    enum Kind { case shared, exclusive }

    private let descriptor: Int32

    init(of path: String, _ kind: Kind) throws {
        let lockPath = path + ".lock"
        descriptor = Foundation.open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFault("\(lockPath) cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            Foundation.close(descriptor)
            throw CommandFault("\(path) is in use by another program")
        }
    }

    /// Lets go. The file stays: removing it would let two processes hold different files of one name.
    func end() { flock(descriptor, LOCK_UN) }

    deinit { Foundation.close(descriptor) }
}
