// Many rows in one message after the other: COPY, in its binary form.

import Basics
import CPostgres
import Storage

extension Session {
    /// Has the server take in rows for the parameters of that INSERT, which says of what types they are; all statements
    /// before were answered. In pipeline mode there is no COPY, so it is left meanwhile.
    func copy(_ rows: [[SQLValue]], into table: String, _ columns: String, typedBy insert: String) throws(ServerFault) {
        let types = try known(insert).types
        // Whatever was sent and is of no more use is read, so that the line is empty.
        PQclear(try trip([]))
        guard PQexitPipelineMode(connection) == 1 else { throw .lost("before a copy") }
        let text = "COPY \(table) (\(columns)) FROM STDIN (FORMAT binary)"
        let fault = Self.caught { () throws(ServerFault) in try transfer(rows, as: types, by: text) }
        if let fault, fault.isLost { throw fault }
        guard PQenterPipelineMode(connection) == 1 else { throw .lost("after a copy") }
        if let fault { throw fault }
    }

    private func transfer(_ rows: [[SQLValue]], as types: [UInt32], by text: String) throws(ServerFault) {
        try begin(text)
        let unsent = Self.caught { () throws(ServerFault) in try send(rows, as: types) }
        if let unsent, unsent.isLost { throw unsent }
        // Rows that could not be encoded end the copy as a failure does on the server.
        try end(text, isWhole: unsent == nil)
        if let unsent { throw unsent }
    }

    private static func caught(_ work: () throws(ServerFault) -> Void) -> ServerFault? {
        do throws(ServerFault) {
            try work()
            return nil
        } catch {
            return error
        }
    }

    private func begin(_ text: String) throws(ServerFault) {
        guard PQsendQuery(connection, text) == 1, let result = try next(answerDeadline) else {
            throw .lost("before a copy")
        }
        defer { PQclear(result) }
        if PQresultStatus(result) == PGRES_COPY_IN { return }
        let fault = failure(result, of: Statement(plain: text))
        _ = try readToTheEnd(text)
        throw fault
    }

    private func send(_ rows: [[SQLValue]], as types: [UInt32]) throws(ServerFault) {
        var message = CopyMessage()
        for row in rows {
            do throws(StorageError) {
                guard row.count == types.count else {
                    throw .unavailable("\(row.count) values for \(types.count) columns")
                }
                message.append(try WireParameters(row, as: types))
            } catch {
                throw ServerFault(error: error)
            }
            if message.bytes.count > Limits.copiedBytesSent { try put(message.take()) }
        }
        message.end()
        try put(message.take())
    }

    private func put(_ bytes: [UInt8]) throws(ServerFault) {
        try untilTaken {
            bytes.withUnsafeBytes { bytes in
                PQputCopyData(
                    connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            }
        }
    }

    private func end(_ text: String, isWhole: Bool) throws(ServerFault) {
        try untilTaken { PQputCopyEnd(connection, isWhole ? nil : "rows that the database does not take") }
        let fault = try readToTheEnd(text)
        if isWhole, let fault { throw fault }
    }

    /// Hands something to libpq, which takes it (1) when there is room in its buffer.
    private func untilTaken(_ hand: () -> Int32) throws(ServerFault) {
        let deadline = answerDeadline
        while true {
            let code = hand()
            guard code >= 0, PQflush(connection) >= 0 else { throw .lost("in a copy") }
            if code == 1 { return }
            guard wait(isUnsent: true, until: deadline) ?? false else { throw .lost("in a copy") }
        }
    }

    /// Reads all that the server says of the copy, and gives what went wrong; throws where the connection is gone.
    private func readToTheEnd(_ text: String) throws(ServerFault) -> ServerFault? {
        var fault: ServerFault?
        while let result = try next(answerDeadline) {
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_COMMAND_OK { continue }
            let failure = failure(result, of: Statement(plain: text))
            if failure.isLost { throw failure }
            fault = fault ?? failure
        }
        return fault
    }
}

/// Tuples as a binary COPY has them (https://www.postgresql.org/docs/15/sql-copy.html).
private struct CopyMessage {
    private(set) var bytes: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [UInt8](repeating: 0, count: 8)

    mutating func append(_ row: WireParameters) {
        append(Int16(row.starts.count))
        for (start, length) in zip(row.starts, row.lengths) {
            guard let start else {
                append(Int32(-1))
                continue
            }
            append(length)
            bytes.append(contentsOf: row.bytes[start..<start + Int(length)])
        }
    }

    mutating func end() { append(Int16(-1)) }

    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
