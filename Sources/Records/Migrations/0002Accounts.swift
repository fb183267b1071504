// Migration 2: organisations, offices, accounts, login sessions and the throttle of guessing.

import Storage

extension Migrations {
    static let accounts = Migration(2, "Accounts") { words in
        [
            """
            CREATE TABLE organization (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                address TEXT NOT NULL,
                telephone TEXT NOT NULL,
                email TEXT NOT NULL,
                requester_class TEXT NOT NULL,
                level TEXT NOT NULL,
                province TEXT NOT NULL,
                commune TEXT,
                superior_id TEXT REFERENCES organization (id),
                created_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE office (
                code TEXT PRIMARY KEY,
                level TEXT NOT NULL,
                name TEXT NOT NULL,
                english_name TEXT NOT NULL,
                superior TEXT NOT NULL,
                letterhead TEXT NOT NULL,
                head TEXT NOT NULL,
                abbreviation TEXT NOT NULL,
                unit TEXT NOT NULL,
                place TEXT NOT NULL,
                province TEXT NOT NULL,
                agency_code TEXT NOT NULL,
                address TEXT NOT NULL,
                telephone TEXT NOT NULL
            )\(words.strictSuffix)
            """,
            """
            CREATE TABLE account (
                id TEXT PRIMARY KEY,
                username TEXT NOT NULL,
                username_key TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                roles TEXT NOT NULL,
                organization_id TEXT REFERENCES organization (id),
                office_code TEXT REFERENCES office (code),
                title TEXT,
                authority TEXT,
                personal_id TEXT,
                password_hash TEXT NOT NULL,
                is_disabled \(words.int64) NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
                created_ms \(words.int64) NOT NULL,
                CHECK (organization_id IS NULL OR office_code IS NULL)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX account_organization ON account (organization_id) WHERE organization_id IS NOT NULL",
            "CREATE INDEX account_office ON account (office_code) WHERE office_code IS NOT NULL",
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
            """
            CREATE TABLE sign_in_throttle (
                key \(words.bytes) PRIMARY KEY,
                failures \(words.int64) NOT NULL,
                last_ms \(words.int64) NOT NULL,
                blocked_until_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            "CREATE INDEX sign_in_throttle_last ON sign_in_throttle (last_ms)",
        ]
    }
}
