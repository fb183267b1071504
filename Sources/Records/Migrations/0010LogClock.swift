// Migration 10: the newest moment that the log knows, so that a clock that was set back is found at once.

import Storage

extension Migrations {
    static let logClock = Migration(10, "LogClock") { words in
        [
            "ALTER TABLE ledger_head ADD COLUMN latest_ms \(words.int64) NOT NULL DEFAULT 0",
            "UPDATE ledger_head SET latest_ms = coalesce((SELECT max(at_ms) FROM event), 0)",
        ]
    }
}
