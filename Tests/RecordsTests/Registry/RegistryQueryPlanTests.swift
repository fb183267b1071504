// The queries that fulfilment and search live on use their indexes.

import Basics
import Records
import Registry
import Storage
import StorageSQLite
import Testing

@Suite struct RegistryQueryPlanTests {
    private func plan(_ query: Query) async throws -> String {
        let store = try await RegistrySample.store()
        let steps = try await store.read { try $0.rows("EXPLAIN QUERY PLAN \(query)").map { try $0.text("detail") } }
        try await store.close()
        return steps.joined(separator: "\n")
    }

    @Test func `People by number`() async throws {
        let plan = try await plan("SELECT full_name, blood_type FROM person WHERE personal_id IN (\(list: [1, 2, 3]))")
        #expect(plan.contains("USING INDEX sqlite_autoindex_person_1") && !plan.contains("SCAN person"))
    }

    @Test func `Members of households`() async throws {
        let plan = try await plan("SELECT full_name FROM person WHERE household_id IN (\(list: ["a", "b"]))")
        #expect(plan.contains("person_household"))
    }

    @Test func `Children by father or mother`() async throws {
        let plan = try await plan(
            "SELECT full_name FROM person WHERE father_id IN (\(list: [1, 2])) OR mother_id IN (\(list: [1, 2]))")
        #expect(plan.contains("person_father") && plan.contains("person_mother"))
    }

    @Test func `Represented persons, names, disclosures`() async throws {
        #expect(
            try await plan("SELECT full_name FROM person WHERE representative_id IN (\(list: [1]))")
                .contains("person_representative"))
        #expect(
            try await plan("SELECT full_name FROM person WHERE name_key = 'a' AND birth_year = 1990")
                .contains("person_name (name_key=? AND birth_year=?)"))
        #expect(
            try await plan("SELECT fields FROM disclosure WHERE personal_id = 1").contains("disclosure_person"))
    }

    @Test(arguments: RegistryService.allCases)
    func `A rehearsal identifies everybody and releases nothing`(service: RegistryService) async throws {
        let store = try await RegistrySample.store()
        let identified = try await store.read { db in
            let rehearsal = try db.rehearsal(of: service, people: 100, on: RegistrySample.today)
            #expect(rehearsal.subjects.count == 100)
            return try db.rehearse(rehearsal)
        }
        #expect(identified == 100)
        #expect(try await store.read { try $0.one("SELECT 1 FROM disclosure") } == nil)
        try await store.close()
    }
}
