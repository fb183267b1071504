// Inserting many rows with few statements.

import Basics

extension Connection {
    /// By statements: what drivers do that know no quicker way.
    public func insert(_ rows: [[SQLValue]], into table: Query, _ columns: Query) throws {
        try insertByStatements(rows, into: table, columns)
    }

    /// By statements of many rows each: one costs about as much as three rows.
    public func insertByStatements(_ rows: [[SQLValue]], into table: Query, _ columns: Query) throws {
        let width = max(1, rows.first?.count ?? 0)
        let perStatement = max(1, min(ManyRows.perStatement, ManyRows.valuesPerStatement / width))
        for some in rows.pieces(of: perStatement) {
            var text = Query.Interpolation(literalCapacity: 0, interpolationCount: some.count * width)
            text.appendInterpolation("INSERT INTO \(table) (\(columns)) VALUES " as Query)
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

private enum ManyRows {
    static let perStatement = 64
    static let valuesPerStatement = 2_048
}
