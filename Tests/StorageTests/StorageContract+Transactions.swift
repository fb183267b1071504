// The contract, part three: transactions, snapshots, errors and migrations.

import Basics
import Storage
import Testing

extension StorageContract {
    static let transactionChecks: [Check] = [
        Check("a body that throws leaves nothing, and its own error passes through") { store in
            try await makeItems(store)
            await #expect(throws: Refusal(id: 7)) {
                try await store.write { db in
                    try db.run("INSERT INTO item (id, name) VALUES (1, 'a')")
                    throw Refusal(id: 7)
                }
            }
            #expect(try await count(store) == 0)
            await #expect(throws: Refusal(id: 8)) { try await store.read { _ in throw Refusal(id: 8) } }
        },
        Check("concurrent writers each stand or fall alone") { store in
            try await makeItems(store)
            let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
                for id in 0..<400 {
                    group.addTask {
                        do {
                            let written = try await store.write { db in
                                try db.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))")
                                if id % 3 == 0 { throw Refusal(id: id) }
                                return id
                            }
                            #expect(written == id)
                            return (id, true)
                        } catch {
                            #expect(error as? Refusal == Refusal(id: id))
                            return (id, false)
                        }
                    }
                }
                return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
            }
            #expect(outcomes.count == 400)
            let stored = try await store.read { db in
                try db.rows("SELECT id FROM item ORDER BY id").map { try $0.int(at: 0) }
            }
            #expect(stored == (0..<400).filter { $0 % 3 != 0 })
            #expect(outcomes.allSatisfy { $0.value == ($0.key % 3 != 0) })
        },
        Check("a body whose statement failed fails, whatever it makes of that") { store in
            try await makeItems(store, count: 1)
            let error = await #expect(throws: StorageError.self) {
                try await store.write { db in
                    try db.run("INSERT INTO item (id, name) VALUES (1, 'a')")
                    do {
                        try db.run("INSERT INTO item (id, name) VALUES (0, 'b')")
                    } catch {
                        // A later statement fails in the same way.
                        let later = #expect(throws: StorageError.self) { try db.run("DELETE FROM item") }
                        #expect(later == error as? StorageError)
                    }
                }
            }
            #expect(error?.isConstraint(.unique) == true)
            #expect(try await count(store) == 1)
            await #expect(throws: Refusal(id: 3)) {
                try await store.write { db in
                    do {
                        try db.run("INSERT INTO item (id, name) VALUES (0, 'b')")
                    } catch {
                        throw Refusal(id: 3)
                    }
                }
            }
            try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (1, 'a')") }
            #expect(try await count(store) == 2)
        },
        Check("counting in parallel loses no step") { store in
            try await makeItems(store, count: 1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        try await store.write { db in
                            let now =
                                try db.one("SELECT amount FROM item WHERE id = 0\(db.dialect.lock)")?.int(at: 0) ?? 0
                            try db.run("UPDATE item SET amount = \(now + 1) WHERE id = 0")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amount = try await store.read { try $0.one("SELECT amount FROM item")?.int(at: 0) }
            #expect(amount == 200)
        },
        Check("what a write returned for is seen by the next read") { store in
            try await makeItems(store)
            for id in 0..<50 {
                try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))") }
                #expect(try await count(store) == id + 1)
            }
        },
        Check("a read keeps its snapshot while others commit") { store in
            try await makeItems(store)
            let (opened, wasOpened) = AsyncStream.makeStream(of: Void.self)
            let gate = Gate()
            async let counts = store.read { db in
                let first = try db.one("SELECT count(*) FROM item")?.int(at: 0)
                wasOpened.finish()
                gate.wait()
                return [first, try db.one("SELECT count(*) FROM item")?.int(at: 0)]
            }
            for await _ in opened {}
            try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (1, 'a')") }
            gate.open()
            #expect(try await counts == [0, 0])
            #expect(try await count(store) == 1)
        },
        Check("a read cannot write") { store in
            try await makeItems(store)
            await #expect(throws: StorageError.self) {
                try await store.read { try $0.run("INSERT INTO item (id, name) VALUES (1, 'a')") }
            }
            #expect(try await count(store) == 0)
        },
        Check("a closed store refuses, after it finished what it had accepted") { store in
            try await makeItems(store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 0..<50 {
                    group.addTask {
                        _ = try await store.write { db in
                            try db.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await store.close()
            let failures = [
                await #expect(throws: StorageError.self) {
                    try await store.write { try $0.run("DELETE FROM item") }
                },
                await #expect(throws: StorageError.self) { try await store.read { try $0.rows("SELECT 1").count } },
            ]
            for failure in failures {
                guard case .unavailable = failure else {
                    Issue.record("expected .unavailable, got \(String(describing: failure))")
                    continue
                }
            }
        },
    ]

    static let errorChecks: [Check] = [
        Check("each broken rule of the schema has its kind and its place") { store in
            try await makeItems(store, count: 1)
            try await store.write { db in
                try db.run(
                    """
                    CREATE TABLE part (
                        id \(raw: db.dialect.int64) PRIMARY KEY,
                        item_id \(raw: db.dialect.int64) NOT NULL REFERENCES item (id),
                        size \(raw: db.dialect.int64) CHECK (size > 0)
                    )\(raw: db.dialect.strictSuffix)
                    """)
            }
            let cases: [(StorageError.Constraint.Kind, String, Query)] = [
                (.unique, "name", "INSERT INTO item (id, name) VALUES (5, 'n0')"),
                (.unique, "", "INSERT INTO item (id, name) VALUES (0, 'other')"),
                (.notNull, "name", "INSERT INTO item (id, name) VALUES (6, NULL)"),
                (.foreignKey, "", "INSERT INTO part (id, item_id) VALUES (1, 99)"),
                (.check, "size", "INSERT INTO part (id, item_id, size) VALUES (1, 0, 0)"),
            ]
            for (kind, detail, query) in cases {
                let error = await #expect(throws: StorageError.self) { try await store.write { try $0.run(query) } }
                #expect(error?.isConstraint(kind, detail) == true, "\(kind): \(String(describing: error))")
            }
            try await store.write { try $0.run("INSERT INTO part (id, item_id, size) VALUES (1, 0, 1)") }
            let error = await #expect(throws: StorageError.self) {
                try await store.write { try $0.run("DELETE FROM item WHERE id = 0") }
            }
            #expect(error?.isConstraint(.foreignKey) == true)
        },
        Check("a wrong statement is an error that names it without its values") { store in
            let secret = "079203001234"
            let error = await #expect(throws: StorageError.self) {
                try await store.read { try $0.rows("SELECT a FROM no_such_table WHERE id = \(secret)").count }
            }
            guard case .unavailable(let text) = error else {
                Issue.record("expected .unavailable, got \(String(describing: error))")
                return
            }
            #expect(text.contains("no_such_table"))
            #expect(!text.contains(secret))
        },
        Check("an append-only table refuses UPDATE and DELETE") { store in
            try await makeItems(store, count: 1)
            try await store.write { db in
                for statement in db.dialect.appendOnly("item") { try db.run(Query(raw: statement)) }
            }
            for query in ["UPDATE item SET amount = 1", "DELETE FROM item"] as [Query] {
                let error = await #expect(throws: StorageError.self) { try await store.write { try $0.run(query) } }
                #expect(error?.isConstraint(.trigger, "append-only") == true)
            }
            try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (2, 'b')") }
            #expect(try await count(store) == 2)
        },
    ]
}
