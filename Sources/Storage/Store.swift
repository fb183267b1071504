// The database as the rest of the server sees it.

/// A database: asynchronous outside, synchronous inside.
///
/// An error that the body throws passes through unchanged, after everything that body wrote was undone; failures of the
/// database itself are `StorageError`s. Bodies must not wait for anything but the database, and must not keep the
/// connection. A body may be run a second time after all it did was undone, where the database broke it off for the
/// sake of another.
public protocol Store: Sendable {
    var dialect: Dialect { get }

    /// Reads within one snapshot: all queries of the body see the same state, whatever others commit meanwhile.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Writes in one transaction. Returns only after the commit is on disk. Commits of concurrent callers may be
    /// grouped, yet each body stands or falls alone: its statements see what was committed or written before them,
    /// never a half of another. Other bodies may be at work at once: what a body read and builds upon, it has read with
    /// `Dialect.lock`, or finds unchanged by a rule of the schema or by the number of rows it changed. Too many waiting
    /// callers are refused with `StorageError.busy`.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// What the database finds wrong with itself, rows that refer to nothing included; empty when it is whole. Reads
    /// all of it.
    func integrityProblems() async throws -> [String]

    /// Every table, index and trigger by its name, each as the statement that made it.
    func schema() async throws -> [String: String]

    /// What `schema` would say of an empty database in which those statements were run. Leaves nothing behind, and
    /// needs somebody who may write.
    func schema(madeBy statements: [String]) async throws -> [String: String]

    /// Copies one consistent state into a new file while the store is in use. `noting` is given the finished copy under
    /// a name for the meantime; the copy gets its own when `noting` has returned and all of it is on disk. A copy that
    /// fails leaves nothing behind; an existing file is never touched. `StorageError.unavailable` where the database
    /// has means of its own.
    func backup(to path: String, noting: @Sendable (_ copy: String) async throws -> Void) async throws

    /// Finishes what was accepted, then closes. Later calls fail with `StorageError.unavailable`.
    func close() async throws
}
