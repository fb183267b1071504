// Migration 8: states of long cases as they were folded, and where to look for what was erased of a case.

import Storage

extension Migrations {
    static let snapshots = Migration(8, "Snapshots") { words in
        [
            """
            CREATE TABLE case_snapshot (
                case_id TEXT PRIMARY KEY REFERENCES case_row (id),
                version \(words.int64) NOT NULL,
                apply_version \(words.int64) NOT NULL,
                erasures \(words.int64) NOT NULL,
                state TEXT NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX event_erased ON event (stream) WHERE payload IS NULL",
        ]
    }
}
