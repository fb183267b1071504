// What is particular to the SQLite driver: durability settings, files, backup, the bounded queue.

import Basics
import Foundation
import Storage
import StorageSQLite
import Testing

@Suite struct SQLiteStoreTests {
    /// A directory that is removed when the body is done.
    private func inDirectory(_ body: (String) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "storage-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body(directory)
    }

    private func pragma(_ store: SQLiteStore, _ query: Query) async throws -> SQLValue? {
        try await store.write { db in try db.one(query)?.values.first }
    }

    @Test func writerSyncsEveryCommitFully() async throws {
        let store = try SQLiteStore.temporary()
        // 2 is FULL. GRDB sets 1 (NORMAL) by itself: this test fails when our setting is undone.
        #expect(try await pragma(store, "PRAGMA synchronous") == .integer(2))
        #expect(try await pragma(store, "PRAGMA journal_mode") == .text("wal"))
        #expect(try await pragma(store, "PRAGMA foreign_keys") == .integer(1))
        // Still so after a batch of grouped commits.
        try await StorageContract.makeItems(store)
        for id in 0..<20 {
            try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))") }
        }
        #expect(try await pragma(store, "PRAGMA synchronous") == .integer(2))
        try await store.close()
    }

    @Test func anotherConnectionSeesACommitAsSoonAsItReturns() async throws {
        try await inDirectory { directory in
            let store = try SQLiteStore.open(path: directory + "/a.sqlite")
            try await StorageContract.makeItems(store)
            let other = try SQLiteStore.openReadOnly(path: directory + "/a.sqlite")
            for id in 0..<10 {
                try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))") }
                #expect(try await StorageContract.count(other) == id + 1)
            }
            try await other.close()
            try await store.close()
        }
    }

    @Test func readOnlyStoreRefusesWritesAndMissingOrForeignFiles() async throws {
        try await inDirectory { directory in
            let path = directory + "/a.sqlite"
            #expect(throws: StorageError.unavailable("there is no file \(path)")) {
                try SQLiteStore.openReadOnly(path: path)
            }
            let store = try SQLiteStore.open(path: path)
            try await StorageContract.makeItems(store, count: 3)
            try await store.close()
            let reading = try SQLiteStore.openReadOnly(path: path)
            #expect(try await StorageContract.count(reading) == 3)
            await #expect(throws: StorageError.self) { try await reading.write { try $0.run("DELETE FROM item") } }
            await #expect(throws: StorageError.self) { try await reading.read { try $0.run("DELETE FROM item") } }
            try await reading.close()
            let text = directory + "/text.sqlite"
            try Data(repeating: 65, count: 5_000).write(to: URL(filePath: text))
            let error = #expect(throws: StorageError.self) { try SQLiteStore.openReadOnly(path: text) }
            guard case .corrupt = error else {
                Issue.record("expected .corrupt, got \(String(describing: error))")
                return
            }
        }
    }

    @Test func backupIsOneConsistentStateTakenDuringWrites() async throws {
        try await inDirectory { directory in
            let store = try SQLiteStore.open(path: directory + "/a.sqlite")
            try await StorageContract.makeItems(store)
            // Each write adds a pair: a copy that holds half of one would not be one state.
            let writing = Task {
                for id in 0..<400 {
                    try await store.write { db in
                        try db.run("INSERT INTO item (id, name) VALUES (\(id * 2), \("a\(id)"))")
                        try db.run("INSERT INTO item (id, name) VALUES (\(id * 2 + 1), \("b\(id)"))")
                    }
                }
            }
            for number in 0..<5 {
                let path = directory + "/copy\(number).sqlite"
                try await store.backup(to: path) { _ in }
                let copy = try SQLiteStore.openReadOnly(path: path)
                #expect(try await copy.integrityProblems() == [])
                #expect(try await StorageContract.count(copy) % 2 == 0)
                try await copy.close()
                #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
            }
            try await writing.value
            await #expect(throws: StorageError.self) {
                try await store.backup(to: directory + "/copy0.sqlite") { _ in }
            }
            try await store.close()
        }
    }

    @Test func damageIsFound() async throws {
        try await inDirectory { directory in
            let path = directory + "/a.sqlite"
            let store = try SQLiteStore.open(path: path)
            try await StorageContract.makeItems(store, count: 2_000)
            try await store.close()
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.seek(toOffset: 8_192)
            try file.write(contentsOf: Data(repeating: 0xff, count: 4_096))
            try file.close()
            let damaged = try SQLiteStore.openReadOnly(path: path)
            let problems: [String]
            do {
                problems = try await damaged.integrityProblems()
            } catch StorageError.corrupt(let text) {
                problems = [text]
            }
            #expect(!problems.isEmpty)
            try await damaged.close()
        }
    }

    @Test func tooManyWaitingWritesAreRefusedAndTheRestSucceed() async throws {
        let store = try SQLiteStore.temporary()
        try await StorageContract.makeItems(store)
        let gate = Gate()
        let (started, didStart) = AsyncStream.makeStream(of: Void.self)
        let blocker = Task {
            try await store.write { _ in
                didStart.finish()
                gate.wait()
            }
        }
        for await _ in started {}
        let total = Limits.writesWaitingMax + 50
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for id in 0..<total {
                group.addTask {
                    do {
                        try await store.write { try $0.run("INSERT INTO item (id, name) VALUES (\(id), \("n\(id)"))") }
                        return true
                    } catch StorageError.busy {
                        gate.open()
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        try await blocker.value
        let succeeded = outcomes.count { $0 }
        #expect(succeeded >= Limits.writesWaitingMax && succeeded < total)
        #expect(try await StorageContract.count(store) == succeeded)
        try await store.close()
    }

    @Test func allOfAGroupFailWhenItsCommitFails() async throws {
        let store = try SQLiteStore.temporary()
        // The only way to make a commit itself fail on demand; such keys are kept out of our schema.
        try await store.write { db in
            try db.run("CREATE TABLE top (id INTEGER PRIMARY KEY) STRICT")
            try db.run(
                """
                CREATE TABLE sub (id INTEGER PRIMARY KEY, top_id INTEGER NOT NULL
                REFERENCES top (id) DEFERRABLE INITIALLY DEFERRED) STRICT
                """)
        }
        let gate = Gate()
        let (started, didStart) = AsyncStream.makeStream(of: Void.self)
        let blocker = Task {
            try await store.write { _ in
                didStart.finish()
                gate.wait()
            }
        }
        // Whatever is written before the blocker has begun would share its commit.
        for await _ in started {}
        let outcomes = Task {
            await withTaskGroup(of: Bool.self) { group in
                for id in 0..<10 {
                    group.addTask {
                        do {
                            try await store.write { try $0.run("INSERT INTO sub (id, top_id) VALUES (\(id), 99)") }
                            return true
                        } catch {
                            #expect((error as? StorageError)?.isConstraint(.foreignKey) == true)
                            return false
                        }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
        }
        try await Task.sleep(for: .milliseconds(50))
        gate.open()
        try await blocker.value
        #expect(await outcomes.value == Array(repeating: false, count: 10))
        // The store goes on.
        try await store.write { try $0.run("INSERT INTO top (id) VALUES (1)") }
        let left = try await store.read { try $0.one("SELECT count(*) FROM sub")?.int(at: 0) }
        #expect(left == 0)
        try await store.close()
    }

    @Test func temporaryStoreLeavesNothingBehind() async throws {
        let store = try SQLiteStore.temporary()
        let path = try #require(
            try await store.read { db in
                try db.one("SELECT file FROM pragma_database_list WHERE name = 'main'")?.text(at: 0)
            })
        #expect(FileManager.default.fileExists(atPath: path))
        try await store.close()
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
