// The queries that every page lives on use their indexes.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct CaseQueryPlanTests {
    /// Answers as the connection below it does, and keeps how each query was planned.
    private final class Planning: Connection {
        private let below: any Connection
        private(set) var steps: [String] = []

        init(_ below: any Connection) { self.below = below }

        var dialect: Dialect { below.dialect }

        func visit(_ query: Query, _ body: (Row) throws -> Bool) throws {
            steps += try below.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") }
            try below.visit(query, body)
        }

        func run(_ query: Query) throws -> Int { try below.run(query) }
    }

    private func plan(_ read: @escaping @Sendable (any Connection) throws -> Void) async throws -> String {
        let sample = try await DeskSample()
        return try await sample.store.read { db in
            let planning = Planning(db)
            try read(planning)
            return planning.steps.joined(separator: "\n")
        }
    }

    @Test func inbox() async throws {
        let plan = try await plan { _ = try $0.inbox(of: Samples.person(.clerk, at: DeskSample.office)) }
        #expect(plan.contains("SEARCH t USING INDEX task_inbox (holder=? AND role=?)"), "\(plan)")
        #expect(!plan.contains("SCAN t"), "\(plan)")
    }

    @Test func casesOfAnOrganisation() async throws {
        let plan = try await plan { _ = try $0.cases(visibleTo: DeskSample.filer) }
        #expect(plan == "SEARCH c USING INDEX case_row_requester (requester=?)", "\(plan)")
    }

    @Test func casesOfAnOffice() async throws {
        let plan = try await plan { _ = try $0.cases(visibleTo: Samples.person(.clerk, at: DeskSample.office)) }
        #expect(plan.contains("INDEX") && !plan.contains("SCAN c\n"), "\(plan)")
    }

    @Test func eventsOfACase() async throws {
        let plan = try await plan { _ = try $0.caseState(Samples.id(1)) }
        #expect(plan.contains("(stream=? AND seq>?)") && !plan.contains("SCAN") && !plan.contains("B-TREE"), "\(plan)")
    }

    @Test func session() async throws {
        let plan = try await plan { _ = try $0.signedInAccount(token: "x", now: DeskSample.now) }
        #expect(plan.contains("SEARCH s USING INDEX") && !plan.contains("SCAN"), "\(plan)")
    }

    @Test func personsOfAListPapersByCodeRegisters() async throws {
        let procedures = try await DeskSample().procedures
        let plan = try await plan { db in
            _ = try db.subjects(of: Samples.id(1), limit: 5)
            _ = try procedures.paper(verificationCode: "ABCDE-23456", db)
            _ = try db.incomingDocuments(office: DeskSample.office, year: 2026, limit: 5)
            _ = try db.outgoingDocuments(office: DeskSample.office, year: 2026, limit: 5)
        }
        #expect(!plan.contains("SCAN") && !plan.contains("B-TREE"), "\(plan)")
    }

    @Test func dueWork() async throws {
        let sample = try await DeskSample()
        let plan = try await sample.store.write { db in
            let planning = Planning(db)
            _ = try planning.claimWork(at: DeskSample.now, limit: 5)
            return planning.steps.joined(separator: "\n")
        }
        #expect(plan.contains("outbox_due (due_ms<?)") && plan.contains("timer_due (due_ms<?)"), "\(plan)")
        #expect(!plan.contains("SCAN"), "\(plan)")
    }
}
