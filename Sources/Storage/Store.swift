// The database as the rest of the server sees it.

/// A database: asynchronous outside, synchronous inside.
///
/// An error that the body throws passes through unchanged, after everything that body wrote was undone; failures of the
/// database itself are `StorageError`s. Bodies must not wait for anything but the database, and must not keep the
/// connection.
public protocol Store: Sendable {
    var dialect: Dialect { get }

    /// Reads within one snapshot: all queries of the body see the same state, whatever others commit meanwhile.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Writes in one transaction. Returns only after the commit is on disk. Commits of concurrent callers may be
    /// grouped, yet each body stands or falls alone: it sees what was committed or written before it, never a half of
    /// another. Too many waiting callers are refused with `StorageError.busy`.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Finishes what was accepted, then closes. Later calls fail with `StorageError.unavailable`.
    func close() async throws
}
