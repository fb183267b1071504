// Authority: who signs for an office, between which days, and resting on which paper.

import Storage

extension Migrations {
    /// A row is written once; afterwards only what became of it. That an office has one head at a time is decided with
    /// the row of the office held (`AuthorityDesk`).
    static func authorities(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE signing_authority (
                id TEXT PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                holder TEXT NOT NULL,
                office TEXT NOT NULL REFERENCES office (code),
                kind TEXT NOT NULL CHECK (kind IN ('head', 'acting', 'deputy', 'order', 'mandate')),
                title TEXT NOT NULL,
                principal TEXT NOT NULL,
                services TEXT NOT NULL,
                from_day TEXT NOT NULL,
                until_day TEXT CHECK (until_day >= from_day),
                paper TEXT NOT NULL,
                paper_date TEXT NOT NULL,
                standing TEXT NOT NULL CHECK (standing IN ('proposed', 'confirmed', 'refused', 'ended')),
                proposed_by TEXT NOT NULL,
                proposed_ms \(words.int64) NOT NULL,
                reopened_by TEXT,
                reopened_ms \(words.int64),
                decided_by TEXT,
                decided_ms \(words.int64),
                ended_by TEXT,
                ended_ms \(words.int64),
                reason TEXT,
                CHECK ((standing = 'proposed') = (decided_ms IS NULL)),
                CHECK ((standing = 'ended') = (ended_ms IS NOT NULL)),
                CHECK ((reopened_by IS NULL) = (reopened_ms IS NULL)),
                CHECK (standing = 'refused' OR decided_by <> coalesce(reopened_by, proposed_by))
            )\(words.strictSuffix)
            """,
            "CREATE INDEX authority_account ON signing_authority (account_id)",
            "CREATE INDEX authority_office ON signing_authority (office, id)",
        ]
    }
}
