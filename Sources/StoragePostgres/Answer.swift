// What the server answered, as rows.

import CPostgres
import Storage

/// The rows that one answer of the server holds; none where there is no answer.
final class Answer {
    private let result: OpaquePointer?
    private let columns: [String]
    private let types: [UInt32]
    let count: Int

    /// Takes the result over.
    init(_ result: OpaquePointer?) {
        self.result = result
        count = Int(PQntuples(result))
        let places = 0..<PQnfields(result)
        columns = places.map { String(cString: PQfname(result, $0)) }
        types = places.map { PQftype(result, $0) }
    }

    deinit { PQclear(result) }

    var bytes: Int { PQresultMemorySize(result) }

    /// Hands over one row after the other, until `body` says `false`, which is then the result.
    func visit(_ body: (Row) throws -> Bool) throws -> Bool {
        for row in 0..<Int32(count) {
            let values = try types.indices.map { try value(row, $0) }
            guard try body(Row(columns: columns, values: values)) else { return false }
        }
        return true
    }

    private func value(_ row: Int32, _ column: Int) throws(StorageError) -> SQLValue {
        let place = Int32(column)
        if PQgetisnull(result, row, place) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, place), count: Int(PQgetlength(result, row, place)))
        return try SQLValue(bytes, type: types[column], column: columns[column])
    }
}
