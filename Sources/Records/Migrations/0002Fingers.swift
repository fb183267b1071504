// Templates of fingers, sealed: those that the registry holds, and those that came with requests.

import Storage

extension Migrations {
    static func fingers(_ words: Dialect) -> [String] {
        [
            // No reference to `person`: a record that changes is taken out and put in again.
            """
            CREATE TABLE finger_template (
                personal_id \(words.int64) NOT NULL,
                finger \(words.int64) NOT NULL CHECK (finger BETWEEN 0 AND 10),
                impression \(words.int64) NOT NULL CHECK (impression BETWEEN 1 AND 3),
                key_id TEXT NOT NULL,
                sealed \(words.bytes) NOT NULL,
                enrolled_ms \(words.int64) NOT NULL,
                PRIMARY KEY (personal_id, finger, impression)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX finger_template_key ON finger_template (key_id)",
            """
            CREATE TABLE finger_probe (
                case_id TEXT NOT NULL,
                digest \(words.bytes) NOT NULL,
                file_name TEXT NOT NULL,
                key_id TEXT NOT NULL,
                sealed \(words.bytes) NOT NULL,
                uploaded_ms \(words.int64) NOT NULL,
                PRIMARY KEY (case_id, digest, file_name)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX finger_probe_key ON finger_probe (key_id)",
            "CREATE INDEX finger_probe_digest ON finger_probe (digest)",
        ]
    }
}
