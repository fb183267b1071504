// Migration 7: what is proved by the log is written once, and the files of results are known by their digests.

import Storage

extension Migrations {
    static let proof = Migration(7, "Proof") { words in
        [
            // The PDF of a result is kept, since it is drawn once; the other forms are made from the answers.
            """
            CREATE TABLE result_file (
                release_id TEXT NOT NULL REFERENCES data_release (id),
                format TEXT NOT NULL CHECK (format IN ('csv', 'xml', 'pdf')),
                digest \(words.bytes) NOT NULL,
                content \(words.bytes),
                PRIMARY KEY (release_id, format, digest)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX result_file_digest ON result_file (digest)",
        ]
            + ["result_file", "release_row", "paper", "paper_version", "act_receipt"].flatMap(words.appendOnly)
    }
}
