// What a search finds among many cases is what they say, by either way and on every database.

import Basics
import Casework
import Storage
import TestKit
import Testing

@testable import Records

@Suite struct SearchedListTests {
    private static let words = ["nguyen", "duc", "an", "ang", "15cv", "vpcc", "ngu", "nguye", "字", "ho"]
    private static let offices = [DeskSample.office.text, "79"]

    /// A case as it was made: by its number, which is the order of filing.
    private struct Known {
        var number: Int
        var office: String
        var stage: String
        var words: Set<String>
    }

    private static let known: [Known] = {
        var random = SplitMix64(seed: 5)
        return (1...150).map { number in
            Known(
                number: number, office: offices[Int(random.next() % 2)],
                stage: random.next() % 3 == 0 ? "accepted" : "filed",
                words: Set(words.filter { _ in random.next() % 3 == 0 }))
        }
    }()

    private static func store(_ database: TestDatabase) async throws -> any Store {
        let store = try await migratedStore(on: database, now: DeskSample.now)
        try await store.write { db in
            for one in known {
                let id = "00000000-0000-7000-8000-\(padded(one.number, to: 12))"
                // The moment of the last change is in no order of filing.
                let updated = Int64(one.number * 7 % 50)
                try db.run(
                    """
                    INSERT INTO case_row (id, code, service, requester, requester_name, stage, office, is_manual,
                        version, created_by, created_ms, filed_ms, updated_ms)
                    VALUES (\(id), \("C-\(one.number)"), 's', 'r', 'R', \(one.stage), \(one.office), 0, 5, 'x', 1, 1,
                        \(updated))
                    """)
                try db.run(
                    """
                    INSERT INTO case_office (case_id, office, \(CaseOfficeRow.columns))
                    VALUES (\(id), \(one.office), \(updated), \(one.stage), 's', 1)
                    """)
                let marks = [CaseMark.office(OfficeCode(one.office)).word] + one.words.sorted()
                try db.run(
                    """
                    INSERT INTO case_text (number, case_id, words)
                    VALUES (\(one.number), \(id), \(" \(marks.joined(separator: " ")) "))
                    """)
            }
        }
        return store
    }

    /// The numbers of what the clerk of an office finds, by the meaning of the words.
    private static func expected(_ typed: [String], _ filter: CaseFilter, inspector: Bool) -> [Int] {
        let list = known.filter { one in
            (inspector || one.office == DeskSample.office.text)
                && (filter.stages.isEmpty || filter.stages.map(\.rawValue).contains(one.stage))
        }
        let whole = list.filter { one in typed.allSatisfy(one.words.contains) }
        let found =
            !whole.isEmpty || (typed.last?.count ?? 0) < Limits.beginningCharactersMin
            ? whole
            : list.filter { one in
                typed.dropLast().allSatisfy(one.words.contains)
                    && one.words.contains { $0.hasPrefix(typed.last ?? "") }
            }
        let numbers = found.map(\.number)
        return filter.order == .oldest ? numbers : numbers.reversed()
    }

    @Test(arguments: TestDatabase.allCases)
    func eachSearchFindsWhatFits(_ database: TestDatabase) async throws {
        let store = try await Self.store(database)
        let actors = [(SearchSample.clerk, false), (SearchSample.inspector, true)]
        var (random, lines, beginnings) = (SplitMix64(seed: 9), 0, 0)
        for round in 0..<120 {
            var typed = Self.words.filter { _ in random.next() % 5 == 0 }
            if round % 4 == 0 { typed.append(["nguy", "15c", "vp", "khong"][round / 4 % 4]) }
            guard !typed.isEmpty else { continue }
            var filter = CaseFilter()
            if round % 3 == 0 { filter.stages = [.accepted] }
            filter.order = CaseFilter.Order.allCases[round % 3]
            let (actor, isInspector) = actors[round % 2]
            let expected = Self.expected(typed, filter, inspector: isInspector)
            var search = try CaseSearch(typed.joined(separator: " "))
            for most in [0, 1_000] {
                search.walkedLinesMax = most
                let (found, isByBeginning) = try await store.read { [search, filter] db in
                    try Self.all(search, filter, actor, expected.count, db)
                }
                #expect(found == expected, "\(typed) \(filter) \(most)")
                if isByBeginning { beginnings += 1 }
            }
            lines += expected.count
        }
        #expect(lines > 500 && beginnings > 10, "something was found, and some by its beginning")
        try await store.close()
    }

    /// All that is found, by its pages.
    private static func all(
        _ search: CaseSearch, _ filter: CaseFilter, _ actor: Actor, _ count: Int, _ db: any Connection
    ) throws -> (numbers: [Int], isByBeginning: Bool) {
        var (numbers, place): ([Int], PagePlace) = ([], .first)
        while true {
            let page = try db.searchCases(visibleTo: actor, search, filter, at: place, size: 7)
            #expect(page.count.number == min(count, Limits.foundRowsCountedMax))
            numbers += page.lines.lines.compactMap { Int($0.id.text.suffix(12)) }
            guard let next = page.lines.next else { return (numbers, page.isByBeginning) }
            // As addresses carry it.
            place = .after(try #require(Cursor(next.text, in: .searched(filter.order))))
        }
    }
}
