// The queries that every page lives on use their indexes.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct CaseQueryPlanTests {
    /// On a database with hardly a row: what is read from end to end there would be read so at any size.
    private func plan(
        on database: TestDatabase, _ read: @escaping @Sendable (any Connection) throws -> Void
    ) async throws -> QueryPlan {
        let sample = try await DeskSample(on: database)
        return try await sample.store.read { db in
            let planning = try Planning(db, seldomScans: true)
            try read(planning)
            return planning.plan
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func eventsOfACase(_ database: TestDatabase) async throws {
        let plan = try await plan(on: database) { _ = try $0.caseState(Samples.id(1)) }
        #expect(plan.scans == [] && plan.sorts == [], "\(plan)")
    }

    @Test(arguments: TestDatabase.allCases)
    func whatALongCaseIsReadBy(_ database: TestDatabase) async throws {
        let erasures = try await plan(on: database) { _ = try $0.erasures(of: Samples.id(1)) }
        #expect(erasures.uses("event_erased"), "\(erasures)")
        let snapshot = try await plan(on: database) { _ = try $0.snapshot(of: Samples.id(1)) }
        #expect(snapshot.scans == [], "\(snapshot)")
        let newest = try await plan(on: database) { _ = try $0.lastSeq(of: "case:1") }
        #expect(newest.scans == [], "\(newest)")
    }

    @Test(arguments: TestDatabase.allCases)
    func session(_ database: TestDatabase) async throws {
        let plan = try await plan(on: database) { _ = try $0.signedInAccount(token: "x", now: DeskSample.now) }
        #expect(plan.scans == [] && plan.sorts == [], "\(plan)")
    }

    @Test(arguments: TestDatabase.allCases)
    func personsOfAListPapersByCodeRegisters(_ database: TestDatabase) async throws {
        let procedures = try await DeskSample(on: .sqlite).procedures
        let plan = try await plan(on: database) { db in
            _ = try db.subjects(of: Samples.id(1), limit: 5)
            _ = try procedures.paper(verificationCode: "ABCDE-23456", db)
            let year = RegisterYear(office: DeskSample.office, year: 2026)
            _ = try db.incomingDocuments(year, at: .after(Cursor([.integer(9)])), size: 5)
            _ = try db.outgoingDocuments(year, at: .before(Cursor([.integer(9)])), size: 5)
            _ = try db.incomingDocuments(year, after: 0, limit: 5)
            _ = try db.outgoingDocuments(year, after: 0, limit: 5)
            _ = (try db.incomingDocumentCount(year), try db.outgoingDocumentCount(year))
        }
        #expect(plan.scans == [] && plan.sorts == [], "\(plan)")
    }

    @Test(arguments: TestDatabase.allCases)
    func dueWork(_ database: TestDatabase) async throws {
        let sample = try await DeskSample(on: database)
        let plan = try await sample.store.write { db in
            let planning = try Planning(db, seldomScans: true)
            _ = try planning.claimWork(at: DeskSample.now, limit: 5)
            return planning.plan
        }
        #expect(plan.uses("outbox_due") && plan.uses("timer_due") && plan.scans == [], "\(plan)")
    }

    /// A check of the whole database must not read a table for each case.
    @Test(arguments: TestDatabase.allCases)
    func whatACheckReadsOfACase(_ database: TestDatabase) async throws {
        let sample = try await DeskSample(populated: true, on: database)
        let id = try await sample.draft()
        try await sample.attach(to: id)
        try await sample.bring(id, through: "issue")
        try await sample.worker.runDue(at: DeskSample.now)
        let plan = try await sample.store.read { db in
            let planning = try Planning(db, seldomScans: true)
            var audit = CaseAudit(try #require(try CaseRun([id], planning).cases.first), planning)
            try audit.check()
            #expect(audit.findings.all == [] && audit.seen.releases == 1)
            return planning.plan
        }
        #expect(plan.scans == [])
    }
}
