// Baseline: issued papers and the two registers.

import Storage

extension Migrations {
    /// What was written, and the books in which it stands.
    static func papers(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE paper (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                n \(words.int64) NOT NULL,
                kind TEXT NOT NULL,
                verification_code TEXT NOT NULL UNIQUE,
                PRIMARY KEY (case_id, n)
            )\(words.strictSuffix)
            """,
            // The text is the letter: drawing it again gives the same bytes. The drawing is kept from its first time
            // on; a signed one is another file beside it.
            """
            CREATE TABLE paper_version (
                case_id TEXT NOT NULL,
                n \(words.int64) NOT NULL,
                form TEXT NOT NULL CHECK (form IN ('text', 'pdf', 'signed')),
                digest \(words.bytes) NOT NULL,
                content \(words.bytes) NOT NULL,
                made_ms \(words.int64) NOT NULL,
                PRIMARY KEY (case_id, n, form),
                FOREIGN KEY (case_id, n) REFERENCES paper (case_id, n)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX paper_version_digest ON paper_version (digest)",
            // Decree 30/2020, Annex IV: sổ đăng ký văn bản đến.
            """
            CREATE TABLE incoming_document (
                office TEXT NOT NULL,
                year \(words.int64) NOT NULL,
                number \(words.int64) NOT NULL,
                case_id TEXT NOT NULL REFERENCES case_row (id),
                arrived_on TEXT NOT NULL,
                author TEXT NOT NULL,
                reference TEXT NOT NULL,
                dated_on TEXT,
                subject TEXT NOT NULL,
                handed_to TEXT NOT NULL,
                handed_on TEXT,
                received_by TEXT NOT NULL,
                note TEXT NOT NULL,
                PRIMARY KEY (office, year, number)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX incoming_document_case ON incoming_document (case_id)",
            // Decree 30/2020, Annex IV: sổ đăng ký văn bản đi.
            """
            CREATE TABLE outgoing_document (
                office TEXT NOT NULL,
                year \(words.int64) NOT NULL,
                number \(words.int64) NOT NULL,
                case_id TEXT NOT NULL REFERENCES case_row (id),
                paper_n \(words.int64) NOT NULL,
                notation TEXT NOT NULL,
                dated_on TEXT NOT NULL,
                subject TEXT NOT NULL,
                signed_by TEXT NOT NULL,
                sent_to TEXT NOT NULL,
                kept_by TEXT NOT NULL,
                copies \(words.int64) NOT NULL,
                sent_on TEXT NOT NULL,
                received_by TEXT NOT NULL,
                note TEXT NOT NULL,
                PRIMARY KEY (office, year, number)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX outgoing_document_case ON outgoing_document (case_id)",
        ] + ["paper", "paper_version"].flatMap(words.appendOnly)
    }
}
