// Baseline: the append-only log of everything.

import Storage

extension Migrations {
    /// All columns of `event` but the payload and its salt, which an ordered erasure may take away.
    private static let columns = [
        "position", "stream", "seq", "type", "version", "at_ms", "actor", "authority", "channel", "payload_digest",
        "previous_hash", "hash",
    ]

    /// Entries, and the head of their chain.
    static func ledger(_ words: Dialect) -> [String] {
        [
            """
            CREATE TABLE event (
                position \(words.int64) PRIMARY KEY,
                stream TEXT NOT NULL,
                seq \(words.int64) NOT NULL,
                type TEXT NOT NULL,
                version \(words.int64) NOT NULL,
                at_ms \(words.int64) NOT NULL,
                actor TEXT NOT NULL,
                authority TEXT,
                channel TEXT NOT NULL,
                payload TEXT,
                salt \(words.bytes),
                payload_digest \(words.bytes) NOT NULL,
                previous_hash \(words.bytes) NOT NULL,
                hash \(words.bytes) NOT NULL,
                UNIQUE (stream, seq)
            )\(words.strictSuffix)
            """,
            "CREATE INDEX event_erased ON event (stream) WHERE payload IS NULL",
            // The head of the chain: found without a search, locked by whoever appends, and a witness of the newest
            // entry, so that cutting off the end of the log shows. The newest moment finds a clock that was set back.
            """
            CREATE TABLE ledger_head (
                id \(words.int64) PRIMARY KEY CHECK (id = 1),
                position \(words.int64) NOT NULL,
                hash \(words.bytes) NOT NULL,
                latest_ms \(words.int64) NOT NULL
            )\(words.strictSuffix)
            """,
        ] + words.appendOnly("event", columns: columns, erasing: ["payload", "salt"])
    }
}
