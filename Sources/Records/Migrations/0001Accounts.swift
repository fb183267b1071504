// Baseline: organisations, offices, accounts, and what each organisation did in a day.

import Storage

extension Migrations {
    /// Who works here and for whom.
    static func accounts(_ words: Dialect) -> [String] {
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
                is_temporary \(words.int64) NOT NULL DEFAULT 0 CHECK (is_temporary IN (0, 1)),
                language TEXT CHECK (language IN ('vi', 'en')),
                created_ms \(words.int64) NOT NULL,
                active_ms \(words.int64) NOT NULL,
                CHECK (organization_id IS NULL OR office_code IS NULL)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX account_organization ON account (organization_id) WHERE organization_id IS NOT NULL",
            "CREATE INDEX account_office ON account (office_code) WHERE office_code IS NOT NULL",
            """
            CREATE TABLE quota_use (
                requester TEXT NOT NULL,
                kind TEXT NOT NULL,
                day TEXT NOT NULL,
                used \(words.int64) NOT NULL,
                PRIMARY KEY (requester, kind, day)
            )\(words.strictSuffix)
            """,
        ]
    }
}
