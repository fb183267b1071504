// The clock as the log knows it: what was written last was not in the future.

public import Basics
public import Casework
public import Storage

enum LogClock {
    /// What operators said of the clock.
    static let stream = "clock"
}

extension Connection {
    /// Writes what stands there already, to see whether a write reaches the disk.
    public func touchLog() throws { try run("UPDATE ledger_head SET latest_ms = latest_ms WHERE id = 1") }

    /// By how many seconds `now` lies before the newest moment of the log; 0 within `Limits.clockToleranceSeconds`.
    public func clockBehindSeconds(at now: Timestamp) throws -> Int {
        guard let row = try one("SELECT latest_ms FROM ledger_head WHERE id = 1") else { return 0 }
        let behind = Int((try row.timestamp(at: 0).milliseconds - now.milliseconds) / 1000)
        return behind > Limits.clockToleranceSeconds ? behind : 0
    }

    /// Throws the refusal `clock-behind`. Numbers run with their dates: one given by a clock that was set back would
    /// stand before those given already, or on the wrong day, for ever.
    func requireRightClock(at now: Timestamp) throws {
        guard try clockBehindSeconds(at: now) == 0 else { throw Rejection.rule("clock-behind") }
    }

    /// Lets numbers be given by the present clock though later entries stand in the log: the clock had run ahead by
    /// mistake, and is right now. Gives the seconds it lay behind; with 0 nothing is written.
    public func adoptClock(by actor: Actor, at now: Timestamp) throws -> Int {
        let behind = try clockBehindSeconds(at: now)
        guard behind > 0 else { return 0 }
        let entry = try LedgerEntry(
            type: "clock-adopted", at: now, actor: actor, payload: ["behindSeconds": behind])
        try append([entry], to: LogClock.stream)
        try run("UPDATE ledger_head SET latest_ms = \(now) WHERE id = 1")
        return behind
    }

    /// The newest moment is that of the entries since an operator last adopted a clock.
    func differencesOfLogClock() throws -> [AuditFinding] {
        let query: Query = """
            SELECT latest_ms, (
                SELECT max(at_ms) FROM event WHERE position >= coalesce(
                    (SELECT max(position) FROM event WHERE stream = \(LogClock.stream)), 0)
            )
            FROM ledger_head WHERE id = 1
            """
        // Without a head the log itself is found broken.
        guard let row = try one(query), try row.int64(at: 0) != row.optionalInt64(at: 1) ?? 0 else { return [] }
        return [AuditFinding("ledger_head", "latest_ms", .different)]
    }
}
