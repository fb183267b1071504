// How much work waits, for those who watch the server.

public import Basics
public import Storage

/// The two tables of work at one moment.
public struct WorkState: Sendable, Hashable {
    /// Items of the outbox, and how long the oldest has been there.
    public var outbox = 0
    public var outboxOldestSeconds = 0
    /// Those that are not tried again until an operator says so.
    public var givenUp = 0
    /// Timers whose moment has come, and by how much the oldest is late.
    public var timersLate = 0
    public var timersLateSeconds = 0
}

extension Connection {
    public func workState(at now: Timestamp) throws -> WorkState {
        var state = WorkState()
        try forEach(
            """
            SELECT attempts, count(*), min(due_ms), count(fault) FROM outbox GROUP BY attempts, fault IS NULL
            """
        ) { row in
            state.outbox += try row.int(at: 1)
            state.outboxOldestSeconds = max(state.outboxOldestSeconds, try WorkPause.age(row, at: now))
            if try row.int(at: 0) >= WorkQueue.outbox.attemptsMax { state.givenUp += try row.int(at: 1) }
        }
        // A timer that was tried has come due, whatever pause it is in.
        try forEach(
            """
            SELECT attempts, count(*), min(due_ms), count(fault) FROM timer WHERE due_ms <= \(now) OR attempts > 0
            GROUP BY attempts, fault IS NULL
            """
        ) { row in
            state.timersLate += try row.int(at: 1)
            state.timersLateSeconds = max(state.timersLateSeconds, try WorkPause.age(row, at: now))
        }
        return state
    }
}

extension WorkPause {
    /// Seconds since the oldest of some items was due first: its moment was put off by a pause at each attempt that
    /// failed, and by a claim where it is at work. The row has `attempts`, the number of items, the first moment and
    /// how many failed.
    fileprivate static func age(_ row: Row, at now: Timestamp) throws -> Int {
        let (attempts, hasFailed) = (try row.int(at: 0), try row.int(at: 3) > 0)
        let isClaimed = attempts > 0 && !hasFailed
        let pauses = seconds(after: isClaimed ? attempts - 1 : attempts)
        let sinceDue = try now.milliseconds - row.timestamp(at: 2).milliseconds
        return max(0, Int(sinceDue / 1000) + pauses + (isClaimed ? Limits.claimSeconds : 0))
    }
}
