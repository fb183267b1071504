// What a query runs on: one connection, inside one transaction.

/// A connection as the body of `Store.read` or `Store.write` sees it. It is synchronous, not `Sendable`, and lives only
/// as long as the body runs. All errors are `StorageError`s.
///
/// A statement that failed ends the body: whatever the body makes of the error, nothing that it wrote stays, later
/// statements fail in the same way, and so does the call. Not every database can go on after a failure; what a body
/// wants to know beforehand it asks for, as with `ON CONFLICT DO NOTHING`.
public protocol Connection {
    var dialect: Dialect { get }

    /// Runs the query and hands over one row after the other without gathering them, until `body` says `false`.
    /// `body` may run other queries. For answers too long to be gathered: `rows` and `one` may be cheaper.
    func visit(_ query: Query, _ body: (Row) throws -> Bool) throws

    /// All rows. Every caller bounds the answer by its `WHERE` or `LIMIT`.
    func rows(_ query: Query) throws -> [Row]

    /// The first row, if there is one.
    func one(_ query: Query) throws -> Row?

    /// Runs the statement and gives the number of rows it inserted, changed or deleted.
    @discardableResult
    func run(_ query: Query) throws -> Int

    /// Runs a statement whose outcome the body does not wait for: over a network it travels with the next that is
    /// answered, or with the commit, and where it fails, that one does. Where it breaks a unique key and `conflict` is
    /// given, the error is `StorageError.conflict` with that text.
    func send(_ query: Query, conflict: String?) throws

    /// Inserts rows that all have values for these columns, in their order: the quickest way to write many.
    func insert(_ rows: [[SQLValue]], into table: Query, _ columns: Query) throws
}

extension Connection {
    /// Waits until nobody else has the rows of that SELECT locked, and has others wait until this body ends: what is
    /// read of them from now on stands. Nothing to do where all writers take turns.
    public func lock(_ rows: Query) throws {
        if dialect.turn != nil { _ = try one("\(rows)\(dialect.lock)") }
    }

    /// Waits until no other body that calls this is at work, and has later ones wait until this one ends: for what is
    /// done seldom, and where there is no row yet to lock.
    public func waitForTurn() throws {
        if let turn = dialect.turn { _ = try one(turn) }
    }

    public func send(_ query: Query) throws { try send(query, conflict: nil) }

    public func send(_ query: Query, conflict: String?) throws {
        do {
            try run(query)
        } catch let error as StorageError where error.isConstraint(.unique) {
            throw conflict.map(StorageError.conflict) ?? error
        }
    }

    public func rows(_ query: Query) throws -> [Row] {
        var rows: [Row] = []
        try visit(query) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    public func one(_ query: Query) throws -> Row? {
        var first: Row?
        try visit(query) { row in
            first = row
            return false
        }
        return first
    }

    /// Every row, one after the other; for answers too long to be gathered.
    public func forEach(_ query: Query, _ body: (Row) throws -> Void) throws {
        try visit(query) { row in
            try body(row)
            return true
        }
    }
}
