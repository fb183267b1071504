// Lists that are read a page at a time, each page by the key of its order.

import Basics

/// A list as a query. It is read along an index: what comes before a page costs nothing.
public struct SortedList: Sendable {
    var key: SortKey
    /// The table that has the key, with what it is called: `task t`.
    var table: Query
    /// What else is read of a line, behind the columns of the key; and the rows this comes from: `JOIN … ON …`.
    var columns: Query
    var joined: Query
    /// The list has the rows of `table` that fulfil one of these conditions, and none fulfils two. Each leaves rows
    /// that some index has in the order of the key.
    var parts: [Query]
    /// What a line must fulfil besides, with `AND` in front: of rows that are joined, too.
    var narrowing: Query
    /// Where lines are looked for first; `nil` where the list itself is read along an index.
    var glance: Glance?

    /// The next rows of the table along the key: so many that a page of what is common is among them. What is not is
    /// seldom, and read whole and sorted.
    public struct Glance: Sendable, Hashable {
        /// A SELECT of the rows of the table, as the list calls it.
        var source: Query
        /// What a line fulfils, in place of the condition of the list.
        var condition: Query

        public init(source: Query, condition: Query) {
            self.source = source
            self.condition = condition
        }
    }

    public init(
        _ columns: Query, from table: Query, joined: Query = "", where parts: [Query], narrowedBy narrowing: Query = "",
        by key: SortKey, glance: Glance? = nil
    ) {
        self.key = key
        self.table = table
        self.columns = columns
        self.joined = joined
        self.parts = parts
        self.narrowing = narrowing
        self.glance = glance
    }

    /// How many columns of a row come before those that were asked for.
    public var keyLength: Int { key.columns.count }

    fileprivate func query(_ part: Query, from start: Cursor?, forward: Bool, limit: Int) -> Query {
        let names = key.columns.map(\.sql).joined()
        let goesUp = forward != key.isDescending
        var bounds: Query = ""
        if let start {
            let values = start.values.map { "\($0)" as Query }.joined()
            bounds = goesUp ? " AND (\(names)) > (\(values))" : " AND (\(names)) < (\(values))"
        }
        let order = goesUp ? names : key.columns.map { "\($0.sql) DESC" as Query }.joined()
        // The limit is part of the text: who plans a statement for all its values must know that it is small.
        return """
            SELECT \(names), \(columns) FROM \(table) \(joined) WHERE \(part)\(narrowing)\(bounds)
            ORDER BY \(order) LIMIT \(raw: String(limit))
            """
    }

    /// The same list within its glance from there on.
    fileprivate func glanced(from start: Cursor?, forward: Bool) -> SortedList? {
        guard let glance, let name = key.columns.first?.sql else { return nil }
        let goesUp = forward != key.isDescending
        var bounds: Query = ""
        if let start = start?.values.first {
            bounds = goesUp ? " WHERE \(name) > \(start)" : " WHERE \(name) < \(start)"
        }
        let direction: Query = goesUp ? "ASC" : "DESC"
        var list = self
        list.glance = nil
        list.table = """
            (\(glance.source)\(bounds) ORDER BY \(name) \(direction) LIMIT \(raw: String(Limits.glancedRows))) x
            """
        list.parts = [glance.condition]
        return list
    }

    fileprivate func cursor(_ row: Row) -> Cursor { Cursor(Array(row.values.prefix(keyLength))) }
}

/// How many lines a list has, when counting more helps nobody.
public struct BoundedCount: Sendable, Hashable {
    public var number: Int
    /// There are more than `number`.
    public var isMore: Bool
}

extension Connection {
    /// The page of the list that is asked for, of at most `size` lines.
    public func page<Line: Sendable>(
        of list: SortedList, at place: PagePlace, size: Int, _ line: (Row) throws -> Line
    ) throws -> ListPage<Line> {
        try rows(of: list, at: place, size).map(line)
    }

