// Lists of any size are read along their index, one page of rows and no more.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct ListPlanTests {
    /// A list, whose it is, and the index it is read along.
    struct List: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var index: String
        var read: @Sendable (any Connection, PagePlace) throws -> Void
        var count: @Sendable (any Connection) throws -> Void
        var place: Cursor
    }

    private static let clerk = Samples.person([.clerk, .officer], number: 3, office: DeskSample.office)

    private static let atStage = narrowed { $0.stages = [.accepted] }
    private static let ofService = narrowed { $0.service = "auth.spouse" }

    private static func narrowed(_ narrow: (inout CaseFilter) -> Void) -> CaseFilter {
        var filter = CaseFilter()
        narrow(&filter)
        return filter
    }

    static let lists = [
        List(
            testDescription: "inbox", index: "task_inbox",
            read: { _ = try $0.inbox(of: clerk, at: $1) }, count: { _ = try $0.inboxCount(of: clerk) },
            place: Cursor([.text("2026-11-05"), .integer(9_000), .text(id(9_000)), .text("t")])),
        List(
            testDescription: "cases of an office", index: "case_office_list",
            read: { _ = try $0.cases(visibleTo: clerk, at: $1) },
            count: { _ = try $0.caseCount(visibleTo: clerk) }, place: casePlace),
        List(
            testDescription: "cases of an organisation", index: "case_row_requester",
            read: { _ = try $0.cases(visibleTo: DeskSample.filer, at: $1) },
            count: { _ = try $0.caseCount(visibleTo: DeskSample.filer) }, place: casePlace),
        List(
            testDescription: "cases of all", index: "case_row_filed",
            read: { _ = try $0.cases(visibleTo: Samples.person(.inspector), at: $1) },
            count: { _ = try $0.caseCount(visibleTo: Samples.person(.inspector)) }, place: casePlace),
    ]

    /// What few lines fit is not looked for among all of them.
    static let narrowedLists = [
        List(
            testDescription: "inbox at a stage", index: "task_stage",
            read: { _ = try $0.inbox(of: clerk, atStage, at: $1) },
            count: { _ = try $0.inboxCount(of: clerk, atStage) },
            place: Cursor([.text("2026-11-05"), .integer(9_000), .text(id(9_000)), .text("t")])),
        List(
            testDescription: "inbox of a service", index: "task_service",
            read: { _ = try $0.inbox(of: clerk, ofService, at: $1) },
            count: { _ = try $0.inboxCount(of: clerk, ofService) },
            place: Cursor([.text("2026-11-05"), .integer(9_000), .text(id(9_000)), .text("t")])),
    ]

    private static let casePlace = Cursor([.integer(9_000), .text(id(9_000))])

    private static func id(_ number: Int) -> String { "00000000-0000-7000-8000-\(padded(number, to: 12))" }

    /// Thirty thousand cases, so that the database of its own accord takes the better way: every other one of the
    /// office and of the organisation, a third of them waiting for a clerk, half of these taken on.
    private static func store(_ database: TestDatabase, without index: String? = nil) async throws -> any Store {
        let store = try await migratedStore(on: database, now: DeskSample.now)
        let filer = DeskSample.filer.requester?.description ?? ""
        try await store.write { db in
            if let index { try db.run(Query(raw: "DROP INDEX \(index)")) }
            let numbers: Query = """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 30000),
                cases (n, id) AS (
                    SELECT n, '00000000-0000-7000-8000-' || substr('00000000000' || CAST(n AS TEXT),
                        length(CAST(n AS TEXT))) FROM numbers
                )
                """
            try db.run(
                """
                \(numbers)
                INSERT INTO case_row (id, code, service, requester, requester_name, stage, office, is_manual, version,
                    created_by, created_ms, filed_ms, due_on, updated_ms)
                SELECT id, 'C-' || id, 'auth.identity', CASE n % 2 WHEN 0 THEN \(filer) ELSE 'other' END, 'A',
                    'filed', CASE n % 2 WHEN 0 THEN \(DeskSample.office.text) ELSE '79' END, 0, 5, 'x', 1, 1, NULL, n
                FROM cases
                """)
            try db.run(
                """
                INSERT INTO case_office (case_id, office, updated_ms, stage, service, filed_ms)
                SELECT id, office, updated_ms, stage, service, filed_ms FROM case_row
                """)
            try db.run(
                """
                INSERT INTO task (case_id, task_id, node, role, holder, is_optional, assignee, due_on, opened_ms,
                    stage, service, filed_ms)
                SELECT id, 't', 'n', CASE updated_ms % 3 WHEN 0 THEN 'clerk' ELSE 'approver' END, office, 0,
                    CASE updated_ms % 2 WHEN 0 THEN '' ELSE \(clerk.account) END,
                    '2026-11-' || CAST(10 + updated_ms % 20 AS TEXT), updated_ms,
                    CASE updated_ms % 5 WHEN 0 THEN 'accepted' ELSE 'filed' END,
                    CASE updated_ms % 7 WHEN 0 THEN 'auth.spouse' ELSE 'auth.identity' END, 1
                FROM case_row
                """)
            // Of these alone: among all tables are those that the databases of a server share, and tests would wait.
            if db.dialect.name == "postgresql" { try db.run("ANALYZE case_row, case_office, task") }
        }
        return store
    }

    private static func plan(
        _ store: any Store, _ read: @escaping @Sendable (any Connection) throws -> Void
    ) async throws -> QueryPlan {
        try await store.read { db in
            let planning = try Planning(db)
            try read(planning)
            return planning.plan
        }
    }

    private static func plans(_ list: List, _ store: any Store) async throws -> [QueryPlan] {
        var plans = [try await plan(store, list.count)]
        for place: PagePlace in [.first, .after(list.place), .before(list.place), .last] {
            plans.append(try await plan(store) { try list.read($0, place) })
        }
        return plans
    }

    @Test(arguments: TestDatabase.allCases, lists)
    func aPageIsReadAlongItsIndexAndWithoutItIsNot(_ database: TestDatabase, _ list: List) async throws {
        let store = try await Self.store(database)
        let plans = try await Self.plans(list, store)
        #expect(database == .postgres || plans[0].steps.contains { $0.contains("COVERING") }, "\(plans[0])")
        for plan in plans {
            #expect(
                plan.uses(list.index) && plan.scans(butAlong: list.index) == [] && plan.sorts == [], "\(plan)")
        }
        try await store.close()
        let bare = try await Self.store(database, without: list.index)
        for plan in try await Self.plans(list, bare) {
            #expect(plan.scans != [] || plan.sorts != [], "the test sees nothing: \(plan)")
        }
        try await bare.close()
    }

    @Test(arguments: TestDatabase.allCases, narrowedLists)
    func aNarrowedPageIsReadAlongAnIndexOfItsOwn(_ database: TestDatabase, _ list: List) async throws {
        let store = try await Self.store(database)
        for plan in try await Self.plans(list, store) {
            #expect(plan.uses(list.index) && plan.scans(butAlong: list.index) == [], "\(plan)")
            // PostgreSQL sorts a handful of rows where it takes that for cheaper.
            #expect(database == .postgres || plan.sorts == [], "\(plan)")
        }
        try await store.close()
    }
}
