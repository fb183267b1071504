// One connection to the server, as libpq has it.

import Basics
import CPostgres
import Foundation
import Storage

/// Blocks its thread, hence lives on a thread of its own (`ConnectionPool`) and is not `Sendable`. Statements go out
/// one behind the other and their answers come back together (libpq's pipeline mode): round trips are what takes time.
final class Session {
    let connection: OpaquePointer
    private let bounds: PostgresBounds
    /// The texts that the server has prepared.
    private var prepared: [String: Prepared] = [:]
    private var preparedCount = 0
    /// What was sent and not answered yet, group by group.
    private var sent: [[Statement]] = []
    /// Whether a transaction was done on it before: only then may it have died unnoticed.
    private(set) var isUsed = false
    /// Whether statements may take as long as they need, as steps on the schema do.
    var isPatient = false

    /// A statement that the server knows by name.
    struct Prepared {
        var name: String
        var types: [UInt32]
    }

    /// Connects, sets what this program wants of every connection, and refuses a database that does not suit.
    init(_ address: DatabaseAddress, _ bounds: PostgresBounds) throws(ServerFault) {
        guard let connection = Self.connect(address.parameters) else {
            throw ServerFault(error: .unavailable("there is no memory for a connection"), isLost: true)
        }
        self.connection = connection
        self.bounds = bounds
        guard PQstatus(connection) == CONNECTION_OK else {
            let said = String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isWhitespace)
                .joined(separator: " ")
            throw ServerFault(error: .unavailable("PostgreSQL cannot be reached: \(said)"), isLost: true)
        }
        // By itself libpq prints notices, which may quote values.
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1 else {
            throw .lost("before it was used")
        }
        PQclear(try exchange(ServerFacts.settings.map { Statement(plain: $0) }))
        if let refusal = try ServerFacts(self).refusal { throw ServerFault(error: refusal, isLost: true) }
    }

    deinit { PQfinish(connection) }

    // MARK: Round trips

    /// Runs the statements one behind the other and gives the answer of the last, which the caller clears. What the
    /// first that fails says is thrown; those behind it are not run. `keepingFirst` keeps one row of that answer only,
    /// however long it is, and gives `nil` where there is none.
    func exchange(_ statements: [Statement], keepingFirst: Bool = false) throws(ServerFault) -> OpaquePointer? {
        var open = statements[...]
        while let unknown = open.firstIndex(where: { !isKnown($0) }) {
            // It may be about what those before it make.
            if unknown > open.startIndex { PQclear(try trip(Array(open[..<unknown]))) }
            try prepare(open[unknown].text)
            open = open[unknown...]
        }
        return try trip(Array(open), keepingFirst: keepingFirst)
    }

    /// Commits behind `statements`, and returns once the server has acknowledged that the commit cannot be lost any
    /// more. The commit itself lets the locks go, so that whoever waits for the head of the log need not wait for the
    /// disk as well; the flush that follows it on the same connection is of all commits up to it, and those that come
    /// at once share one. An answer that does not come leaves open whether it was done: nobody may repeat it.
    func commit(_ statements: [Statement]) throws(ServerFault) {
        guard statements.allSatisfy(isKnown) else {
            PQclear(try exchange(statements))
            return try commit([])
        }
        var isCommitted = false
        do throws(ServerFault) {
            try send(statements + [.commit])
            try send([.flush])
            let result = try receive(groupsBehind: 1)
            isCommitted = result.map { String(cString: PQcmdStatus($0)) } == "COMMIT"
            PQclear(result)
            guard isCommitted else { throw ServerFault(error: .unavailable("PostgreSQL rolled the transaction back")) }
            try receiveFlush()
        } catch {
            if isCommitted || error.isLost { throw .lost("at the commit: whether it was done is not known") }
            throw error
        }
    }

    /// Ends a transaction that only read. Nobody waits for the answer: it is read before the next.
    func endReading() throws(ServerFault) {
        try send([.commit])
        PQflush(connection)
    }

    func rollBack() throws(ServerFault) { PQclear(try trip([Statement(plain: "ROLLBACK")])) }

    func trip(_ statements: [Statement], keepingFirst: Bool = false) throws(ServerFault) -> OpaquePointer? {
        isUsed = isUsed || statements.contains { !$0.isPlain }
        try send(statements)
        return try receive(keepingFirst: keepingFirst)
    }

    private func isKnown(_ statement: Statement) -> Bool { statement.isPlain || prepared[statement.text] != nil }

    /// What the server knows of the statement of that text, which it is told of once for each connection.
    func known(_ text: String) throws(ServerFault) -> Prepared {
        if let known = prepared[text] { return known }
        try prepare(text)
        guard let known = prepared[text] else { throw .lost("before a statement") }
        return known
    }

    private func prepare(_ text: String) throws(ServerFault) {
        if prepared.count >= Limits.preparedStatementsMax {
            PQclear(try trip([Statement(plain: "DEALLOCATE ALL")]))
            prepared = [:]
        }
        preparedCount += 1
        let name = "s\(preparedCount)"
        // The types are left to the server, which takes them from the columns: NULL has none, and one text then is one
        // statement, whatever values come.
        guard PQsendPrepare(connection, name, text, 0, nil) == 1, PQsendDescribePrepared(connection, name) == 1,
            PQpipelineSync(connection) == 1
        else { throw .lost("before a statement") }
        let statement = Statement(plain: text)
        sent.append([statement, statement])
        let described = try receive()
        defer { PQclear(described) }
        prepared[text] = Prepared(
            name: name, types: (0..<PQnparams(described)).map { PQparamtype(described, $0) })
    }

    // MARK: Sending

    /// Hands the statements to libpq as one group; what does not fit into its buffer goes out at once.
    private func send(_ statements: [Statement]) throws(ServerFault) {
        // Whatever cannot be encoded is found before anything is sent.
        var encoded: [(Prepared, WireParameters)?] = []
        for statement in statements {
            guard let known = prepared[statement.text], !statement.isPlain else {
                encoded.append(nil)
                continue
            }
            encoded.append((known, try known.encode(statement.values)))
        }
        var isSent = true
        for (statement, known) in zip(statements, encoded) where isSent {
            isSent = known.map(send) ?? send(plain: statement.text)
        }
        guard isSent, PQpipelineSync(connection) == 1 else { throw .lost("before a statement") }
        sent.append(statements)
    }

    private func send(_ statement: Prepared, _ parameters: WireParameters) -> Bool {
        parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(
                connection, statement.name, Int32(lengths.count), values, lengths.baseAddress, formats, 1)
        } == 1
    }

    private func send(plain text: String) -> Bool {
        PQsendQueryParams(connection, text, 0, nil, nil, nil, nil, 1) == 1
    }

    // MARK: Receiving

    /// The answer to the last statement of the group sent last, or before so many others. What groups before it said is
    /// of no more use.
    private func receive(keepingFirst: Bool = false, groupsBehind: Int = 0) throws(ServerFault) -> OpaquePointer? {
        while sent.count > 1 + groupsBehind {
            do throws(ServerFault) {
                PQclear(try receive(sent.removeFirst(), keepingFirst: false))
            } catch {
                if error.isLost { throw error }
            }
        }
        return try receive(sent.removeFirst(), keepingFirst: keepingFirst)
    }

    private func receive(_ group: [Statement], keepingFirst: Bool) throws(ServerFault) -> OpaquePointer? {
        let deadline = answerDeadline
        var (answer, fault): (OpaquePointer?, ServerFault?)
        for (place, statement) in group.enumerated() {
            let isLast = place == group.count - 1
            if isLast && keepingFirst { PQsetSingleRowMode(connection) }
            while let result = try next(deadline) {
                let status = PQresultStatus(result)
                let isSound = [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE].contains(status)
                if isSound && isLast && answer == nil && (!keepingFirst || PQntuples(result) > 0) {
                    answer = result
                    continue
                }
                defer { PQclear(result) }
                if isSound || status == PGRES_PIPELINE_ABORTED { continue }
                let failure = failure(result, of: statement)
                if failure.isLost { throw failure }
                fault = fault ?? failure
            }
        }
        guard let end = try next(deadline), PQresultStatus(end) == PGRES_PIPELINE_SYNC else {
            throw .lost("out of step")
        }
        PQclear(end)
        guard let fault else { return answer }
        PQclear(answer)
        throw fault
    }

    func failure(_ result: OpaquePointer, of statement: Statement) -> ServerFault {
        guard PQresultErrorField(result, Int32(UInt8(ascii: "C"))) != nil else { return .lost("before it answered") }
        var fault = ServerFault(result, of: statement.text)
        if let conflict = statement.conflict, fault.error.isConstraint(.unique) { fault.error = .conflict(conflict) }
        fault.isLost = fault.isLost || PQstatus(connection) != CONNECTION_OK
        return fault
    }

    /// Until when the server has to have answered; `nil` where it may take as long as it needs.
    var answerDeadline: ContinuousClock.Instant? {
        isPatient ? nil : ContinuousClock.now + .seconds(bounds.answerSeconds)
    }

    /// The next result; `nil` between two statements.
    func next(_ deadline: ContinuousClock.Instant?) throws(ServerFault) -> OpaquePointer? {
        guard waitForResult(until: deadline) else { throw .lost("for \(bounds.answerSeconds) s without an answer") }
        return PQgetResult(connection)
    }

    /// Waits for the flush, but not for ever: a standby that has to acknowledge it may be gone.
    private func receiveFlush() throws(ServerFault) {
        guard waitForResult(until: ContinuousClock.now + .seconds(bounds.commitSeconds)) else {
            cancel()
            throw .lost("at the commit")
        }
        PQclear(try receive())
    }

    /// Sends what is left to send meanwhile. `false` when the time is up.
    private func waitForResult(until deadline: ContinuousClock.Instant?) -> Bool {
        while true {
            let isUnsent = PQflush(connection) == 1
            if PQisBusy(connection) == 0 { return true }
            guard let isReadable = wait(isUnsent: isUnsent, until: deadline) else { return false }
            // What went wrong is in the next result.
            if !isReadable { return true }
        }
    }

    /// Waits for one thing to happen on the line, and reads what came: `false` where nothing can be read any more,
    /// `nil` when the time is up.
    func wait(isUnsent: Bool, until deadline: ContinuousClock.Instant?) -> Bool? {
        var look = pollfd(fd: PQsocket(connection), events: Int16(POLLIN | (isUnsent ? POLLOUT : 0)), revents: 0)
        let left = deadline.map { max(0, ($0 - .now) / .milliseconds(1)) } ?? -1
        let found = poll(&look, 1, Int32(min(left, 1_000_000).rounded(.up)))
        if found == 0, left == 0 { return nil }
        return found == 0 || PQconsumeInput(connection) == 1
    }

    /// Has the server end what this connection waits for, which it would not do because the connection is closed.
    private func cancel() {
        let ticket = PQgetCancel(connection)
        var said = [CChar](repeating: 0, count: 256)
        PQcancel(ticket, &said, Int32(said.count))
        PQfreeCancel(ticket)
    }

    /// The connection that libpq makes of those parameters; `nil` when there is no memory for one.
    private static func connect(_ parameters: [(keyword: String, value: String)]) -> OpaquePointer? {
        let texts = parameters.flatMap { [strdup($0.keyword), strdup($0.value)] }
        defer { for text in texts { free(text) } }
        func list(_ first: Int) -> [UnsafePointer<CChar>?] {
            // A NULL stands behind the last.
            stride(from: first, to: texts.count, by: 2).map { UnsafePointer(texts[$0]) } + [nil]
        }
        return PQconnectdbParams(list(0), list(1), 1)
    }
}

extension Session.Prepared {
    fileprivate func encode(_ values: [SQLValue]) throws(ServerFault) -> WireParameters {
        do throws(StorageError) {
            guard values.count == types.count else {
                throw .unavailable("\(values.count) values for a statement that takes \(types.count)")
            }
            return try WireParameters(values, as: types)
        } catch {
            throw ServerFault(error: error)
        }
    }
}
