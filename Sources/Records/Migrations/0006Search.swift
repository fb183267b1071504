// Search: the words that cases are found by.

import Storage

extension Migrations {
    /// Made from what the case, its papers and its list say, and made anew at any time. Cases that were there before
    /// wait for their words like those that an act changed.
    @Sendable static func caseText(_ words: Dialect) -> [String] {
        [
            // The number is the place in the log where the case was filed.
            """
            CREATE TABLE case_text (
                number \(words.int64) PRIMARY KEY,
                case_id TEXT NOT NULL UNIQUE REFERENCES case_row (id),
                words TEXT NOT NULL
            )\(words.strictSuffix)
            """
        ] + words.words.statements(for: "case_text") + [
            """
            CREATE TABLE case_to_index (
                case_id TEXT PRIMARY KEY REFERENCES case_row (id),
                version \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
            """
            INSERT INTO case_to_index (case_id, version) SELECT id, version FROM case_row WHERE code IS NOT NULL
            """,
        ]
    }
}
