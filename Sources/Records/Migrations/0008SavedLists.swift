// The filters that people keep for themselves.

import Storage

extension Migrations {
    @Sendable static func savedLists(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE saved_list (
                account_id TEXT NOT NULL REFERENCES account (id),
                list TEXT NOT NULL,
                name TEXT NOT NULL,
                query TEXT NOT NULL,
                PRIMARY KEY (account_id, list, name)
            )\(words.strictSuffix)
            """
        ]
    }
}
