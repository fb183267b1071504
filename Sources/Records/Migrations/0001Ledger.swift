// Migration 1: the append-only log of everything.

import Storage

extension Migrations {
    /// All columns of `event` but the payload and its salt, which an ordered erasure may take away.
    private static let columns = [
        "position", "stream", "seq", "type", "version", "at_ms", "actor", "authority", "channel", "payload_digest",
        "previous_hash", "hash",
    ]

    static let ledger = Migration(1, "Ledger") { words in
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
            // The head of the chain: found without a search, locked by whoever appends, and a witness of the newest
            // entry, so that cutting off the end of the log shows.
            """
            CREATE TABLE ledger_head (
                id \(words.int64) PRIMARY KEY CHECK (id = 1),
                position \(words.int64) NOT NULL,
                hash \(words.bytes) NOT NULL
            )\(words.strictSuffix)
            """,
        ] + words.appendOnly("event", columns: columns, erasing: ["payload", "salt"])
    }
}
