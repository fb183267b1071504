// The nightly question to every open case, on both databases.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct WaitingCheckTests {
    private static let now = DeskSample.now

    /// People for every task of the notary's cases.
    private func staff(_ sample: DeskSample, without left: Role? = nil) async throws {
        let accounts = Accounts(store: sample.store, passwords: try Passwords(cost: .cheapest))
        for role in [Role.filer, .official, .clerk, .officer, .approver] where role != left {
            let isRequester = [.filer, .official].contains(role)
            let new = NewAccount(
                username: "a.\(role.rawValue)", name: role.rawValue, roles: [role],
                organization: isRequester ? Samples.notary.id : nil, office: isRequester ? nil : DeskSample.office,
                position: isRequester ? nil : Position(title: "CÁN BỘ"))
            try await accounts.addAccount(new, password: "một câu dài bất kỳ", by: .system, now: Self.now)
        }
    }

    private func check(_ sample: DeskSample) async throws -> WaitingReport {
        try await WaitingCheck(store: sample.store).run(by: .system, at: Self.now)
    }

    @Test(arguments: TestDatabase.allCases)
    func casesThatWaitAsTheyShouldAreCountedAndNotNamed(on database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        try await staff(sample)
        for last in ["submit", "vouch", "accept", "propose-approval", "sign", "issue"] {
            try await sample.bring(try await sample.draft(), through: last)
        }
        try await sample.bring(try await sample.draft(), through: "vouch")
        let withdrawn = try await sample.draft()
        try await sample.act("withdraw", withdrawn)
        let report = try await check(sample)
        #expect(report.cases == 7 && report.faulty == 0 && report.named == [], "\(report)")
        // And with its answer there: until its period ends.
        try await sample.worker.runDue(at: Self.now)
        #expect(try await check(sample).faulty == 0)
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whatNobodyMayDoIsNamed(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        try await staff(sample, without: .approver)
        let id = try await sample.draft()
        try await sample.bring(id, through: "propose-approval")
        let code = try await sample.state(id).code
        #expect(try await check(sample).named == [.init(caseID: id, code: code, fault: .nobody)])
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func whatTheServerHasGivenUpOrLostIsNamed(on database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        try await staff(sample)
        let (given, lost, late) = (try await sample.draft(), try await sample.draft(), try await sample.draft())
        for id in [given, lost] { try await sample.bring(id, through: "issue") }
        try await sample.bring(late, through: "vouch")
        try await sample.act("request-supplement", late)
        try await sample.store.write { db in
            try db.run(
                """
                UPDATE outbox SET attempts = 10, fault = 'storage:busy' WHERE case_id = \(given) AND kind = 'fulfil'
                """)
            try db.run("DELETE FROM outbox WHERE case_id = \(lost)")
            try db.run("DELETE FROM timer WHERE case_id = \(late)")
        }
        let report = try await check(sample)
        #expect(report.counts == ["given-up": 1, "lost": 2] && report.faulty == 3)
        #expect(Set(report.named.filter { $0.fault == .lost }.map(\.caseID)) == [lost, late])
        #expect(report.named.first { $0.fault == .givenUp }?.caseID == given)
        let stored = try #require(try await sample.store.read { try $0.newestWaitingReport() })
        #expect(stored.report == report && stored.at == Self.now)
        try await sample.store.close()
    }

    @Test func aCaseThatNobodyCanReadIsCountedAndTheOthersAreChecked() async throws {
        let sample = try await DeskSample()
        try await staff(sample)
        let (bad, good) = (try await sample.draft(), try await sample.draft())
        try await sample.store.write { db in
            try db.dropTrigger("event_keeps_content", of: "event")
            try db.run("UPDATE event SET payload = '{}' WHERE stream = \("case:\(bad)") AND seq = 1")
        }
        let report = try await check(sample)
        #expect(report.cases == 2 && report.unreadable == 1 && report.faulty == 0, "\(good)")
        try await sample.store.close()
    }

    @Test func aNightIsCheckedOnceAndALaterOneAgain() async throws {
        let sample = try await DeskSample()
        let check = WaitingCheck(store: sample.store)
        let night = Timestamp(Self.now.date, hour: 2)
        #expect(try await check.runNightly(at: night.adding(seconds: -60)) != nil, "the night before was missed")
        #expect(try await check.runNightly(at: night.adding(seconds: -30)) == nil)
        #expect(try await check.runNightly(at: night) != nil)
        #expect(try await check.runNightly(at: night.adding(seconds: 80_000)) == nil)
        #expect(try await check.runNightly(at: night.adding(seconds: 86_400)) != nil)
        try await sample.store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func pagesOfCasesLeaveNoneOutAndServersAtOnceWriteOnce(on database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        try await staff(sample)
        let count = Limits.checkedCasesAtOnce + 3
        for _ in 0..<count { _ = try await sample.begin() }
        let check = WaitingCheck(store: sample.store)
        let found = try await withThrowingTaskGroup(of: WaitingReport?.self) { group in
            for _ in 0..<3 { group.addTask { try await check.runNightly(at: Self.now) } }
            return try await group.reduce(into: [WaitingReport]()) { if let report = $1 { $0.append(report) } }
        }
        #expect(found.allSatisfy { $0.cases == count })
        let entries = try await sample.store.read { try $0.entries(of: WaitingCheck.stream) }
        #expect(entries.count == 1)
        try await sample.store.close()
    }
}
