// A connection to PostgreSQL in the shape of the storage seam.

import Basics
import CPostgres
import Storage

/// One transaction of one body, on the thread of its connection. It begins with the first statement that has to be
/// answered, in the same round trip; what nobody waits for goes out with the next that somebody does.
final class PostgresConnection: Connection {
    enum Mode {
        /// One snapshot for all statements.
        case reading
        /// The same for those who read everything, however long that takes.
        case checking
        /// Each statement sees what was committed before it began. Whoever waited for a lock, as for the head of the
        /// log, then reads what the one before wrote; a snapshot for the whole body would be older than that, and
        /// every second body of two that append to the log would have to be run again. What bodies build upon they
        /// lock, or a unique key finds that it moved (`Store.write`). The commit itself waits for no disk: the flush
        /// behind it does (`Session.commit`).
        case writing

        fileprivate var beginning: [Statement] {
            switch self {
            case .reading: [Statement(plain: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")]
            case .checking: Self.reading.beginning + [Statement(plain: "SET LOCAL statement_timeout = 0")]
            case .writing:
                [
                    Statement(plain: "BEGIN ISOLATION LEVEL READ COMMITTED"),
                    Statement(plain: "SET LOCAL synchronous_commit = off"),
                ]
            }
        }
    }

    private let line: Line
    private let mode: Mode
    /// What goes out with the next statement that is answered.
    private var queue: [Statement]
    private var hasBegun = false
    private var hasWritten = false
    /// How many answers are being walked through, one inside another: each has a cursor of its own.
    private var depth = 0
    /// What the first statement that failed said; from then on the server takes no other.
    private(set) var fault: ServerFault?

    init(_ line: Line, _ mode: Mode) {
        self.line = line
        self.mode = mode
        queue = mode.beginning
    }

    var dialect: Dialect { .postgres }

    // MARK: The transaction

    /// Runs the body, which fails when one of its statements did, and commits.
    func perform<T>(_ body: (any Connection) throws -> T, onCommit: (Duration) -> Void) throws -> T {
        let result = try body(self)
        if let fault { throw fault.error }
        try step { () throws(ServerFault) in try commit(onCommit) }
        return result
    }

    private func commit(_ onCommit: (Duration) -> Void) throws(ServerFault) {
        // A connection that died unnoticed shows it before anything is committed.
        if !hasBegun && queue.count > mode.beginning.count { PQclear(try exchange([])) }
        guard hasBegun else { return }
        let session = try line.session()
        guard mode == .writing else { return try session.endReading() }
        guard hasWritten || queue.contains(where: \.isWriting) else {
            return PQclear(try session.exchange(queue + [.commit]))
        }
        let began = ContinuousClock.now
        defer { session.isPatient = false }
        try session.commit(queue)
        onCommit(ContinuousClock.now - began)
    }

    /// Undoes what was done.
    func rollBack() {
        guard hasBegun, !(fault?.isLost ?? false) else {
            if fault?.isLost ?? false { line.drop() }
            return
        }
        do {
            let session = try line.session()
            try session.rollBack()
            session.isPatient = false
        } catch {
            // The caller gets the error that led here; the server undoes what a closed connection left.
            line.drop()
        }
    }

    // MARK: Statements

    func rows(_ query: Query) throws -> [Row] {
        let answer = Answer(try ask(query))
        var rows: [Row] = []
        rows.reserveCapacity(answer.count)
        _ = try answer.visit { row in
            rows.append(row)
            return true
        }
        return rows
    }

    func one(_ query: Query) throws -> Row? {
        // A step on the schema may take long, and so may all behind it.
        if query == dialect.turn { try step { () throws(ServerFault) in try line.session().isPatient = true } }
        guard let result = try step({ () throws(ServerFault) in try exchange([Statement(query)], keepingFirst: true) })
        else { return nil }
        var first: Row?
        _ = try Answer(result).visit { row in
            first = row
            return false
        }
        return first
    }

    func run(_ query: Query) throws -> Int {
        let result = try ask(query)
        defer { PQclear(result) }
        // Empty for statements that change no rows.
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func send(_ query: Query, conflict: String?) throws {
        if let fault { throw fault.error }
        queue.append(Statement(query, conflict: conflict))
        if queue.count >= Limits.statementsSentMax {
            PQclear(try step { () throws(ServerFault) in try exchange([]) })
        }
    }

    /// Many rows by COPY; a few as statements, which wait for nothing.
    func insert(_ rows: [[SQLValue]], into table: Query, _ columns: Query) throws {
        guard rows.count >= Limits.copiedRowsMin, let width = rows.first?.count else {
            return try insertByStatements(rows, into: table, columns)
        }
        let places = (1...max(width, 1)).map { "$\($0)" }.joined(separator: ", ")
        let (name, names) = (table.text(.numbered), columns.text(.numbered))
        try step { () throws(ServerFault) in
            if !hasBegun || !queue.isEmpty { PQclear(try exchange([])) }
            hasWritten = true
            try line.session().copy(
                rows, into: name, names, typedBy: "INSERT INTO \(name) (\(names)) VALUES (\(places))")
        }
    }

    /// Through a cursor, some rows at a time: other statements may run in between, and memory holds only those. The
    /// rows of a statement that writes are gathered, since it is run to its end before it gives the first.
    func visit(_ query: Query, _ body: (Row) throws -> Bool) throws {
        let statement = Statement(query)
        guard statement.text.hasPrefix("SELECT") || statement.text.hasPrefix("WITH") else {
            for row in try rows(query) where try !body(row) { return }
            return
        }
        depth += 1
        defer { depth -= 1 }
        let cursor = "visit_\(depth)"
        var opening = statement
        opening.text = "DECLARE \(cursor) NO SCROLL CURSOR FOR \(statement.text)"
        let walk = Result { try fetch(from: cursor, opening, body) }
        // After a failure the server has closed it; after an error of the body's own the next of its name may come.
        if fault == nil { queue.append(Statement(plain: "CLOSE \(cursor)")) }
        try walk.get()
    }

    /// The first rows come with the answer to the opening.
    private func fetch(from cursor: String, _ opening: Statement, _ body: (Row) throws -> Bool) throws {
        var (size, statements) = (FetchSize(), [opening])
        while true {
            statements.append(Statement(plain: "FETCH \(size.rows) FROM \(cursor)"))
            let answer = Answer(try step { () throws(ServerFault) in try exchange(statements) })
            let isGoingOn = try answer.visit(body)
            if !isGoingOn || answer.count < size.rows { return }
            size.adapt(rows: answer.count, bytes: answer.bytes)
            statements = []
        }
    }

    private func ask(_ query: Query) throws -> OpaquePointer? {
        try step { () throws(ServerFault) in try exchange([Statement(query)]) }
    }

    /// One round trip with all that waits. Where nothing of the transaction was done yet, a connection that had died
    /// while nobody used it is replaced.
    private func exchange(
        _ statements: [Statement], keepingFirst: Bool = false
    ) throws(ServerFault) -> OpaquePointer? {
        let all = queue + statements
        queue = []
        hasWritten = hasWritten || all.contains(where: \.isWriting)
        let session = try line.session()
        let mayHaveDied = session.isUsed && !hasBegun
        defer { hasBegun = true }
        do throws(ServerFault) {
            return try session.exchange(all, keepingFirst: keepingFirst)
        } catch {
            guard error.isLost, mayHaveDied else { throw error }
            line.drop()
            return try line.session().exchange(all, keepingFirst: keepingFirst)
        }
    }

    private func step<T>(_ work: () throws(ServerFault) -> T) throws -> T {
        if let fault { throw fault.error }
        do {
            return try work()
        } catch {
            fault = error
            throw error.error
        }
    }
}

/// How many rows are fetched next: few at first, then as many as are not too large together.
private struct FetchSize {
    private(set) var rows = 8

    mutating func adapt(rows count: Int, bytes: Int) {
        rows = min(max(Limits.bytesFetchedMax / max(bytes / max(count, 1), 1), 1), Limits.rowsFetchedMax)
    }
}
