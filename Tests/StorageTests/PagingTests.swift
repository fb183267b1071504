// Turning pages: every line once, forwards and back, whatever happens to the list meanwhile.

import Storage
import TestKit
import Testing

@Suite struct PagingTests {
    private static let key = SortKey(.integer("n.rank"), .text("n.id"))
    private static let backKey = SortKey(.integer("n.rank"), .text("n.id"), descending: true)

    /// Lines of two parts, with many of the same rank.
    private static func list(_ key: SortKey = key) -> SortedList {
        SortedList(
            "n.part", from: "note n", where: ["n.part = \("a")", "n.part = \("b")"], by: key)
    }

    private static func store(_ database: TestDatabase, lines: Int) async throws -> any Store {
        let store = try await database.makeStore()
        try await store.write { db in
            try db.run("CREATE TABLE note (id TEXT PRIMARY KEY, part TEXT NOT NULL, rank INTEGER NOT NULL)")
            for number in 0..<lines {
                let id = "\(number + 10_000)"
                try db.run(
                    "INSERT INTO note VALUES (\(id), \(number.isMultiple(of: 3) ? "a" : "b"), \(number / 4))")
            }
        }
        return store
    }

    private static func page(
        _ store: any Store, _ place: PagePlace, size: Int = 10, _ list: SortedList = list()
    ) async throws -> ListPage<String> {
        try await store.read { db in try db.page(of: list, at: place, size: size) { try $0.text(at: 1) } }
    }

    @Test(arguments: TestDatabase.allCases, [key, backKey])
    func everyLineComesOnceForwardsAndBack(_ database: TestDatabase, _ key: SortKey) async throws {
        for count in [0, 1, 9, 10, 11, 20, 43] {
            let store = try await Self.store(database, lines: count)
            let list = Self.list(key)
            var all = (0..<count).map { "\($0 + 10_000)" }
            if key == Self.backKey { all.reverse() }
            var page = try await Self.page(store, .first, list)
            var seen = page.lines
            #expect(page.previous == nil)
            while let next = page.next {
                page = try await Self.page(store, .after(next), list)
                seen += page.lines
                #expect(page.previous != nil)
            }
            #expect(seen == all)
            #expect(try await Self.page(store, .last, list).lines == Array(all.suffix(10)))
            while let previous = page.previous { page = try await Self.page(store, .before(previous), list) }
            #expect(page.lines == Array(all.prefix(10)) && page.previous == nil)
            let counted = try await store.read { try $0.count(list, upTo: 20) }
            #expect(counted.number == min(count, 20) && counted.isMore == (count > 20))
            try await store.close()
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func whoTurnsThePageMissesNothingOfAListThatShrinks(_ database: TestDatabase) async throws {
        let store = try await Self.store(database, lines: 40)
        let first = try await Self.page(store, .first, size: 25)
        let next = try #require(first.next)
        // Ten lines of the first page are done with, the one it ended with among them.
        let done = Array(first.lines.suffix(10))
        try await store.write { try $0.run("DELETE FROM note WHERE id IN (\(list: done))") }
        let second = try await Self.page(store, .after(next), size: 25)
        #expect(second.lines == (25..<40).map { "\($0 + 10_000)" } && second.next == nil)
        let back = try await Self.page(store, .before(try #require(second.previous)), size: 25)
        #expect(back.lines == (Array(0..<15) + Array(25..<35)).map { "\($0 + 10_000)" }, "a whole page, from the start")
        #expect(back.previous == nil && back.next != nil)
        try await store.close()
    }

    @Test(arguments: TestDatabase.allCases)
    func aPlaceBehindTheEndShowsTheLastLines(_ database: TestDatabase) async throws {
        let store = try await Self.store(database, lines: 30)
        let past = try await Self.page(store, .after(Cursor([.integer(1_000), .text("x")])))
        #expect(past.lines == (20..<30).map { "\($0 + 10_000)" } && past.next == nil && past.previous != nil)
        let start = try await Self.page(store, .before(Cursor([.integer(-5), .text("")])))
        #expect(start.lines == (0..<10).map { "\($0 + 10_000)" } && start.previous == nil)
        try await store.close()
    }

    @Test func aPlaceIsReadBackFromItsText() throws {
        let key = SortKey(.text("a"), .integer("b"), .text("c"))
        for values: [SQLValue] in [
            [.text("2026-11-30"), .integer(1_764_524_059_000), .text("0197f3a0-0000-7000-8000-000000000000")],
            [.text(""), .integer(-1), .text("")], [.text("Đỗ ✓ ~?/+"), .integer(.max), .text("x")],
        ] {
            let text = Cursor(values).text
            #expect(text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x5F }, "\(text)")
            #expect(Cursor(text, in: key)?.values == values)
        }
    }

    @Test func whatIsNoPlaceIsNone() {
        let key = SortKey(.text("a"), .integer("b"), .text("c"))
        let wrong: [[SQLValue]] = [
            [.text("a"), .text("no number"), .text("c")], [.text("a"), .integer(1)],
            [.text("a"), .integer(1), .text("c"), .text("d")], [.text("a\u{0}"), .integer(1), .text("c")],
            [.text("a"), .integer(1), .text("\t")],
            [.text(String(repeating: "a", count: 600)), .integer(1), .text("c")],
        ]
        for text in wrong.map({ Cursor($0).text }) + ["", "end", "x", "%", "====", "_w", "YQ\n"] {
            #expect(Cursor(text, in: key) == nil, "\(text)")
        }
    }

    @Test func aListInMemoryIsPagedByTheIdsOfItsLines() {
        let all = Array(0..<40)
        var hidden: Set<Int> = []
        func page(_ place: PagePlace) -> ListPage<Int> {
            ListPage.page(of: all, where: { !hidden.contains($0) }, at: place, size: 25) {
                Cursor([.text("\($0)")])
            }.page
        }
        let first = page(.first)
        #expect(first.lines == Array(0..<25) && first.previous == nil)
        guard let next = first.next else { return #expect(Bool(false), "there is a next page") }
        hidden = Set(15..<25)
        let second = page(.after(next))
        #expect(second.lines == Array(25..<40) && second.next == nil)
        guard let previous = second.previous else { return #expect(Bool(false), "there is a page before") }
        #expect(page(.before(previous)).lines == Array(0..<15) + Array(25..<35))
        #expect(page(.last).lines == Array(5..<15) + Array(25..<40))
        hidden = Set(20..<40)
        #expect(page(.after(next)).lines == Array(0..<20), "the last page")
        #expect(page(.after(Cursor([.text("nobody")]))).lines == Array(0..<20))
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
