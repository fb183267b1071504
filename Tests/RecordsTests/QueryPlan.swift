// How a database goes about a query.

import Storage
import TestKit

/// The plans of some queries, as the database tells them.
struct QueryPlan: Sendable, CustomStringConvertible {
    var steps: [String] = []

    var description: String { steps.joined(separator: "\n") }

    /// Where a table or an index is read from end to end.
    var scans: [String] {
        steps.filter { step in
            step.contains("Seq Scan")
                // What was gathered before is no table.
                || step.hasPrefix("SCAN") && !steps.contains("CO-ROUTINE \(step.dropFirst("SCAN ".count))")
        }
    }

    /// The same without walks along that index, which end with the page.
    func scans(butAlong index: String) -> [String] { scans.filter { !$0.hasSuffix("INDEX \(index)") } }

    /// Where rows are sorted that no index has in order.
    var sorts: [String] { steps.filter { $0.contains("TEMP B-TREE") || $0.contains("Sort") } }

    func uses(_ index: String) -> Bool { steps.contains { $0.split(separator: " ").contains(Substring(index)) } }
}

/// Answers as the connection below it does, and keeps how each query was planned.
final class Planning: Connection {
    private let below: any Connection
    private(set) var plan = QueryPlan()

    /// - Parameter seldomScans: has PostgreSQL read a table from end to end only where no index would do, however small
    ///   it is.
    init(_ below: any Connection, seldomScans: Bool = false) throws {
        self.below = below
        if seldomScans, below.dialect.name == "postgresql" { try below.run("SET LOCAL enable_seqscan = off") }
    }

    var dialect: Dialect { below.dialect }

    func visit(_ query: Query, _ body: (Row) throws -> Bool) throws {
        plan.steps +=
            dialect.name == "sqlite"
            ? try below.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }
            : try below.rows("EXPLAIN (COSTS OFF) \(query)").map { try $0.text(at: 0) }
        try below.visit(query, body)
    }

    func run(_ query: Query) throws -> Int { try below.run(query) }
}
