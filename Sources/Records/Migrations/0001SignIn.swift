// Baseline: sessions, what they left unfinished, the throttle of guessing, and second factors.

import Storage

extension Migrations {
    /// How somebody is known to be who they are.
    static func signIn(_ words: Dialect) -> [String] {
        [
            // The token itself is only in the browser: who reads this table cannot sign in with it.
            """
            CREATE TABLE session (
                token_digest \(words.bytes) PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                created_ms \(words.int64) NOT NULL,
                seen_ms \(words.int64) NOT NULL,
                expires_ms \(words.int64) NOT NULL,
                csrf_secret \(words.bytes) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX session_account ON session (account_id)",
            "CREATE INDEX session_expires ON session (expires_ms)",
            // Who gave the password and owes the code. As with sessions, the token itself is only in the browser.
            """
            CREATE TABLE sign_in_step (
                token_digest \(words.bytes) PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                begun_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            // Failures seep away: the level falls with time.
            """
            CREATE TABLE sign_in_throttle (
                key \(words.bytes) PRIMARY KEY,
                level \(words.int64) NOT NULL,
                last_ms \(words.int64) NOT NULL,
                blocked_until_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX sign_in_throttle_last ON sign_in_throttle (last_ms)",
            // What was typed and could not be taken, until its writer comes back for it. As with sessions, the token
            // itself is only in the browser.
            """
            CREATE TABLE kept_form (
                token_digest \(words.bytes) PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                path TEXT NOT NULL,
                size \(words.int64) NOT NULL,
                kept_ms \(words.int64) NOT NULL,
                content \(words.bytes) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX kept_form_account ON kept_form (account_id, kept_ms, size)",
            "CREATE INDEX kept_form_kept ON kept_form (kept_ms, size)",
            // From where somebody signed in before, and need not wait for what strangers guess.
            """
            CREATE TABLE familiar_place (
                account_id TEXT NOT NULL REFERENCES account (id),
                place \(words.bytes) NOT NULL,
                seen_ms \(words.int64) NOT NULL,
                PRIMARY KEY (account_id, place)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX familiar_place_seen ON familiar_place (seen_ms)",
            // The secret stands as it is: the server needs it to compute the codes (docs/threat-model.md). It is NULL
            // once the factor was taken away: rows stay, so that the log can prove them.
            """
            CREATE TABLE second_factor (
                account_id TEXT PRIMARY KEY REFERENCES account (id),
                secret \(words.bytes),
                since_ms \(words.int64) NOT NULL,
                last_step \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            // A secret that was shown and not proved yet.
            """
            CREATE TABLE second_factor_offer (
                account_id TEXT PRIMARY KEY REFERENCES account (id),
                secret \(words.bytes) NOT NULL,
                made_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            // A code that was used, or replaced by new ones, says when.
            """
            CREATE TABLE recovery_code (
                account_id TEXT NOT NULL REFERENCES account (id),
                digest \(words.bytes) NOT NULL,
                gone_ms \(words.int64),
                PRIMARY KEY (account_id, digest)
            )\(words.strictSuffix)
            """,
        ]
    }
}
