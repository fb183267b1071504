// A store that watches in which order its bodies lock rows, under every test of the records on PostgreSQL.

import Storage
import Synchronization
import TestKit
import Testing

/// Records an issue when a body locks something after the head of the log, or two kinds of rows in another order than
/// any body of these tests before it.
final class WatchedStore: StoreAround {
    private static let order = Mutex(LockOrder())

    let inner: any Store
    /// The tables that each table refers to.
    private let parents: [String: [String]]

    init(_ inner: any Store) async throws {
        self.inner = inner
        parents = try await inner.read { db in
            let keys = try db.rows(
                """
                SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'
                ORDER BY 1, 2
                """)
            return Dictionary(try keys.map { (try $0.text(at: 0), [try $0.text(at: 1)]) }, uniquingKeysWith: +)
        }
    }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let taken = Mutex(LocksTaken())
        defer {
            let kinds = taken.withLock { $0 }
            for fault in Self.order.withLock({ $0.faults(of: kinds) }) {
                Issue.record("order of locks: \(fault) (\(kinds.kinds.joined(separator: ", ")))")
            }
        }
        return try await inner.write { [parents] db in
            // A body that is run again has let go of all.
            taken.withLock { $0 = LocksTaken() }
            return try body(
                Watched(below: db) { text, found in taken.withLock { $0.note(text, found: found, parents: parents) } })
        }
    }
}

private struct Watched: Connection {
    let below: any Connection
    let note: (_ statement: String, _ found: Bool) -> Void

    var dialect: Dialect { below.dialect }

    private func noting(_ query: Query) -> Query {
        note(query.text(.numbered), true)
        return query
    }

    func visit(_ query: Query, _ body: (Row) throws -> Bool) throws { try below.visit(noting(query), body) }
    func rows(_ query: Query) throws -> [Row] { try below.rows(noting(query)) }

    func one(_ query: Query) throws -> Row? {
        let row = try below.one(query)
        note(query.text(.numbered), row != nil)
        return row
    }

    func run(_ query: Query) throws -> Int { try below.run(noting(query)) }
    func send(_ query: Query, conflict: String?) throws { try below.send(noting(query), conflict: conflict) }
}
