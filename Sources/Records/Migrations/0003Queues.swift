// Office: what operators look for among the work that waits.

import Storage

extension Migrations {
    /// What failed, in the order of its keys: of the timers of a nation some few.
    static func queues(_ words: Dialect) -> [String] {
        [
            "CREATE INDEX outbox_failed ON outbox (item_key) WHERE fault IS NOT NULL",
            "CREATE INDEX timer_failed ON timer (item_key) WHERE fault IS NOT NULL",
        ]
    }
}
