// Group commit: the writes of concurrent callers share one transaction and so one sync of the disk.

import Basics
import GRDB
import Storage
import Synchronization

/// Collects waiting writes and drains them on the writer connection, as many in one transaction as have come while the
/// last one was being synced. Each body runs in a savepoint of its own: a failing one undoes only itself. No caller
/// goes on before the commit that holds its write has succeeded; if that fails, every caller of the group gets the
/// error.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [any PendingWrite] = []
        var isDraining = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let pool: DatabasePool
    private let onCommit: @Sendable (Duration) -> Void

    init(_ pool: DatabasePool, onCommit: @escaping @Sendable (Duration) -> Void) {
        self.pool = pool
        self.onCommit = onCommit
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(Write(body, continuation))
        }
    }

    /// Accepts no more writes; those accepted are still done.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    private func enqueue(_ write: any PendingWrite) {
        let (refusal, mustStart): (StorageError?, Bool) = state.withLock { state in
            if state.isClosed { return (.unavailable("the store is closed"), false) }
            if state.waiting.count >= Limits.writesWaitingMax {
                return (.busy("\(state.waiting.count) writes are waiting"), false)
            }
            state.waiting.append(write)
            defer { state.isDraining = true }
            return (nil, !state.isDraining)
        }
        if let refusal { return write.finish(refusal) }
        if mustStart { pool.asyncWriteWithoutTransaction { database in self.drain(database) } }
    }

    private func drain(_ database: Database) {
        while true {
            var group = takeWaiting()[...]
            if group.isEmpty { return }
            while !group.isEmpty { group = commit(group, database) }
        }
    }

    private func takeWaiting() -> [any PendingWrite] {
        state.withLock { state in
            var taken: [any PendingWrite] = []
            swap(&taken, &state.waiting)
            state.isDraining = !taken.isEmpty
            return taken
        }
    }

    /// Performs as many of `group` as fit into one transaction and gives those left over.
    private func commit(_ group: ArraySlice<any PendingWrite>, _ database: Database) -> ArraySlice<any PendingWrite> {
        do {
            try mappingErrors { try database.beginTransaction(.immediate) }
        } catch {
            for write in group { write.finish(error) }
            return []
        }
        let isAlone = group.count == 1
        let started = ContinuousClock.now
        var done = group.startIndex
        var anySucceeded = false
        var failure: (any Error)?
        repeat {
            do {
                if try perform(group[done], database, isAlone: isAlone) { anySucceeded = true }
            } catch {
                failure = error
            }
            done += 1
        } while failure == nil && done < group.endIndex && done - group.startIndex < Limits.writesPerCommitMax
            && ContinuousClock.now - started < .milliseconds(Limits.commitGroupMillisecondsMax)
        do {
            if let failure { throw failure }
            try mappingErrors { anySucceeded ? try timedCommit(database) : try database.rollback() }
        } catch {
            failure = error
            rollBack(database)
        }
        for write in group[..<done] { write.finish(failure) }
        return group[done...]
    }

    private func timedCommit(_ database: Database) throws {
        let began = ContinuousClock.now
        try database.commit()
        onCommit(ContinuousClock.now - began)
    }

    /// Runs one body; `false` when it failed and was undone. Throws when the transaction as a whole is lost.
    private func perform(
        _ write: any PendingWrite, _ database: Database, isAlone: Bool
    ) throws -> Bool {
        func control(_ text: String) throws { try mappingErrors { try database.cachedStatement(sql: text).execute() } }
        if !isAlone { try control("SAVEPOINT one_write") }
        let succeeded = write.perform(SQLiteConnection(database))
        guard database.isInsideTransaction else {
            // A full disk, an I/O error or lack of memory makes SQLite undo the whole transaction by itself.
            throw StorageError.unavailable("SQLite rolled the transaction back")
        }
        if isAlone { return succeeded }
        if !succeeded { try control("ROLLBACK TO one_write") }
        try control("RELEASE one_write")
        return succeeded
    }

    private func rollBack(_ database: Database) {
        guard database.isInsideTransaction else { return }
        do {
            try database.rollback()
        } catch {
            // The callers get the error that led here; the next BEGIN reports whatever is still wrong.
        }
    }
}

/// A write of any result type, waiting for its turn.
private protocol PendingWrite: Sendable {
    /// Runs the body and keeps its result; `false` when the body threw.
    func perform(_ connection: SQLiteConnection) -> Bool
    /// Lets the caller go on: with the kept result when `failure` is `nil`, else with `failure`.
    func finish(_ failure: (any Error)?)
}

/// `@unchecked`: `result` is touched on the queue of the writer connection only, one step after the other.
private final class Write<T: Sendable>: PendingWrite, @unchecked Sendable {
    private let body: @Sendable (any Connection) throws -> T
    private let continuation: CheckedContinuation<T, any Error>
    private var result: Result<T, any Error>?

    init(_ body: @escaping @Sendable (any Connection) throws -> T, _ continuation: CheckedContinuation<T, any Error>) {
        self.body = body
        self.continuation = continuation
    }

    func perform(_ connection: SQLiteConnection) -> Bool {
        do {
            result = .success(try connection.perform(body))
            return true
        } catch {
            result = .failure(error)
            return false
        }
    }

    func finish(_ failure: (any Error)?) {
        switch (failure, result) {
        case (let failure?, _): continuation.resume(throwing: failure)
        case (nil, let result?): continuation.resume(with: result)
        case (nil, nil): continuation.resume(throwing: StorageError.unavailable("the write was never performed"))
        }
    }
}
