// Migration 11: temporary passwords, idle accounts, the language of a person, and second factors.

import Storage

extension Migrations {
    static let accountCare = Migration(11, "AccountCare") { words in
        [
            // NULL is no: what was set before this migration was chosen by its owner, as far as anybody knows.
            "ALTER TABLE account ADD COLUMN is_temporary \(words.int64) CHECK (is_temporary IN (0, 1))",
            "ALTER TABLE account ADD COLUMN language TEXT CHECK (language IN ('vi', 'en'))",
            "ALTER TABLE account ADD COLUMN active_ms \(words.int64) NOT NULL DEFAULT 0",
            """
            UPDATE account SET active_ms = coalesce(
                (SELECT max(at_ms) FROM event WHERE stream = 'account:' || account.id AND type = 'signed-in'),
                created_ms)
            """,
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
            // Who gave the password and owes the code. As with sessions, the token itself is only in the browser.
            """
            CREATE TABLE sign_in_step (
                token_digest \(words.bytes) PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                begun_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
        ]
    }
}
