// What is counted before anybody decides: what was filed, and lately for whom.

import Storage

extension Migrations {
    static func watch(_ words: Dialect) -> [String] {
        [
            // One row a request that was filed.
            """
            CREATE TABLE filed_request (
                case_id TEXT PRIMARY KEY REFERENCES case_row (id),
                requester TEXT NOT NULL,
                service TEXT NOT NULL,
                filed_ms \(words.int64) NOT NULL,
                persons \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX filed_request_usual ON filed_request (requester, service, filed_ms, persons)",
            // Found by the person, which lists are not. Goes after `Limits.askedPersonDays`.
            """
            CREATE TABLE asked_person (
                personal_id \(words.int64) NOT NULL,
                filed_ms \(words.int64) NOT NULL,
                case_id TEXT NOT NULL,
                PRIMARY KEY (personal_id, filed_ms, case_id)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX asked_person_age ON asked_person (filed_ms)",
            // The enclosed file that concerns the person, where the list names one.
            "ALTER TABLE subject ADD COLUMN enclosure TEXT",
        ]
    }
}
