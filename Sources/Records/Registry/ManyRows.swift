// Inserting many rows with few statements.

import Storage

extension Connection {
    /// Runs `head` (an INSERT up to and with VALUES) for all rows, a few to a statement: each statement costs about as
    /// much as three rows.
    func insert(_ head: Query, rows: [[SQLValue]], perStatement: Int = 32) throws {
        for start in stride(from: 0, to: rows.count, by: perStatement) {
            let some = rows[start..<min(start + perStatement, rows.count)]
            var text = Query.Interpolation(
                literalCapacity: 0, interpolationCount: some.count * (some.first?.count ?? 0))
            text.appendInterpolation(head)
            for (index, row) in some.enumerated() {
                text.appendLiteral(index == 0 ? "(" : ", (")
                for (place, value) in row.enumerated() {
                    if place > 0 { text.appendLiteral(", ") }
                    text.appendInterpolation(value)
                }
                text.appendLiteral(")")
            }
            try send(Query(stringInterpolation: text))
        }
    }
}
