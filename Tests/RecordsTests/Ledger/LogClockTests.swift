// Clocks that go back and forth: no number is given before those that were, and nothing waits for a wrong moment.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct LogClockTests {
    private let now = DeskSample.now

    private func behind(_ sample: DeskSample, at moment: Timestamp) async throws -> Int {
        try await sample.store.read { try $0.clockBehindSeconds(at: moment) }
    }

    private func note(_ sample: DeskSample, at moment: Timestamp) async throws {
        try await sample.store.write { db in
            let entry = LedgerEntry(
                type: "tried", at: moment, actor: ActorEnvelope(.system, by: .timer), payload: "{}")
            try db.append([entry], to: "access")
        }
    }

    @Test func theNewestMomentCountsWhateverIsWrittenAfterIt() async throws {
        let sample = try await DeskSample()
        let hour = 3_600
        try await note(sample, at: now.adding(seconds: hour))
        try await note(sample, at: now)
        #expect(try await behind(sample, at: now) == hour)
        #expect(try await behind(sample, at: now.adding(seconds: hour - Limits.clockToleranceSeconds)) == 0)
        #expect(
            try await behind(sample, at: now.adding(seconds: hour - Limits.clockToleranceSeconds - 1))
                == Limits.clockToleranceSeconds + 1)
        #expect(try await behind(sample, at: now.adding(seconds: 10 * hour)) == 0)
    }

    @Test func noNumberIsGivenWhileTheClockLiesBehindTheLog() async throws {
        let sample = try await DeskSample()
        try await note(sample, at: now)
        let offices = sample.desk.procedures.offices
        let code = try #require(offices.keys.first)
        let early = now.adding(seconds: -86_400)
        try await sample.store.write { db in
            let books = Books(db: db, offices: offices, now: early)
            #expect(throws: Rejection.rule("clock-behind")) { try books.nextOutgoing(office: code, on: early.date) }
            #expect(throws: Rejection.rule("clock-behind")) { try books.nextIncoming(office: code, on: early.date) }
            #expect(throws: Rejection.rule("clock-behind")) {
                try books.nextDossierCode(office: code, on: early.date)
            }
            let right = Books(db: db, offices: offices, now: now)
            let numbers = try [
                right.nextOutgoing(office: code, on: now.date), right.nextIncoming(office: code, on: now.date),
            ]
            #expect(numbers == [1, 1], "a refusal takes none")
        }
    }

    @Test func aClockThatHadRunAheadIsAdoptedAndLogged() async throws {
        let sample = try await DeskSample()
        try await note(sample, at: now.adding(seconds: 86_400))
        let actor = Actor.machineOperator("Lan")
        #expect(try await sample.store.write { try $0.adoptClock(by: actor, at: now) } == 86_400)
        #expect(try await behind(sample, at: now) == 0)
        #expect(try await sample.store.write { try $0.adoptClock(by: actor, at: now) } == 0)
        let last = try await sample.store.read { try $0.entries(of: "clock").last }
        #expect(last?.type == "clock-adopted" && last?.payload == #"{"behindSeconds":86400}"#)
        // From now on the present counts again.
        #expect(try await behind(sample, at: now.adding(seconds: -3_600)) == 3_600)
        #expect(try await sample.store.read { try $0.verifyLedger().fault } == nil)
    }

    @Test func theNewestMomentIsProvedByTheLog() async throws {
        let sample = try await DeskSample()
        try await note(sample, at: now.adding(seconds: 86_400))
        try await note(sample, at: now)
        func isSound() async throws -> Bool {
            try await sample.store.read { try $0.differencesOfLogClock().isEmpty }
        }
        #expect(try await isSound())
        try await sample.store.write { _ = try $0.adoptClock(by: .machineOperator("Lan"), at: now) }
        #expect(try await isSound())
        try await note(sample, at: now.adding(seconds: 10))
        try await sample.store.write { try $0.touchLog() }
        #expect(try await isSound())
        for moment in [now, now.adding(seconds: 100_000)] {
            try await sample.store.write { try $0.run("UPDATE ledger_head SET latest_ms = \(moment)") }
            let findings = try await sample.store.read { try $0.differencesFromLog() }
            #expect(findings.contains { $0.table == "ledger_head" }, "\(findings)")
        }
    }
}
