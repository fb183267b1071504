// Work that follows from acts: done once, tried again when it failed, never in the way of other work.

import Basics
import Casework
import Registry
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct OutboxTests {
    @Test func anIssuedApprovalIsCarriedOutOnceHoweverManyWorkersRun() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft()
        try await sample.bring(id, through: "issue")
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { try await sample.worker.runDue(at: DeskSample.now) } }
            let faults = try await group.reduce([], +)
            #expect(faults.isEmpty)
        }
        let state = try await sample.state(id)
        #expect(state.stage == .fulfilled)
        #expect(state.releaseCounts?.rows == 3 && state.releaseCounts?.persons == 3)
        #expect(try await sample.store.read { try $0.releases(of: id) }.count == 1)
        #expect(try await waiting(sample) == 0)
    }

    @Test func workThatADeadWorkerHadClaimedIsDoneByTheNextOne() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft()
        try await sample.bring(id, through: "issue")
        let claimed = try await sample.store.write { db in try db.claimWork(at: DeskSample.now, limit: 20) }
        #expect(Set(claimed.map(\.item.caseID)) == [id])
        try await sample.worker.runDue(at: DeskSample.now.adding(seconds: 1))
        #expect(try await sample.state(id).stage == .issued)
        try await sample.worker.runDue(at: DeskSample.now.adding(seconds: Limits.claimSeconds))
        #expect(try await sample.state(id).stage == .fulfilled)
    }

    @Test func whatNobodyCarriedOutWithinItsPeriodEndsWithoutARelease() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft()
        try await sample.bring(id, through: "issue")
        let until = try #require(try await sample.state(id).decision?.until)
        let late = Timestamp(until.adding(days: 1), hour: 8)
        for _ in 0..<2 { try await sample.worker.runDue(at: late) }
        #expect(try await sample.state(id).stage == .closed)
        #expect(try await sample.store.read { try $0.releases(of: id) }.isEmpty)
        #expect(try await waiting(sample) == 0)
    }

    @Test func doingItAgainAfterItWasDoneChangesNothing() async throws {
        let sample = try await DeskSample(populated: true)
        let id = try await sample.draft()
        try await sample.bring(id, through: "issue")
        let service = try #require(
            try await sample.store.read { db in
                try db.one("SELECT reference FROM outbox WHERE kind = \("fulfil")")?.text(at: 0)
            })
        let fulfilment = FulfilmentDesk(store: sample.store, desk: sample.desk)
        #expect(try await fulfilment.fulfil(id, service: service, at: DeskSample.now) == .done)
        let version = try await sample.state(id).version
        #expect(try await fulfilment.fulfil(id, service: service, at: DeskSample.now) == .done)
        #expect(try await sample.state(id).version == version)
        #expect(try await sample.store.read { try $0.releases(of: id) }.count == 1)
    }

    @Test func whatFailsStaysWithItsFaultAndWaitsLongerEachTime() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.store.write { db in
            let item = WorkItem(key: "k", caseID: id, kind: "unknown", reference: "r")
            try db.put(item, into: .outbox, due: DeskSample.now)
        }
        let fault = "process:the server has no action 'unknown'"
        #expect(try await sample.worker.runDue(at: DeskSample.now) == [fault])
        let row = try #require(try await sample.store.read { try $0.one("SELECT attempts, due_ms, fault FROM outbox") })
        #expect(try row.int(at: 0) == 1)
        #expect(try row.timestamp(at: 1) == DeskSample.now.adding(seconds: 30))
        #expect(try row.text(at: 2) == fault)
        #expect(try await sample.worker.runDue(at: DeskSample.now.adding(seconds: 1)).isEmpty)
    }

    @Test func aSupplementThatNeverComesEndsTheCaseAfterItsLastDay() async throws {
        let sample = try await DeskSample()
        let id = try await supplement(sample)
        let until = try #require(try await sample.state(id).supplement?.until)
        try await sample.worker.runDue(at: Timestamp(until, hour: 23, minute: 59))
        #expect(try await sample.state(id).stage == .supplementRequested)
        try await sample.worker.runDue(at: Timestamp(until.adding(days: 1), hour: 0))
        #expect(try await sample.state(id).stage == .closed)
        #expect(try await sample.store.read { try $0.one("SELECT 1 FROM timer") } == nil)
    }

    @Test func aTimerThatCannotFireHoldsUpNoOther() async throws {
        let sample = try await DeskSample()
        let bad = try await supplement(sample)
        let good = try await supplement(sample)
        try await sample.store.write { db in
            try db.run("UPDATE timer SET due_ms = 1 WHERE case_id = \(bad)")
            // The oldest timer belongs to a case that cannot be read any more.
            try db.dropTrigger("event_keeps_content", of: "event")
            try db.run("UPDATE event SET payload = '{}' WHERE stream = \("case:\(bad)") AND seq = 1")
        }
        let until = try #require(try await sample.state(good).supplement?.until)
        let faults = try await sample.otherWorker().runDue(at: Timestamp(until.adding(days: 1), hour: 0))
        #expect(Set(faults) == ["storage:corrupt"])
        #expect(try await sample.state(good).stage == .closed)
    }

    private func supplement(_ sample: DeskSample) async throws -> CaseID {
        let id = try await sample.draft()
        try await sample.bring(id, through: "vouch")
        try await sample.act("request-supplement", id)
        return id
    }

    private func waiting(_ sample: DeskSample) async throws -> Int {
        try await sample.store.read { try $0.one("SELECT COUNT(*) FROM outbox")?.int(at: 0) ?? 0 }
    }
}
