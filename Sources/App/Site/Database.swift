// Where the database of a site is. The only place that knows which drivers there are.

import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// A database by its address.
enum Database: Hashable, Sendable {
    /// A file of SQLite.
    case file(String)
    /// A database of a PostgreSQL server, by an address that libpq understands; the file holds the password alone.
    case server(String, passwordFile: String?)

    /// Reads `sqlite:PATH` or `postgresql://USER@HOST:PORT/NAME`.
    init(_ text: String, passwordFile: String) throws {
        let scheme = "sqlite:"
        if ["postgresql://", "postgres://"].contains(where: text.hasPrefix) {
            _ = try Self.address(text)
            self = .server(text, passwordFile: passwordFile.isEmpty ? nil : passwordFile)
        } else if text.hasPrefix(scheme), text != scheme {
            self = .file(String(text.dropFirst(scheme.count)))
        } else {
            throw CommandFault(
                "the setting 'database' must be 'sqlite:PATH' or 'postgresql://USER@HOST:PORT/NAME'")
        }
    }

    /// What may be said of it: never a password.
    var place: String {
        get throws {
            switch self {
            case .file(let path): path
            case .server(let text, _): try Self.address(text).place
            }
        }
    }

    /// The file, for what is done with files alone.
    func requireFile(to purpose: String) throws -> String {
        guard case .file(let path) = self else {
            throw CommandFault(
                "only a database in a file can be \(purpose) by this command; PostgreSQL has means of its own "
                    + "(docs/operating.md)")
        }
        return path
    }

    /// Opens it for writing; a file that is not there is made.
    func open(onCommit: @escaping @Sendable (Duration) -> Void = { _ in }) async throws -> any Store {
        switch self {
        case .file(let path): try SQLiteStore.open(path: path, onCommit: onCommit)
        case .server(let text, let file):
            try await PostgresStore.open(try Self.address(text, passwordFile: file), onCommit: onCommit)
        }
    }

    /// Opens it for reading only, beside a running server or without one.
    func openReadOnly() async throws -> any Store {
        switch self {
        case .file(let path): try SQLiteStore.openReadOnly(path: path)
        case .server(let text, let file):
            try await PostgresStore.openReadOnly(try Self.address(text, passwordFile: file))
        }
    }

    /// Whether a file that nobody has open holds everything; a server of databases sees to that itself.
    var isWhole: Bool {
        guard case .file(let path) = self else { return true }
        return DatabaseFile.isWhole(path)
    }

    private static func address(_ text: String, passwordFile: String? = nil) throws -> DatabaseAddress {
        let password = try passwordFile.map(password)
        do {
            return try DatabaseAddress(text, password: password)
        } catch StorageError.unavailable(let reason) {
            throw CommandFault(reason)
        }
    }

    private static func password(in file: String) throws -> String {
        guard let content = FileManager.default.contents(atPath: file) else {
            throw CommandFault("the file of the database's password, \(file), cannot be read")
        }
        let text = String(decoding: content, as: UTF8.self)
        let password = text.hasSuffix("\n") ? String(text.dropLast()) : text
        guard !password.isEmpty, !password.contains("\n") else {
            throw CommandFault("the file of the database's password, \(file), must hold the password in one line")
        }
        return password
    }
}
