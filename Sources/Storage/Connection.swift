// What a query runs on: one connection, inside one transaction.

/// A connection as the body of `Store.read` or `Store.write` sees it. It is synchronous, not `Sendable`, and lives only
/// as long as the body runs. All errors are `StorageError`s.
public protocol Connection {
    var dialect: Dialect { get }

    /// Runs the query and hands over one row after the other without gathering them, until `body` says `false`.
    /// `body` may run other queries.
    func visit(_ query: Query, _ body: (Row) throws -> Bool) throws

    /// Runs the statement and gives the number of rows it inserted, changed or deleted.
    @discardableResult
    func run(_ query: Query) throws -> Int
}

extension Connection {
    /// All rows. Every caller bounds the answer by its `WHERE` or `LIMIT`.
    public func rows(_ query: Query) throws -> [Row] {
        var rows: [Row] = []
        try visit(query) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    /// The first row, if there is one.
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
