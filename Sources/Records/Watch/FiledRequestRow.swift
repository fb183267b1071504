// What a case says of its request once that was filed: a pure function of the case.

import Basics
import Casework
import Registry
import Storage

/// The row of a case in `filed_request`.
struct FiledRequestRow: Hashable, Sendable {
    var requester: String
    var service: String
    var filedAt: Timestamp
    var persons: Int

    static let columns: Query = "requester, service, filed_ms, persons"
}

extension FiledRequestRow {
    /// `nil` while the request was not filed.
    init?(_ state: CaseState) {
        guard let filedAt = state.receivedAt else { return nil }
        self.init(
            requester: state.requester.reference.description, service: state.service, filedAt: filedAt,
            persons: state.askedSubjects?.count ?? 0)
    }

    /// Reads `columns`, in their order.
    init(_ row: Row) throws(StorageError) {
        self.init(
            requester: try row.text(at: 0), service: try row.text(at: 1), filedAt: try row.timestamp(at: 2),
            persons: try row.int(at: 3))
    }
}

extension Connection {
    /// Writes what is counted of a request that was filed, where an act changed it; nothing of a draft.
    func writeFiledRequest(_ state: CaseState, before: CaseState?) throws {
        guard let row = FiledRequestRow(state), row != before.flatMap({ FiledRequestRow($0) }) else { return }
        try send(
            """
            INSERT INTO filed_request (case_id, \(FiledRequestRow.columns))
            VALUES (\(state.id), \(row.requester), \(row.service), \(row.filedAt), \(row.persons))
            ON CONFLICT (case_id) DO UPDATE SET persons = excluded.persons
            """)
    }
}
