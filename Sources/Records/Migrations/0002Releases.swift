// What leaves the registry: grants, releases, their rows and files, and disclosures.

import Storage

extension Migrations {
    /// All but the uses of a grant is written once. What the law gives without a decision has no case.
    static func releases(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE data_grant (
                id TEXT PRIMARY KEY,
                case_id TEXT,
                recipient TEXT NOT NULL,
                payload TEXT NOT NULL,
                uses_allowed \(words.int64) NOT NULL CHECK (uses_allowed > 0),
                uses_made \(words.int64) NOT NULL CHECK (uses_made BETWEEN 0 AND uses_allowed),
                standing TEXT NOT NULL CHECK (standing IN ('open', 'suspended', 'revoked'))
            )\(words.strictSuffix)
            """,
            "CREATE INDEX data_grant_case ON data_grant (case_id)",
            "CREATE INDEX data_grant_recipient ON data_grant (recipient, id)",
            """
            CREATE TABLE data_release (
                id TEXT PRIMARY KEY,
                grant_id TEXT NOT NULL REFERENCES data_grant (id),
                case_id TEXT,
                recipient TEXT NOT NULL,
                service TEXT NOT NULL,
                released_ms \(words.int64) NOT NULL,
                row_count \(words.int64) NOT NULL,
                identified_count \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX data_release_grant ON data_release (grant_id, id)",
            // A release whose list takes more than one transaction, from its beginning on.
            """
            CREATE TABLE begun_release (
                id TEXT PRIMARY KEY,
                grant_id TEXT NOT NULL REFERENCES data_grant (id),
                case_id TEXT NOT NULL,
                begun_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX begun_release_case ON begun_release (case_id)",
            "CREATE INDEX begun_release_grant ON begun_release (grant_id)",
            // Blocks and rows come before the release that counts them, and the log proves them: they refer to nothing.
            """
            CREATE TABLE release_block (
                release_id TEXT NOT NULL,
                number \(words.int64) NOT NULL,
                first_row \(words.int64) NOT NULL,
                last_row \(words.int64) NOT NULL,
                row_count \(words.int64) NOT NULL,
                identified_count \(words.int64) NOT NULL,
                answered_ms \(words.int64) NOT NULL,
                answers \(words.bytes) NOT NULL,
                disclosures \(words.bytes) NOT NULL,
                PRIMARY KEY (release_id, number)
            )\(words.strictSuffix)
            """,
            // The values themselves, kept as long as the recipient may fetch them.
            """
            CREATE TABLE release_row (
                release_id TEXT NOT NULL,
                row_number \(words.int64) NOT NULL,
                personal_id \(words.int64) NOT NULL,
                answer TEXT NOT NULL,
                PRIMARY KEY (release_id, row_number)
            )\(words.strictSuffix)
            """,
            // Who was told what of whom, by which clause; never the values, and for ever.
            """
            CREATE TABLE disclosure (
                release_id TEXT NOT NULL,
                row_number \(words.int64) NOT NULL,
                personal_id \(words.int64) NOT NULL,
                fields TEXT NOT NULL,
                PRIMARY KEY (release_id, row_number)
            )\(words.strictSuffix)
            """,
            // The PDF of a result is kept, since it is drawn once; the other forms are made from the answers.
            """
            CREATE TABLE result_file (
                release_id TEXT NOT NULL REFERENCES data_release (id),
                format TEXT NOT NULL CHECK (format IN ('csv', 'xml', 'pdf')),
                digest \(words.bytes) NOT NULL,
                content \(words.bytes),
                PRIMARY KEY (release_id, format, digest)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX result_file_digest ON result_file (digest)",
        ]
            + ["data_release", "begun_release", "release_block", "release_row", "disclosure", "result_file"]
            .flatMap(words.appendOnly)
    }
}
