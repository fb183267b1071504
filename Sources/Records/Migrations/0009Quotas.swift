// Migration 9: what each organisation did in a day, for the quotas.

import Storage

extension Migrations {
    static let quotas = Migration(9, "Quotas") { words in
        [
            """
            CREATE TABLE quota_use (
                requester TEXT NOT NULL,
                kind TEXT NOT NULL,
                day TEXT NOT NULL,
                used \(words.int64) NOT NULL,
                PRIMARY KEY (requester, kind, day)
            )\(words.strictSuffix)
            """
        ]
    }
}