    /// The next lines of the list behind that place, for whoever reads all of it piece by piece.
    public func lines<Line>(
        of list: SortedList, after cursor: Cursor, limit: Int, _ line: (Row) throws -> Line
    ) throws -> [Line] {
        try rows(of: list, from: cursor, forward: true, limit).map(line)
    }

    /// How many lines the list has, counted up to `bound`.
    public func count(_ list: SortedList, upTo bound: Int) throws -> BoundedCount {
        if let glanced = list.glanced(from: nil, forward: true) {
            let near = try count(glanced, upTo: bound)
            if near.isMore { return near }
        }
        var number = 0
        let rows: Query = list.narrowing == "" ? list.table : "\(list.table) \(list.joined)"
        for part in list.parts where number <= bound {
            // In the order of the index, or it might be another way that is taken.
            let row = try one(
                """
                SELECT count(*) FROM (SELECT 1 FROM \(rows) WHERE \(part)\(list.narrowing)
                    ORDER BY \(list.key.columns.map(\.sql).joined()) LIMIT \(raw: String(bound + 1))) counted
                """)
            number += try row?.int(at: 0) ?? 0
        }
        return BoundedCount(number: min(number, bound), isMore: number > bound)
    }

    /// Whether the list has a line with that id, which ends its key.
    public func has(_ list: SortedList, _ id: String) throws -> Bool {
        guard let last = list.key.columns.last?.sql else { return false }
        return try list.parts.contains { part in
            try one("SELECT 1 FROM \(list.table) WHERE \(part) AND \(last) = \(id)") != nil
        }
    }

    private func rows(of list: SortedList, at place: PagePlace, _ size: Int) throws -> ListPage<Row> {
        switch place {
        case .first:
            let found = try rows(of: list, from: nil, forward: true, size + 1)
            return page(of: list, Array(found.prefix(size)), hasPrevious: false, hasNext: found.count > size)
        case .after(let cursor):
            let found = try rows(of: list, from: cursor, forward: true, size + 1)
            guard let first = found.first else { return try rows(of: list, at: .last, size) }
            let before = try rows(of: list, from: list.cursor(first), forward: false, 1)
            return page(
                of: list, Array(found.prefix(size)), hasPrevious: !before.isEmpty, hasNext: found.count > size)
        case .before(let cursor):
            let found = try rows(of: list, from: cursor, forward: false, size + 1)
            guard found.count > size else { return try rows(of: list, at: .first, size) }
            let behind = try rows(of: list, from: list.cursor(found[0]), forward: true, 1)
            return page(of: list, found.prefix(size).reversed(), hasPrevious: true, hasNext: !behind.isEmpty)
        case .last:
            let found = try rows(of: list, from: nil, forward: false, size + 1)
            return page(of: list, found.prefix(size).reversed(), hasPrevious: found.count > size, hasNext: false)
        }
    }

    private func page(of list: SortedList, _ rows: [Row], hasPrevious: Bool, hasNext: Bool) -> ListPage<Row> {
        ListPage(
            lines: rows, previous: hasPrevious ? rows.first.map(list.cursor) : nil,
            next: hasNext ? rows.last.map(list.cursor) : nil)
    }

    /// The next rows from that place on, or backwards the last ones before it. Each part is read along its index, and
    /// what comes first of all of them is taken.
    private func rows(of list: SortedList, from start: Cursor?, forward: Bool, _ limit: Int) throws -> [Row] {
        if let glanced = list.glanced(from: start, forward: forward) {
            let near = try rows(of: glanced, from: nil, forward: forward, limit)
            if near.count == limit { return near }
        }
        let found = try list.parts.map { part in
            try rows(list.query(part, from: start, forward: forward, limit: limit))
        }
        guard found.count > 1 else { return found.first ?? [] }
        let goesUp = forward != list.key.isDescending
        let sorted = found.joined().map { (list.cursor($0), $0) }.sorted { goesUp ? $0.0 < $1.0 : $0.0 > $1.0 }
        return sorted.prefix(limit).map(\.1)
    }
}

extension [Query] {
    /// With commas between them.
    fileprivate func joined() -> Query { dropFirst().reduce(self[0]) { "\($0), \($1)" } }
}
