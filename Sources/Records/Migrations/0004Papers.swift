// Issued papers and the two registers.

import Storage

extension Migrations {
    static let papers = Migration(4, "Papers") { words in
        [
            // The markup is the letter: drawing it again gives the same bytes. The PDF is kept from its first drawing
            // on.
            """
            CREATE TABLE paper (
                case_id TEXT NOT NULL REFERENCES case_row (id),
                n \(words.int64) NOT NULL,
                kind TEXT NOT NULL,
                verification_code TEXT NOT NULL UNIQUE,
                markup TEXT NOT NULL,
                pdf \(words.bytes),
                pdf_digest TEXT,
                PRIMARY KEY (case_id, n)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX paper_pdf_digest ON paper (pdf_digest)",
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
        ]
    }
}
