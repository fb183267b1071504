// What operators do with failed work: on both databases, beside workers and one another.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct OperatorDeskTests {
    private static let admin = Samples.person(.admin)
    private static let now = DeskSample.now

    /// An issued approval whose answer failed so often.
    private func failed(
        _ sample: DeskSample, attempts: Int = 10, fault: String = "storage:busy"
    ) async throws -> (CaseID, FailedWork) {
        let id = try await sample.draft()
        try await sample.bring(id, through: "issue")
        return (id, try await fail(sample, "fulfil", of: id, attempts: attempts, fault: fault))
    }

    @discardableResult
    private func fail(
        _ sample: DeskSample, _ kind: String, of id: CaseID, attempts: Int = 10, fault: String = "storage:busy"
    ) async throws -> FailedWork {
        let due = Self.now.adding(seconds: WorkPause.seconds(after: attempts))
        return try #require(
            try await sample.store.write { db in
                try db.run(
                    """
                    UPDATE outbox SET attempts = \(attempts), fault = \(fault), due_ms = \(due)
                    WHERE case_id = \(id) AND kind = \(kind)
                    """)
                return try db.failedWork(in: .outbox).lines.first { $0.caseID == id && $0.kind == kind }
            })
    }

    private func words(_ sample: DeskSample, _ work: FailedWork) async throws -> [OperatorWord] {
        try await sample.store.read { db in try db.operatorWords(of: work) }
    }

    @Test(arguments: TestDatabase.allCases)
    func whatFailedIsListedWithItsCaseAndNothingElse(on database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        let (id, work) = try await failed(sample, attempts: 3)
        #expect(work.kind == "fulfil" && work.attempts == 3 && work.fault == "storage:busy")
        #expect(work.code == (try await sample.state(id).code) && work.since == Self.now && !work.isGivenUp)
        try await fail(sample, "draw-paper", of: id)
        let all = try await sample.store.read { try $0.failedWork(in: .outbox).lines }
        #expect(Set(all.map(\.kind)) == ["fulfil", "draw-paper"])
        #expect(try await sample.store.read { try $0.failedWork(in: .timer).lines } == [])
        #expect(try await sample.store.read { try $0.givenUpWork(of: id) }.allSatisfy { $0.kind == "draw-paper" })
        let pages = try await sample.store.read { db in
            let first = try db.failedWork(in: .outbox, size: 1)
            let next = try #require(first.next)
            return first.lines + (try db.failedWork(in: .outbox, at: .after(next), size: 1).lines)
        }
        #expect(pages == Array(all.prefix(2)))
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whatIsTriedAgainIsDoneAndTheLogSaysWhoWantedIt(on database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        let (id, work) = try await failed(sample)
        try await sample.worker.runDue(at: Self.now)
        #expect(try await sample.state(id).stage == .issued, "given up is given up")
        let desk = OperatorDesk(store: sample.store)
        try await desk.retry(work, by: Self.admin, at: Self.now)
        await #expect(throws: OperatorProblem.overtaken) { try await desk.retry(work, by: Self.admin, at: Self.now) }
        #expect(try await sample.worker.runDue(at: Self.now) == [])
        #expect(try await sample.state(id).stage == .fulfilled)
        let said = try await words(sample, work)
        #expect(said.map(\.act) == [.retried] && said.first?.who == Self.admin.envelope)
        #expect(try await sample.findings() == [])
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whatIsGivenUpStaysSoUntilSomebodyWantsIt(on database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        let (id, work) = try await failed(sample, attempts: 2)
        let desk = OperatorDesk(store: sample.store)
        try await desk.giveUp(work, reason: "Máy in hỏng", by: Self.admin, at: Self.now)
        let later = Self.now.adding(seconds: 30 * 86_400)
        try await sample.worker.shortenWaits(at: Self.now)
        try await sample.worker.runDue(at: later)
        #expect(try await sample.state(id).stage == .issued)
        let given = try #require(try await sample.store.read { try $0.failedWork(work.key) })
        #expect(given.isGivenUp && given.since == work.since && given.fault == work.fault)
        #expect(try await words(sample, given).first?.reason == "Máy in hỏng")
        try await desk.retry(given, by: Self.admin, at: later)
        #expect(try await sample.worker.runDue(at: later) == [])
        #expect(try await sample.state(id).stage == .fulfilled)
        #expect(try await words(sample, given).map(\.act) == [.retried, .givenUp])
        #expect(try await sample.findings() == [])
        try await sample.store.close()
    }

    /// Whatever a worker has at hand is not changed under it.
    @Test(arguments: TestDatabase.allCases)
    func whatAWorkerHasAtHandIsLeftToIt(on database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        let (_, work) = try await failed(sample, attempts: 3)
        let claimed = try await sample.store.write { db in try db.claimWork(at: work.dueAt, limit: 20) }
        #expect(claimed.contains { $0.item.key == work.key })
        let desk = OperatorDesk(store: sample.store)
        await #expect(throws: OperatorProblem.overtaken) { try await desk.retry(work, by: Self.admin, at: Self.now) }
        await #expect(throws: OperatorProblem.overtaken) {
            try await desk.giveUp(work, reason: "x", by: Self.admin, at: Self.now)
        }
        #expect(try await sample.store.read { try $0.failedWork(work.key) } == nil)
        #expect(try await words(sample, work) == [])
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func ofManyOperatorsAtOnceOneDoesIt(on database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        let (id, work) = try await failed(sample)
        let desk = OperatorDesk(store: sample.store)
        let done = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<6 {
                group.addTask {
                    do {
                        if number % 2 == 0 {
                            try await desk.retry(work, by: Self.admin, at: Self.now)
                        } else {
                            try await desk.giveUp(work, reason: "x", by: Self.admin, at: Self.now.adding(seconds: 1))
                        }
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        // Giving up what is given up already changes nothing of it.
        let said = try await words(sample, work)
        #expect(said.count == done && said.count { $0.act == .retried } <= 1)
        try await sample.worker.runDue(at: Self.now)
        #expect(try await sample.state(id).stage == .fulfilled || said.allSatisfy { $0.act == .givenUp })
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func allOfItIsTriedAgainHoweverMuchThereIs(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let count = 2 * Limits.retriedAtOnce + 1
        try await sample.store.write { db in
            for number in 0..<count {
                let item = WorkItem(key: "k\(number)", caseID: nil, kind: "unknown", reference: "")
                try db.put(item, into: number % 2 == 0 ? .outbox : .timer, due: Self.now)
            }
            for queue in WorkQueue.allCases {
                let due = Self.now.adding(seconds: 60)
                try db.run("UPDATE \(queue.table) SET attempts = 3, fault = 'x', due_ms = \(due)")
            }
        }
        let desk = OperatorDesk(store: sample.store)
        #expect(try await desk.retryAll(by: Self.admin, at: Self.now) == count)
        #expect(try await desk.retryAll(by: Self.admin, at: Self.now) == 0)
        let claimed = try await sample.store.write { try $0.claimWork(at: Self.now, limit: count) }
        #expect(claimed.count == count && claimed.allSatisfy { $0.attempts == 1 })
        try await sample.store.close()
    }

    @Test func aDateOfTheLawIsNotGivenUp() async throws {
        let sample = try await DeskSample()
        let id = try await sample.draft()
        try await sample.bring(id, through: "vouch")
        try await sample.act("request-supplement", id)
        try await sample.store.write { try $0.run("UPDATE timer SET attempts = 40, fault = 'storage:busy'") }
        let work = try #require(try await sample.store.read { try $0.failedWork(in: .timer).lines.first })
        let desk = OperatorDesk(store: sample.store)
        #expect(!work.isGivenUp && work.givingUp == .timer)
        await #expect(throws: OperatorProblem.impossible(.timer)) {
            try await desk.giveUp(work, reason: "x", by: Self.admin, at: Self.now)
        }
        #expect(try await sample.desk.givingBack(work) == .timer)
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func aCorrectionGoesBackToWhoDecidedOnIt(on database: TestDatabase) async throws {
        let sample = try await CorrectionSample(on: database)
        let id = try await sample.decided()
        let work = try await fail(sample.office, "correct", of: id)
        let desk = sample.office.desk
        #expect(try await desk.givingBack(work) == nil)
        try await desk.giveBack(work, reason: "Đĩa hỏng", by: Self.admin, at: Self.now)
        let state = try await sample.office.state(id)
        #expect(state.stage == .accepted && state.correction == .failed(.givenBack, remark: "Đĩa hỏng"))
        #expect(try await sample.office.store.read { try $0.failedWork(work.key) } == nil)
        #expect(try await words(sample.office, work).map(\.act) == [.givenBack])
        await #expect(throws: OperatorProblem.overtaken) {
            try await desk.giveBack(work, reason: "x", by: Self.admin, at: Self.now)
        }
        #expect(try await sample.office.findings() == [])
        try await sample.office.store.close()
    }

    @Test func whatNobodyElseCanDoSaysWhy() async throws {
        let sample = try await DeskSample(populated: true)
        let (id, work) = try await failed(sample)
        let paper = try await fail(sample, "draw-paper", of: id)
        #expect(try await sample.desk.givingBack(work) == .noWayBack)
        #expect(try await sample.desk.givingBack(paper) == .paper)
        // A case whose process does not ask how a correction came out.
        let item = WorkItem(key: "\(id)/s99", caseID: id, kind: "correct", reference: "s99")
        try await sample.store.write { try $0.put(item, into: .outbox, due: Self.now) }
        #expect(try await sample.desk.givingBack(try await fail(sample, "correct", of: id)) == .olderProcess)
        await #expect(throws: OperatorProblem.impossible(.noWayBack)) {
            try await sample.desk.giveBack(work, reason: "x", by: Self.admin, at: Self.now)
        }
        try await sample.store.close()
    }

    @Test(arguments: WorkQueue.allCases, TestDatabase.allCases)
    func theListIsReadAlongItsIndex(queue: WorkQueue, on database: TestDatabase) async throws {
        let store = try await migratedStore(on: database, now: Self.now)
        try await store.write { db in
            for number in 0..<2_000 {
                let item = WorkItem(key: "k\(number)", caseID: nil, kind: "unknown", reference: "")
                try db.put(item, into: queue, due: Self.now)
            }
            try db.run("UPDATE \(queue.table) SET attempts = 1, fault = 'x' WHERE item_key = \("k7")")
            if db.dialect.name == "postgresql" { try db.run("ANALYZE \(queue.table)") }
            let planning = try Planning(db, seldomScans: true)
            _ = try planning.failedWork(in: queue)
            let index = "\(queue.rawValue)_failed"
            #expect(planning.plan.uses(index) && planning.plan.scans(butAlong: index) == [], "\(planning.plan)")
            #expect(planning.plan.sorts == [])
        }
        try await store.close()
    }
}
