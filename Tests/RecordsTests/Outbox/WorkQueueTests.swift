// Work with and without a case: taken once, put off when it fails, set anew when it is periodic.

import Basics
import Casework
import Storage
import Synchronization
import TestKit
import Testing

@testable import Records

@Suite struct WorkQueueTests {
    /// A worker with one action of its own, which `body` does.
    private func worker(
        _ sample: DeskSample, _ body: @escaping @Sendable (WorkItem, Timestamp) async throws -> Void
    ) -> Worker {
        var worker = sample.worker
        worker.actions = [
            ServiceAction(name: "count") { item, _, now in
                try await body(item, now)
                return .done
            }
        ]
        return worker
    }

    private let item = WorkItem(key: "anchor", caseID: nil, kind: "count", reference: "daily")

    private func row(_ sample: DeskSample, _ table: Query) async throws -> Row? {
        try await sample.store.read { db in
            try db.one("SELECT attempts, due_ms, fault, case_id FROM \(table) WHERE item_key = \("anchor")")
        }
    }

    @Test(arguments: WorkQueue.allCases) func workOfNoCaseIsDoneOnce(queue: WorkQueue) async throws {
        let sample = try await DeskSample()
        let done = Mutex<[WorkItem]>([])
        let worker = worker(sample) { item, _ in done.withLock { $0.append(item) } }
        try await sample.store.write { db in
            for _ in 0..<2 { try db.put(item, into: queue, due: DeskSample.now) }
        }
        #expect(try await worker.runDue(at: DeskSample.now.adding(seconds: -1)).isEmpty)
        #expect(done.withLock { $0 }.isEmpty, "not a moment early")
        #expect(try await worker.runDue(at: DeskSample.now).isEmpty)
        #expect(try await worker.runDue(at: DeskSample.now).isEmpty)
        #expect(done.withLock { $0 } == [item])
    }

    @Test(arguments: WorkQueue.allCases) func twoWorkersNeverTakeTheSame(queue: WorkQueue) async throws {
        let sample = try await DeskSample()
        try await sample.store.write { db in
            for number in 0..<30 {
                let item = WorkItem(key: "\(number)", caseID: nil, kind: "count", reference: "")
                try db.put(item, into: queue, due: DeskSample.now)
            }
        }
        let taken = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try await sample.store.write { try $0.claimWork(at: DeskSample.now, limit: 7).map(\.item.key) }
                }
            }
            return try await group.reduce([], +)
        }
        #expect(taken.count == 30 && Set(taken).count == 30)
    }

    @Test(arguments: WorkQueue.allCases) func eachFailureWaitsLongerAndSaysWhy(queue: WorkQueue) async throws {
        let sample = try await DeskSample()
        let table: Query = queue == .outbox ? "outbox" : "timer"
        let worker = worker(sample) { _, _ in throw StorageError.busy("Nguyễn Văn A") }
        try await sample.store.write { db in try db.put(item, into: queue, due: DeskSample.now) }
        var now = DeskSample.now
        for (attempt, pause) in [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 7680].enumerated() {
            let moment = now
            #expect(try await worker.runDue(at: moment) == ["storage:busy"])
            let row = try #require(try await row(sample, table))
            #expect(try row.int(at: 0) == attempt + 1)
            #expect(try row.timestamp(at: 1) == now.adding(seconds: pause))
            #expect(try row.text(at: 2) == "storage:busy")
            #expect(try row.optionalText(at: 3) == nil)
            now = now.adding(seconds: pause)
        }
        // The outbox waits for an operator now; a timer stands for a legal date and goes on.
        let last = now
        #expect(try await worker.runDue(at: last) == (queue == .outbox ? [] : ["storage:busy"]))
    }

    @Test func periodicWorkSetsItselfAnew() async throws {
        let sample = try await DeskSample()
        let runs = Mutex<[Timestamp]>([])
        let worker = worker(sample) { item, now in
            runs.withLock { $0.append(now) }
            try await sample.store.write { try $0.rearm(item, due: now.adding(seconds: 3_600)) }
        }
        try await sample.store.write { db in try db.rearm(item, due: DeskSample.now) }
        for seconds in [0, 1, 3_599, 3_600, 7_200] {
            try await worker.runDue(at: DeskSample.now.adding(seconds: seconds))
        }
        #expect(runs.withLock { $0 } == [0, 3_600, 7_200].map { DeskSample.now.adding(seconds: $0) })
        let row = try #require(try await row(sample, "timer"))
        #expect(try row.int(at: 0) == 0 && row.timestamp(at: 1) == DeskSample.now.adding(seconds: 10_800))
    }

    /// A worker that was slow must not take away, or mark as failed, what another has taken since.
    @Test func whatAnotherWorkerTookMeanwhileStays() async throws {
        let sample = try await DeskSample()
        try await sample.store.write { db in
            try db.put(item, into: .outbox, due: DeskSample.now)
            let slow = try #require(try db.claimWork(at: DeskSample.now, limit: 1).first)
            let later = DeskSample.now.adding(seconds: 31)
            let quick = try #require(try db.claimWork(at: later, limit: 1).first)
            #expect(slow.attempts == 1 && quick.attempts == 2)
            try db.fail(slow, fault: "x", at: later)
            try db.finish(slow)
            #expect(try db.one("SELECT fault FROM outbox")?.optionalText(at: 0) == nil)
            #expect(try db.one("SELECT 1 FROM outbox") != nil)
            try db.finish(quick)
            #expect(try db.one("SELECT 1 FROM outbox") == nil)
        }
    }

    @Test func anActionOfACaseNeedsOne() async throws {
        let sample = try await DeskSample()
        try await sample.store.write { db in
            for action in ServiceAction.all {
                let item = WorkItem(key: action.name, caseID: nil, kind: action.name, reference: "")
                try db.put(item, into: .outbox, due: DeskSample.now)
            }
        }
        let faults = try await sample.worker.runDue(at: DeskSample.now)
        #expect(Set(faults) == Set(ServiceAction.all.map { "process:the action '\($0.name)' is for a case" }))
    }

    @Test func theServerDoesWhateverAProcessFileMayAskFor() {
        let asked = Set(CaseAction.allCases.map(\.rawValue))
        #expect(Set(ServiceAction.all.map(\.name)).count == ServiceAction.all.count)
        #expect(asked.isSubset(of: ServiceAction.all.map(\.name)))
        #expect(asked.isSubset(of: Set(Permissions.system.values.joined())))
    }
}
