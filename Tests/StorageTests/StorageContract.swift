// What every driver behind the storage seam must do, written against `any Store`: a second driver runs the same checks
// by calling them with a store of its own (see ContractTests.swift).

import Basics
import Storage
import Testing

/// The checks, each on an empty store. docs/storage.md is the prose to them.
enum StorageContract {
    struct Check: Sendable {
        let name: String
        let body: @Sendable (any Store) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (any Store) async throws -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// All checks by name. A list, so that a driver cannot forget one.
    static let checks: [Check] =
        valueChecks + sqlSubsetChecks + transactionChecks + errorChecks + migrationChecks

    static let names = checks.map(\.name)

    static func run(_ name: String, on store: any Store) async throws {
        let check = try #require(checks.first { $0.name == name })
        try await check.body(store)
    }

    /// A small table that many checks share.
    static func makeItems(_ store: any Store, count: Int = 0) async throws {
        try await store.write { db in
            try db.run(
                """
                CREATE TABLE item (
                    id \(raw: db.dialect.int64) PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE,
                    amount \(raw: db.dialect.int64)
                )\(raw: db.dialect.strictSuffix)
                """)
            for id in 0..<count { try db.run("INSERT INTO item (id, name, amount) VALUES (\(id), \("n\(id)"), 0)") }
        }
    }

    static func count(_ store: any Store) async throws -> Int {
        try await store.read { try $0.one("SELECT count(*) FROM item")?.int(at: 0) ?? -1 }
    }

