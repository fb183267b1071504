// The contract, part two: the SQL that all databases behind the seam share.

import Storage
import Testing

extension StorageContract {
    /// The integers of the first column.
    private static func numbers(_ store: any Store, _ query: Query) async throws -> [Int?] {
        try await store.read { db in try db.rows(query).map { try $0.optionalInt(at: 0) } }
    }

    static let sqlSubsetChecks: [Check] = [
        Check("upsert inserts first and updates then") { store in
            try await makeItems(store)
            for amount in [5, 7] {
                try await store.write { db in
                    try db.run(
                        """
                        INSERT INTO item (id, name, amount) VALUES (1, 'a', \(amount))
                        ON CONFLICT (name) DO UPDATE SET amount = item.amount + excluded.amount
                        """)
                }
            }
            #expect(try await numbers(store, "SELECT amount FROM item") == [12])
            let changed = try await store.write { db in
                try db.run("INSERT INTO item (id, name) VALUES (2, 'a') ON CONFLICT (name) DO NOTHING")
            }
            #expect(changed == 0)
        },
        Check("RETURNING gives what was written") { store in
            try await makeItems(store, count: 3)
            let updated = try await store.write { db in
                try db.rows("UPDATE item SET amount = id * 2 WHERE id > 0 RETURNING id, amount")
                    .map { try [$0.int("id"), $0.int("amount")] }
            }
            #expect(updated.sorted { $0[0] < $1[0] } == [[1, 2], [2, 4]])
            let inserted = try await store.write { db in
                try db.one("INSERT INTO item (id, name) VALUES (9, 'z') RETURNING name")?.text("name")
            }
            #expect(inserted == "z")
            let deleted = try await store.write { try $0.rows("DELETE FROM item WHERE id < 2 RETURNING id").count }
            #expect(deleted == 2)
        },
        Check("recursive common table expressions") { store in
            let sum = try await numbers(
                store,
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(\(5) AS INTEGER))
                SELECT sum(i) FROM n
                """)
            #expect(sum == [15])
        },
        Check("window functions, and FILTER on aggregates") { store in
            try await makeItems(store, count: 6)
            let ranks = try await numbers(
                store,
                """
                SELECT row_number() OVER (PARTITION BY id % 2 ORDER BY id DESC) FROM item ORDER BY id
                """)
            #expect(ranks == [3, 3, 2, 2, 1, 1])
            #expect(try await numbers(store, "SELECT count(*) FILTER (WHERE id > 3) FROM item") == [2])
            let lags = try await numbers(store, "SELECT lag(id) OVER (ORDER BY id) FROM item ORDER BY id")
            #expect(lags == [nil, 0, 1, 2, 3, 4])
        },
        Check("row values compare member by member") { store in
            try await makeItems(store, count: 5)
            let after = try await numbers(
                store, "SELECT id FROM item WHERE (amount, id) > (\(0), \(2)) ORDER BY amount, id")
            #expect(after == [3, 4])
        },
        Check("NULLS FIRST and NULLS LAST decide where NULL sorts") { store in
            try await makeItems(store, count: 3)
            try await store.write { try $0.run("UPDATE item SET amount = NULL WHERE id = 1") }
            #expect(try await numbers(store, "SELECT id FROM item ORDER BY amount NULLS LAST, id") == [0, 2, 1])
            #expect(
                try await numbers(store, "SELECT id FROM item ORDER BY amount DESC NULLS FIRST, id") == [1, 0, 2])
        },
        Check("IS NOT DISTINCT FROM takes NULL for a value") { store in
            try await makeItems(store, count: 2)
            try await store.write { try $0.run("UPDATE item SET amount = NULL WHERE id = 1") }
            #expect(
                try await numbers(
                    store, "SELECT id FROM item WHERE amount IS NOT DISTINCT FROM CAST(\(Int?.none) AS INTEGER)")
                    == [1])
            #expect(try await numbers(store, "SELECT id FROM item WHERE amount IS DISTINCT FROM \(0)") == [1])
        },
        Check("a partial unique index binds only its rows") { store in
            try await makeItems(store, count: 3)
            try await store.write { try $0.run("CREATE UNIQUE INDEX one_open ON item (amount) WHERE amount > 0") }
            try await store.write { try $0.run("UPDATE item SET amount = 1 WHERE id = 1") }
            let error = await #expect(throws: StorageError.self) {
                try await store.write { try $0.run("UPDATE item SET amount = 1 WHERE id = 2") }
            }
            #expect(error?.isConstraint(.unique) == true)
        },
        Check("text compares by its bytes, upper case before lower case") { store in
            try await makeItems(store)
            try await store.write { db in
                for (id, name) in ["b", "B", "Đ", "a", "d"].enumerated() {
                    try db.run("INSERT INTO item (id, name) VALUES (\(id), \(name))")
                }
            }
            #expect(try await numbers(store, "SELECT id FROM item ORDER BY name") == [1, 3, 0, 4, 2])
        },
        Check("claiming takes the oldest open row once") { store in
            try await makeItems(store, count: 3)
            let claim: @Sendable (any Connection) throws -> Int? = { db in
                let id = try db.one(
                    """
                    SELECT id FROM item WHERE amount = 0 ORDER BY id LIMIT 1\(db.dialect.claim)
                    """
                )?.int("id")
                if let id { try db.run("UPDATE item SET amount = 1 WHERE id = \(id)") }
                return id
            }
            let claimed = try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<5 { group.addTask { try await store.write(claim) } }
                return try await group.reduce(into: [Int?]()) { $0.append($1) }
            }
            #expect(claimed.compactMap { $0 }.sorted() == [0, 1, 2])
        },
    ]
}
