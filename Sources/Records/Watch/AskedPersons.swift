// Who was asked for lately, by person: kept as long as it can be counted, and no longer.

public import Basics
import Casework
import Registry
import Storage

extension Connection {
    /// Keeps the persons of a list that an office has before it now, in the transaction that brought it there. Those of
    /// a list before it stay: they were asked for.
    func keepAsked(_ state: CaseState, before: CaseState?) throws {
        guard let filedAt = state.receivedAt, let list = state.askedSubjects, list != before?.askedSubjects else {
            return
        }
        // In the order of the key: a hundred thousand go in in one pass over the index.
        try run(
            """
            INSERT INTO asked_person (personal_id, filed_ms, case_id)
            SELECT DISTINCT CAST(personal_id AS BIGINT), CAST(\(filedAt) AS BIGINT), CAST(\(state.id) AS TEXT)
            FROM subject WHERE list_id = \(list.id) ORDER BY 1
            ON CONFLICT (personal_id, filed_ms, case_id) DO NOTHING
            """)
    }
}

extension Worker {
    /// Forgets who was asked for too long ago to count; to be done now and then.
    public func forgetAskedPersons(at now: Timestamp) async throws {
        let oldest = now.adding(seconds: -Limits.askedPersonDays * 86_400)
        try await store.write { db in try db.run("DELETE FROM asked_person WHERE filed_ms <= \(oldest)") }
    }
}
