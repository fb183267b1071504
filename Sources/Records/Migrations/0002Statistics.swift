// The population counted as of days: what tables are made of.

import Storage

extension Migrations {
    static func statistics(_ words: Dialect) -> [String] {
        [
            // A day that was asked for, and how far its count is: in thousandths while it is under way.
            """
            CREATE TABLE counted_day (
                day_on TEXT PRIMARY KEY,
                asked_ms \(words.int64) NOT NULL,
                claimed_until_ms \(words.int64),
                permille \(words.int64) NOT NULL,
                counted_ms \(words.int64),
                persons \(words.int64),
                elsewhere \(words.int64),
                has_communes \(words.int64) CHECK (has_communes IN (0, 1)),
                secret TEXT,
                digest \(words.bytes),
                is_answered \(words.int64) NOT NULL CHECK (is_answered IN (0, 1))
            )\(words.strictSuffix)
            """,
            // The finest counts of one commune, or of a province where no communes are known.
            """
            CREATE TABLE population_block (
                day_on TEXT NOT NULL REFERENCES counted_day (day_on),
                commune TEXT NOT NULL,
                province TEXT NOT NULL,
                content \(words.bytes) NOT NULL,
                PRIMARY KEY (day_on, commune)
            )\(words.strictSuffix)
            """,
            // What tables took of the budgets of their grant and its recipient.
            """
            CREATE TABLE charged_marginal (
                grant_id TEXT NOT NULL REFERENCES data_grant (id),
                marginal TEXT NOT NULL,
                recipient TEXT NOT NULL,
                day_on TEXT NOT NULL,
                PRIMARY KEY (grant_id, marginal)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX charged_marginal_recipient ON charged_marginal (recipient, day_on)",
        ] + words.appendOnly("charged_marginal")
    }
}
