// Migration 6: counts of failed sign-ins that seep away, and the places from which an account was signed in to.

import Storage

extension Migrations {
    static let throttle = Migration(6, "Throttle") { words in
        [
            // What was counted before is forgotten: at most a quarter of an hour of waiting.
            "DROP TABLE sign_in_throttle",
            """
            CREATE TABLE sign_in_throttle (
                key \(words.bytes) PRIMARY KEY,
                level \(words.int64) NOT NULL,
                last_ms \(words.int64) NOT NULL,
                blocked_until_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX sign_in_throttle_last ON sign_in_throttle (last_ms)",
            """
            CREATE TABLE familiar_place (
                account_id TEXT NOT NULL REFERENCES account (id),
                place \(words.bytes) NOT NULL,
                seen_ms \(words.int64) NOT NULL,
                PRIMARY KEY (account_id, place)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX familiar_place_seen ON familiar_place (seen_ms)",
        ]
    }
}
