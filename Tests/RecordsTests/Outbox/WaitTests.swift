// Work whose worker died, and work that a wrong clock put off; what operators see of both.

import Basics
import Casework
import Storage
import Synchronization
import TestKit
import Testing

@testable import Records

@Suite struct WaitTests {
    private let now = DeskSample.now

    private func put(_ sample: DeskSample, _ keys: [String], _ queue: WorkQueue, due: Timestamp) async throws {
        try await sample.store.write { db in
            for key in keys {
                try db.put(WorkItem(key: key, caseID: nil, kind: "none", reference: ""), into: queue, due: due)
            }
        }
    }

    private func claimed(_ sample: DeskSample, at moment: Timestamp) async throws -> [String] {
        try await sample.store.write { try $0.claimWork(at: moment, limit: 50).map(\.item.key) }
    }

    private let claim = Limits.claimSeconds

    @Test(arguments: WorkQueue.allCases) func aDeadWorkersClaimLapsesInSeconds(queue: WorkQueue) async throws {
        let sample = try await DeskSample()
        try await put(sample, ["a"], queue, due: now)
        var moment = now
        for _ in 0...Limits.lapsedClaimsMax {
            #expect(try await claimed(sample, at: moment) == ["a"])
            #expect(try await claimed(sample, at: moment.adding(seconds: claim - 1)) == [])
            moment = moment.adding(seconds: claim)
        }
        // What takes its server down time and again has to wait, as long as what has failed as often.
        #expect(try await claimed(sample, at: moment) == [])
        let pause = WorkPause.seconds(before: Limits.lapsedClaimsMax + 1)
        #expect(try await claimed(sample, at: moment.adding(seconds: pause - 1)) == [])
        #expect(try await claimed(sample, at: moment.adding(seconds: pause)) == ["a"])
        #expect(try await claimed(sample, at: moment.adding(seconds: pause + claim)) == [], "and again")
    }

    @Test(arguments: WorkQueue.allCases) func whoLivesKeepsTheClaimHoweverLongTheWorkTakes(
        queue: WorkQueue
    ) async throws {
        let sample = try await DeskSample()
        try await put(sample, ["a", "b"], queue, due: now)
        let claims = try await sample.store.write { try $0.claimWork(at: now, limit: 50) }
        for turn in 1...50 {
            let moment = now.adding(seconds: turn * Limits.claimRenewalSeconds)
            try await sample.store.write { try $0.renew(claims, at: moment) }
            // The clock of another host goes before by what is left of a claim when it is renewed one turn late.
            let ahead = moment.adding(seconds: claim - 2 * Limits.claimRenewalSeconds)
            #expect(try await claimed(sample, at: ahead) == [])
        }
    }

    /// What was done, has failed or was set anew is nobody's claim any more.
    @Test func aClaimThatIsRenewedTooLateChangesNothing() async throws {
        let sample = try await DeskSample()
        try await put(sample, ["done", "failed", "set"], .timer, due: now)
        let later = now.adding(seconds: 3_600)
        let due = try await sample.store.write { db in
            let claims = try db.claimWork(at: now, limit: 50)
            for work in claims {
                switch work.item.key {
                case "done": try db.finish(work)
                case "failed": try db.fail(work, fault: "x", at: now)
                default: try db.rearm(work.item, due: later)
                }
            }
            try db.renew(claims, at: now)
            return try db.rows("SELECT due_ms FROM timer ORDER BY item_key").map { try $0.timestamp(at: 0) }
        }
        #expect(due == [now.adding(seconds: 30), later])
    }

    @Test(arguments: WorkQueue.allCases) func whatFailedKeepsItsPause(queue: WorkQueue) async throws {
        let sample = try await DeskSample()
        try await put(sample, ["a"], queue, due: now)
        #expect(try await sample.worker.runDue(at: DeskSample.now) == ["process:the server has no action 'none'"])
        #expect(try await claimed(sample, at: now.adding(seconds: 29)) == [])
        #expect(try await claimed(sample, at: now.adding(seconds: 30)) == ["a"])
        // Taken again, it is nobody's failure any more.
        #expect(try await claimed(sample, at: now.adding(seconds: 30 + claim)) == ["a"])
    }

