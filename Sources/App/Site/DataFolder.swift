// The database of a site: opened for writing, opened for reading, and held against being replaced meanwhile.

import Foundation
import Records
import Storage

/// An open database and, where it is a file, the shared hold on it.
struct OpenSite: Sendable {
    let store: any Store
    private let hold: FileHold?

    /// Opens the database of the settings, makes it when it does not exist, and brings its schema up to date.
    static func open(
        _ settings: Settings, onCommit: @escaping @Sendable (Duration) -> Void = { _ in }
    ) async throws -> (site: OpenSite, applied: [String]) {
        let hold = try takeHold(settings.database)
        let store = try await settings.database.open(onCommit: onCommit)
        do {
            let applied = try await MigrationRunner.migrate(store, Migrations.all, now: Present.moment())
            if try await store.read({ db in try db.isCopyBrokenOff() }) {
                throw CommandFault("a copy into this database was broken off: remove it, and begin with an empty one")
            }
            return (OpenSite(store: store, hold: hold), applied)
        } catch {
            // The reason to stop counts, not what closing says after it.
            try? await store.close()
            throw error
        }
    }

    /// Makes a folder that only the owner of the process can look into.
    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// What has to be right about a file before it is opened. A server of databases sees to its own.
    private static func takeHold(_ database: Database) throws -> FileHold? {
        guard case .file(let path) = database else { return nil }
        try makeFolder(URL(filePath: path).deletingLastPathComponent().path)
        let hold = try FileHold(of: path, .shared)
        let restoration = Restoration(database: path)
        try restoration.refuseNew()
        if try restoration.undoBrokenOff() {
            Output.remark("a restore was broken off before it replaced \(path), which is as it was before")
        }
        return hold
    }

    /// Keeps servers away from a file, or throws when one is at work on it. Nobody can keep them away from a server of
    /// databases.
    static func holdAlone(_ database: Database) throws -> FileHold? {
        guard case .file(let path) = database, FileManager.default.fileExists(atPath: path) else { return nil }
        return try FileHold(of: path, .exclusive)
    }

    /// Lets go of a file; nothing else is done with it from here on.
    func endHold() { hold?.end() }

    /// Opens it, does `work`, closes it.
    static func with<T>(_ settings: Settings, _ work: (any Store) async throws -> T) async throws -> T {
        let site = try await open(settings).site
        defer { site.endHold() }
        return try await closing(site.store, work)
    }

    /// The same with a database that is there: a command that reads what somebody loaded must not make an empty one.
    static func existing<T>(_ settings: Settings, _ work: (any Store) async throws -> T) async throws -> T {
        switch settings.database {
        case .file(let path): try requireFile(path)
        case .server: try await reading(settings) { _ in }
        }
        return try await with(settings, work)
    }

    /// Opens an existing database for writing if it is up to date: a copy before an upgrade must not upgrade.
    static func current<T>(_ settings: Settings, _ work: (any Store) async throws -> T) async throws -> T {
        try await reading(settings) { store in
            guard try await MigrationRunner.isCurrent(store, Migrations.all) else {
                throw CommandFault(
                    "the database was made by an older version of this program: let that version take the copy, or "
                        + "copy the file while nothing runs")
            }
        }
        return try await with(settings, work)
    }

    /// Opens an existing database for reading only, beside a server or without one. A file needs no hold: one that is
    /// replaced meanwhile is read to its end.
    static func reading<T>(_ settings: Settings, _ work: (any Store) async throws -> T) async throws -> T {
        if case .file(let path) = settings.database { try requireFile(path) }
        let place = try settings.database.place
        return try await closing(try await settings.database.openReadOnly()) { store in
            if case .server = settings.database, try await !MigrationRunner.isStarted(store) {
                throw CommandFault("there is nothing of this program in \(place)")
            }
            return try await work(store)
        }
    }

    private static func requireFile(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try Restoration(database: path).refuseNew()
        throw CommandFault("there is no database at \(path)")
    }

    /// Does `work` with the store and closes it, however the work ends.
    static func closing<T>(_ store: any Store, _ work: (any Store) async throws -> T) async throws -> T {
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
        descriptor = try Self.open(path + ".lock")
        guard flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            Foundation.close(descriptor)
            throw CommandFault("\(path) is in use by another program")
        }
    }

    /// Opens a file that is there to be held, and makes it when it is missing.
    static func open(_ lockPath: String) throws -> Int32 {
        let descriptor = Foundation.open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFault("\(lockPath) cannot be opened: \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    /// Lets go. The file stays: removing it would let two processes hold different files of one name.
    func end() { flock(descriptor, LOCK_UN) }

    deinit { Foundation.close(descriptor) }
}
