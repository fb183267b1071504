// How fast a connection gets on with its requests.

import Basics
import NIOCore

/// What is under way on one connection, by the moments at which it began.
struct RequestPace {
    /// Requests that came and whose answers have not ended.
    private(set) var unanswered = 0
    /// Whether the server is to stop.
    var isEnding = false
    /// Since when something has been under way.
    private var began: NIODeadline?
    /// The request that is coming in.
    private var receiving: (since: NIODeadline, bytes: Int)?
    /// Since when the client takes no more of an answer.
    private var stalled: NIODeadline?

    var isBusy: Bool { unanswered > 0 || stalled != nil }

    mutating func begin(at now: NIODeadline) {
        unanswered += 1
        began = began ?? now
        receiving = (now, 0)
    }

    mutating func receive(_ bytes: Int) { receiving?.bytes += bytes }

    mutating func endReceiving() { receiving = nil }

    mutating func answer(at now: NIODeadline) {
        unanswered = max(0, unanswered - 1)
        began = unanswered > 0 ? now : nil
    }

    mutating func stall(_ moment: NIODeadline?) { stalled = moment }

    /// Whether the connection has had all the time it gets.
    func isOverdue(at now: NIODeadline) -> Bool {
        let stallMax = isEnding ? Int(Limits.endingRequestSeconds) : Limits.answerStallSeconds
        if has(passed: Limits.requestSecondsMax, since: began, now) || has(passed: stallMax, since: stalled, now) {
            return true
        }
        guard let receiving else { return false }
        let earned = receiving.bytes / Limits.bodyBytesPerSecondMin
        return has(passed: isEnding ? 0 : Limits.bodySecondsFree + earned, since: receiving.since, now)
    }

    private func has(passed seconds: Int, since start: NIODeadline?, _ now: NIODeadline) -> Bool {
        start.map { now - $0 >= .seconds(Int64(seconds)) } ?? false
    }
}
