// The queries that fulfilment and search live on use their indexes.

import Basics
import Registry
import Storage
import TestKit
import Testing

@testable import Records

struct RegistryQueryPlanTests {
    private func plan(_ query: Query) async throws -> String {
        let store = try await RegistrySample.store(on: .sqlite)
        let steps = try await store.read { try $0.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") } }
        try await store.close()
        return steps.joined(separator: "\n")
    }

    @Test func peopleByNumber() async throws {
        let selection = PersonSelection()
        let plan = try await plan(
            "SELECT \(selection.sql) FROM \(selection.tables) WHERE p.personal_id IN (\(list: [1, 2, 3]))")
        #expect(plan.contains("USING INDEX person_number") && !plan.contains("SCAN"))
    }

    @Test func membersOfHouseholds() async throws {
        let plan = try await plan(
            """
            SELECT p.full_name FROM household h JOIN person p ON p.household = h.id
            WHERE h.code IN (\(list: ["a", "b"]))
            """)
        #expect(plan.contains("person_household") && !plan.contains("SCAN"))
    }

    @Test func childrenByFatherOrMother() async throws {
        let plan = try await plan(
            "SELECT full_name FROM person WHERE father_id IN (\(list: [1, 2])) OR mother_id IN (\(list: [1, 2]))")
        #expect(plan.contains("person_father") && plan.contains("person_mother"))
    }

    @Test func representedPersons() async throws {
        #expect(
            try await plan("SELECT full_name FROM person WHERE representative_id IN (\(list: [1]))")
                .contains("person_representative"))
    }
}
