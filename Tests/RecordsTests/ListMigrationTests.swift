// What was there before lists could be narrowed is narrowed as well.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct ListMigrationTests {
    @Test(arguments: TestDatabase.allCases)
    func olderRowsGetWhatTheirCaseHas(_ database: TestDatabase) async throws {
        let store = try await database.makeStore()
        let before = Array(Migrations.all.prefix { $0.number < 3 })
        _ = try await MigrationRunner.migrate(store, before, now: DeskSample.now)
        try await store.write { db in
            for (number, filed) in [(1, Int64?.none), (2, 1_000)] {
                try db.run(
                    """
                    INSERT INTO case_row (id, service, requester, requester_name, stage, is_manual, version,
                        created_by, created_ms, filed_ms, updated_ms)
                    VALUES (\("case-\(number)"), \("service-\(number)"), 'r', 'R', \("stage-\(number)"), 0, 1, 'x', 1,
                        \(filed), 1)
                    """)
                try db.run(
                    "INSERT INTO case_office (case_id, office, updated_ms) VALUES (\("case-\(number)"), '01', 1)")
                try db.run(
                    """
                    INSERT INTO task (case_id, task_id, node, role, holder, is_optional, due_on, opened_ms)
                    VALUES (\("case-\(number)"), 't', 'n', 'clerk', '01', 0, '2026-03-02', 1)
                    """)
            }
        }
        let later = try await MigrationRunner.migrate(store, Migrations.all, now: DeskSample.now)
        #expect(later == ["Office", "Authority", "Assigning", "Search", "Remarks", "Saved"])
        try await store.read { db in
            #expect(try db.rows("SELECT DISTINCT assignee FROM task").map(\.values) == [[.text("")]])
            for table: Query in ["task", "case_office"] {
                let rows = try db.rows("SELECT stage, service, filed_ms FROM \(table) ORDER BY case_id")
                #expect(
                    rows.map(\.values) == [
                        [.text("stage-1"), .text("service-1"), .integer(0)],
                        [.text("stage-2"), .text("service-2"), .integer(1_000)],
                    ])
            }
        }
        try await store.close()
    }
}