    /// Other workers look while one is at it, for longer than its claim would last.
    @Test func aWorkerRenewsWhatItHasAtHand() async throws {
        let sample = try await DeskSample()
        let (begun, didBegin) = AsyncStream.makeStream(of: Void.self)
        let clock = Mutex(now)
        let runs = Mutex(0)
        var worker = sample.worker
        worker.renewal = .milliseconds(5)
        worker.actions = [
            ServiceAction(name: "none") { item, _, _ in
                runs.withLock { $0 += 1 }
                didBegin.yield()
                while clock.withLock({ $0 }) < DeskSample.now.adding(seconds: 100) {
                    try await Task.sleep(for: .milliseconds(1))
                }
                return .done
            }
        ]
        try await put(sample, ["a", "b"], .outbox, due: now)
        let (first, second) = (worker, worker)
        let work = Task { try await first.runDue(at: clock.withLock { $0 }) }
        for await _ in begun { break }
        for _ in 0..<100 {
            let moment = clock.withLock { clock in
                clock = clock.adding(seconds: 1)
                return clock
            }
            // The first turn of its heart after the clock moved.
            while try await dueFirst(sample) < moment.adding(seconds: claim) {
                try await Task.sleep(for: .milliseconds(1))
            }
            #expect(try await second.runDue(at: moment) == [])
        }
        #expect(try await work.value == [])
        #expect(runs.withLock { $0 } == 2)
    }

    /// When the next item is due; the far future when none waits.
    private func dueFirst(_ sample: DeskSample) async throws -> Timestamp {
        let row = try await sample.store.read { try $0.one("SELECT min(due_ms) FROM outbox") }
        return Timestamp(milliseconds: try row?.optionalInt64(at: 0) ?? .max)
    }

    @Test func noWorkWaitsForAMomentThatAWrongClockSet() async throws {
        let sample = try await DeskSample()
        let ahead = now.adding(seconds: 365 * 86_400)
        try await put(sample, ["new", "tried"], .outbox, due: ahead)
        try await put(sample, ["fired"], .timer, due: ahead)
        try await sample.store.write { db in
            try db.run("UPDATE outbox SET attempts = 3, fault = 'x' WHERE item_key = 'tried'")
            try db.run("UPDATE timer SET attempts = 1")
        }
        try await put(sample, ["law"], .timer, due: ahead)
        let paused = now.adding(seconds: WorkPause.longestSeconds)
        try await put(sample, ["paused"], .outbox, due: paused)
        try await sample.worker.shortenWaits(at: now)
        #expect(Set(try await claimed(sample, at: now)) == ["new", "tried", "fired"])
        #expect(try await claimed(sample, at: paused).contains("paused"))
    }

    @Test func operatorsSeeHowMuchWaitsAndSinceWhen() async throws {
        let sample = try await DeskSample()
        let early = now.adding(seconds: -100)
        #expect(try await sample.store.read { try $0.workState(at: now) } == WorkState())
        try await put(sample, ["a", "b"], .outbox, due: early)
        try await put(sample, ["late", "later"], .timer, due: early)
        try await put(sample, ["ahead"], .timer, due: now.adding(seconds: 1_000))
        try await sample.store.write { db in
            try db.run("DELETE FROM timer WHERE item_key = 'later'")
            // Given up after ten attempts: 30 · (1 + 2 + … + 256) + 256 · 30 seconds of pauses.
            try db.run("UPDATE outbox SET attempts = 10, fault = 'x', due_ms = \(now) WHERE item_key = 'b'")
        }
        let state = try await sample.store.read { try $0.workState(at: now) }
        #expect(state.outbox == 2 && state.givenUp == 1)
        #expect(state.outboxOldestSeconds == 30 * 511 + 7_680)
        #expect(state.timersLate == 1 && state.timersLateSeconds == 100)
        // What is at work is as old as its claim.
        _ = try await claimed(sample, at: now)
        let during = try await sample.store.read { try $0.workState(at: now.adding(seconds: 1)) }
        #expect(during.outbox == 2 && during.timersLateSeconds == 1)
    }
}
