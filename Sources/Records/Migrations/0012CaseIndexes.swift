// Migration 12: what belongs to a case is found by the case, in every table that has such rows.

import Storage

extension Migrations {
    static let caseIndexes = Migration(12, "CaseIndexes") { _ in
        [
            "CREATE INDEX incoming_document_case ON incoming_document (case_id)",
            "CREATE INDEX outgoing_document_case ON outgoing_document (case_id)",
            "CREATE INDEX data_grant_case ON data_grant (case_id)",
            "CREATE INDEX data_release_grant ON data_release (grant_id)",
            "CREATE INDEX outbox_case ON outbox (case_id)",
        ]
    }
}
