// Wrong claims, counted against guessing.

import Storage

extension Migrations {
    static func failedClaims(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE failed_claim (
                recipient TEXT NOT NULL,
                personal_id \(words.int64) NOT NULL,
                field TEXT NOT NULL,
                digest \(words.bytes) NOT NULL,
                failed_ms \(words.int64) NOT NULL,
                PRIMARY KEY (recipient, personal_id, field, digest)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX failed_claim_age ON failed_claim (failed_ms)",
        ]
    }
}