    struct Refusal: Error, Equatable { var id: Int }
}

// MARK: Values

extension StorageContract {
    static let valueChecks: [Check] = [
        Check("many rows are inserted as they are") { store in
            try await store.write { db in
                try db.run(
                    """
                    CREATE TABLE kinds (id \(raw: db.dialect.int64) PRIMARY KEY, t TEXT, b \(raw: db.dialect.bytes),
                        r \(raw: db.dialect.real))\(raw: db.dialect.strictSuffix)
                    """)
            }
            let rows: [[SQLValue]] = (0..<1_000).map { id in
                switch id % 4 {
                case 0: [.integer(Int64(id)), .text(""), .blob([]), .null]
                case 1: [.integer(Int64(id)), .text("Nguyễn Thị Ước \(id)"), .null, .real(Double(id) / 8)]
                case 2: [.integer(Int64(id)), .null, .blob([0, 255, UInt8(id % 256)]), .real(-0.5)]
                default: [.integer(Int64(id)), .text("'; DROP TABLE kinds; --"), .blob([7]), .null]
                }
            }
            try await store.write { db in
                try db.insert(rows, into: "kinds", "id, t, b, r")
                try db.insert([], into: "kinds", "id, t, b, r")
            }
            let stored = try await store.read { try $0.rows("SELECT id, t, b, r FROM kinds ORDER BY id").map(\.values) }
            #expect(stored == rows)
        },
        Check("of many rows none stays when one cannot be inserted") { store in
            try await makeItems(store, count: 3)
            let rows: [[SQLValue]] = (0..<400).map { [.integer(Int64($0 + 10)), .text($0 == 350 ? "n1" : "m\($0)")] }
            await #expect(throws: StorageError.self) {
                try await store.write { db in try db.insert(rows, into: "item", "id, name") }
            }
            #expect(try await count(store) == 3)
            try await store.write { db in try db.insert([[.integer(10), .text("m")]], into: "item", "id, name") }
            #expect(try await count(store) == 4, "and the next goes well")
        },
        Check("of many rows none stays when one is of another kind") { store in
            try await makeItems(store)
            var rows: [[SQLValue]] = (0..<400).map { [.integer(Int64($0)), .text("m\($0)")] }
            rows[350][0] = .text("no number")
            let faulty = rows
            for some in [faulty, faulty.map { $0 + [.null] }] {
                await #expect(throws: StorageError.self) {
                    try await store.write { db in
                        try db.run("INSERT INTO item (id, name) VALUES (1000, \("before"))")
                        try db.insert(some, into: "item", "id, name")
                    }
                }
            }
            #expect(try await count(store) == 0)
            rows[350][0] = .integer(350)
            let whole = rows
            try await store.write { db in
                try db.run("INSERT INTO item (id, name) VALUES (1000, \("before"))")
                try db.insert(whole, into: "item", "id, name")
                try db.run("INSERT INTO item (id, name) VALUES (1001, \("after"))")
            }
            #expect(try await count(store) == 402, "among other statements, in their order")
        },
        Check("every kind of value comes back as it went in") { store in
            try await store.write { db in
                try db.run(
                    """
                    CREATE TABLE kind (
                        id TEXT PRIMARY KEY, n \(raw: db.dialect.int64), r \(raw: db.dialect.real), t TEXT,
                        b \(raw: db.dialect.bytes), flag \(raw: db.dialect.int64) CHECK (flag IN (0, 1)),
                        day_on TEXT, at_ms \(raw: db.dialect.int64)
                    )\(raw: db.dialect.strictSuffix)
                    """)
            }
            let id = CaseID(at: Timestamp(milliseconds: 1), random: Random.bytes(10))
            let day = try #require(LocalDate("2021-07-05"))
            let moment = Timestamp(milliseconds: 1_625_450_400_123)
            let text = "Đặng Thị Ngọc – 'quoted' \"\\ %_ 𠀀 \u{301}"
            let bytes = [UInt8](0...255)
            try await store.write { db in
                try db.run(
                    """
                    INSERT INTO kind (id, n, r, t, b, flag, day_on, at_ms)
                    VALUES (\(id), \(Int64.min), \(0.1), \(text), \(bytes), \(true), \(day), \(moment))
                    """)
            }
            let row = try #require(
                try await store.read {
                    try $0.one("SELECT id, n, r, t, b, flag, day_on, at_ms FROM kind WHERE id = \(id)")
                })
            #expect(try row.id("id", as: CaseID.self) == id)
            #expect(try row.int64("n") == Int64.min)
            #expect(try row.real("r") == 0.1)
            #expect(try Array(row.text("t").unicodeScalars) == Array(text.unicodeScalars))
            #expect(try row.blob("b") == bytes)
            #expect(try row.bool("flag"))
            #expect(try row.date("day_on") == day)
            #expect(try row.timestamp("at_ms") == moment)
            #expect(try row.text(at: 3) == row.text("t"))
            #expect(row.columns == ["id", "n", "r", "t", "b", "flag", "day_on", "at_ms"])
        },
        Check("NULL is nil for optional getters and an error for the others") { store in
            try await makeItems(store)
            try await store.write { db in
                try db.run("INSERT INTO item (id, name, amount) VALUES (1, 'a', \(Int?.none))")
            }
            let row = try #require(try await store.read { try $0.one("SELECT id, name, amount FROM item") })
            #expect(try row.optionalText("amount") == nil)
            #expect(try row.optionalText("name") == "a")
            #expect(throws: StorageError.corrupt("column amount holds null where an integer was expected")) {
                try row.int("amount")
            }
            #expect(throws: StorageError.corrupt("column name holds text where an integer was expected")) {
                try row.int("name")
            }
            #expect(throws: StorageError.corrupt("no column price among id, name, amount")) { try row.int("price") }
            #expect(throws: StorageError.corrupt("no column at 3, the row has 3")) { try row.text(at: 3) }
        },
        Check("empty text and empty bytes are not NULL") { store in
            let row = try #require(
                try await store.read { db in
                    try db.one(
                        "SELECT CAST(\("") AS TEXT) AS t, CAST(\([UInt8]()) AS \(raw: db.dialect.bytes)) AS b")
                })
            #expect(try row.text("t") == "")
            #expect(try row.blob("b") == [])
        },
        Check("a value never becomes SQL") { store in
            try await makeItems(store)
            let name = "x'); DROP TABLE item; --"
            try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (1, \(name))") }
            let found = try await store.read { try $0.one("SELECT id FROM item WHERE name = \(name)")?.int("id") }
            #expect(found == 1)
        },
        Check("lists of every length find their members") { store in
            try await makeItems(store, count: 40)
            for length in [0, 1, 2, 3, 5, 33] {
                let ids = Array(0..<length)
                let found = try await store.read { db in
                    try db.rows("SELECT id FROM item WHERE id IN (\(list: ids)) ORDER BY id")
                        .map { try $0.int(at: 0) }
                }
                #expect(found == ids)
            }
        },
        Check("a clause with values can stand in another query") { store in
            try await makeItems(store, count: 10)
            let clause: Query = "id > \(3) AND name <> \("n5")"
            let found = try await store.read { db in
                try db.rows("SELECT id FROM item WHERE \(clause) AND id < \(7) ORDER BY id")
                    .map { try $0.int(at: 0) }
            }
            #expect(found == [4, 6])
        },
        Check("rows come one at a time, and other queries may run meanwhile, even the same one") { store in
            try await makeItems(store, count: 5)
            let pairs = try await store.read { db in
                var pairs: [Int] = []
                func query() -> Query { "SELECT id FROM item WHERE id < \(3) ORDER BY id" }
                try db.forEach(query()) { outer in
                    try db.forEach(query()) { inner in pairs.append(try outer.int(at: 0) * 10 + inner.int(at: 0)) }
                }
                return pairs
            }
            #expect(pairs == [0, 1, 2, 10, 11, 12, 20, 21, 22])
            let first = try await store.read { try $0.one("SELECT id FROM item ORDER BY id DESC")?.int(at: 0) }
            #expect(first == 4)
        },
        Check("an error of the body ends its walk through the rows and nothing else") { store in
            try await makeItems(store, count: 50)
            try await store.write { db in
                for id in 0..<3 {
                    #expect(throws: Refusal(id: id)) {
                        try db.forEach("SELECT id FROM item ORDER BY id") { row in
                            if try row.int(at: 0) == 20 { throw Refusal(id: id) }
                        }
                    }
                }
                try db.run("DELETE FROM item WHERE id = 0")
            }
            #expect(try await count(store) == 49)
        },
        Check("what a statement writes and returns can be walked through") { store in
            try await makeItems(store, count: 3)
            let sum = try await store.write { db in
                var sum = 0
                try db.forEach("UPDATE item SET amount = id * 2 RETURNING amount") { sum += try $0.int(at: 0) }
                return sum
            }
            #expect(sum == 6)
        },
        Check("sums of 64-bit integers are integers") { store in
            try await makeItems(store, count: 3)
            try await store.write { try $0.run("UPDATE item SET amount = \(Int64.max / 4) * (id - 1)") }
            let sums = try await store.read { db in
                try db.one(
                    """
                    SELECT sum(amount), sum(amount) FILTER (WHERE id > 1), sum(amount) FILTER (WHERE id < 1) FROM item
                    """)
            }
            #expect(sums?.values == [.integer(0), .integer(Int64.max / 4), .integer(-(Int64.max / 4))])
        },
    ]
}
