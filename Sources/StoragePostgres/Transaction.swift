// One body in one transaction, and once more where the first time may be forgotten.

import Storage

struct Transaction {
    var mode: PostgresConnection.Mode
    var onCommit: @Sendable (Duration) -> Void

    /// Runs the body and commits. It is run a second time when nothing of the first can have been committed and the
    /// server broke it off for the sake of another.
    func perform<T>(_ body: (any Connection) throws -> T, on line: Line) throws -> T {
        let first = PostgresConnection(line, mode)
        do {
            return try first.perform(body, onCommit: onCommit)
        } catch {
            first.rollBack()
            guard first.fault?.isTransient ?? false else { throw error }
        }
        let second = PostgresConnection(line, mode)
        do {
            return try second.perform(body, onCommit: onCommit)
        } catch {
            second.rollBack()
            throw error
        }
    }
}
