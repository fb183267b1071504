// Lists that are narrowed have exactly the lines that fit, in their order.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct CaseFilterTests {
    private static let clerk = Samples.person([.clerk, .officer], number: 3, office: DeskSample.office)
    private static let people = [clerk, DeskSample.filer, Samples.person(.inspector)]
    private static let services = ["auth.identity", "auth.spouse", "gone.service"]
    private static let stages: [Stage] = [.filed, .accepted, .signed, .closed]

    /// Cases that differ in everything that lists are narrowed by, without events.
    private static func store(_ database: TestDatabase) async throws -> any Store {
        let store = try await migratedStore(on: database, now: DeskSample.now)
        let filer = DeskSample.filer.requester?.description ?? ""
        var random = SplitMix64(seed: 7)
        func any<Value>(_ values: [Value]) -> Value { values[Int(random.next() % UInt64(values.count))] }
        for number in 1...120 {
            let id = "00000000-0000-7000-8000-\(padded(number, to: 12))"
            let (stage, service, office) = (any(stages).rawValue, any(services), any([DeskSample.office.text, "79"]))
            let filed = Timestamp(DeskSample.now.date.adding(days: Int(random.next() % 9)), hour: 16)
            let due: LocalDate? = any([nil, DeskSample.now.date.adding(days: Int(random.next() % 9))])
            let (role, node) = any([("clerk", "intake"), ("officer", "examine"), ("approver", "sign")])
            let requester = any([filer, "other"])
            try await store.write { db in
                try db.run(
                    """
                    INSERT INTO case_row (id, code, service, requester, requester_name, stage, office, is_manual,
                        version, created_by, created_ms, filed_ms, due_on, updated_ms)
                    VALUES (\(id), \("C-\(number)"), \(service), \(requester), 'A', \(stage), \(office), 0, 5, 'x', 1,
                        \(filed), \(due), \(Int64(number % 50)))
                    """)
                try db.run(
                    """
                    INSERT INTO case_office (case_id, office, \(CaseOfficeRow.columns))
                    VALUES (\(id), \(DeskSample.office.text), \(Int64(number % 50)), \(stage), \(service), \(filed))
                    """)
                try db.run(
                    """
                    INSERT INTO task (case_id, task_id, node, role, holder, is_optional, assignee, due_on, opened_ms,
                        stage, service, filed_ms)
                    VALUES (\(id), 't', \(node), \(role), \(office), 0, '', \(due ?? noDueDate),
                        \(Int64(number % 50)), \(stage), \(service), \(filed))
                    """)
            }
        }
        return store
    }

    private static func filters() -> [CaseFilter] {
        var random = SplitMix64(seed: 11)
        func chance(_ parts: UInt64) -> Bool { random.next() % parts == 0 }
        let today = DeskSample.now.date
        return (0..<80).map { index in
            var filter = CaseFilter()
            if chance(2) { filter.stages = Set(stages.filter { _ in chance(2) }) }
            if chance(3) { filter.service = services[index % 3] }
            if chance(4) { filter.step = ["intake", "examine", "nowhere"][index % 3] }
            if chance(4) { filter.holder = [.clerk, .officer, .approver][index % 3] }
            if chance(4) { filter.office = [DeskSample.office, OfficeCode("79")][index % 2] }
            if chance(3) { filter.due = index % 4 == 0 ? .never : .within(today...today.adding(days: index % 5)) }
            if chance(3) { filter.received = today.adding(days: 1)...today.adding(days: 1 + index % 6) }
            filter.order = CaseFilter.Order.allCases[index % 3]
            return filter
        }
    }

    /// What a line is judged by, read without any of the lists.
    private struct Known {
        var stage: String, service: String, office: String, filed: Timestamp, due: LocalDate?
        var role: String, node: String

        func fits(_ filter: CaseFilter) -> Bool {
            let isDue =
                switch filter.due {
                case nil: true
                case .never: due == nil
                case .within(let days): due.map(days.contains) ?? false
                }
            return (filter.stages.isEmpty || filter.stages.map(\.rawValue).contains(stage))
                && (filter.service ?? service) == service && (filter.step ?? node) == node
                && (filter.holder?.rawValue ?? role) == role && (filter.office?.text ?? office) == office && isDue
                && (filter.received?.contains(filed.date) ?? true)
        }
    }

    private static func known(_ db: any Connection) throws -> [String: Known] {
        let rows = try db.rows(
            """
            SELECT c.id, c.stage, c.service, c.office, c.filed_ms, c.due_on, t.role, t.node
            FROM case_row c JOIN task t ON t.case_id = c.id
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (
                    try row.text(at: 0),
                    Known(
                        stage: try row.text(at: 1), service: try row.text(at: 2), office: try row.text(at: 3),
                        filed: try row.timestamp(at: 4), due: try row.optionalDate(at: 5), role: try row.text(at: 6),
                        node: try row.text(at: 7))
                )
            })
    }

    /// All lines of a list, by its pages.
    private static func all(
        _ key: SortKey, _ page: (PagePlace) throws -> ListPage<CaseLine>
    ) throws -> [CaseLine] {
        var (lines, place): ([CaseLine], PagePlace) = ([], .first)
        while true {
            let next = try page(place)
            lines += next.lines
            guard let cursor = next.next else { return lines }
            // As addresses carry it.
            place = .after(try #require(Cursor(cursor.text, in: key)))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func aNarrowedListHasWhatFits(_ database: TestDatabase) async throws {
        let store = try await Self.store(database)
        let filters = Self.filters()
        let sizes = try await store.read { db in
            let known = try Self.known(db)
            var sizes: Set<Int> = []
            for actor in Self.people {
                for (listed, counted, key) in [
                    (db.inbox(of:_:at:size:), db.inboxCount(of:_:), \CaseFilter.inboxKey),
                    (db.cases(visibleTo:_:at:size:), db.caseCount(visibleTo:_:), \CaseFilter.casesKey),
                ] {
                    let whole = Set(
                        try Self.all(CaseFilter()[keyPath: key]) { try listed(actor, CaseFilter(), $0, 30) }
                            .map(\.id.text))
                    for filter in filters {
                        let lines = try Self.all(filter[keyPath: key]) { try listed(actor, filter, $0, 7) }
                        let expected = whole.filter { known[$0]?.fits(filter) == true }
                        #expect(Set(lines.map(\.id.text)) == expected && lines.count == expected.count, "\(filter)")
                        #expect(try counted(actor, filter).number == expected.count, "\(filter)")
                        let received = lines.map { $0.filedAt ?? Timestamp(milliseconds: 0) }
                        if filter.order == .newest { #expect(received == received.sorted(by: >)) }
                        if filter.order == .oldest { #expect(received == received.sorted()) }
                        sizes.insert(lines.count)
                    }
                }
            }
            return sizes
        }
        #expect(sizes.count > 12, "lists of many lengths were compared: \(sizes.sorted())")
        try await store.close()
    }
}
